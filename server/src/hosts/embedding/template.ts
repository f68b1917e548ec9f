import type { Span } from "../../text/span.ts";

/** Stands for each character of a directive in a masked text. No host and no language of ours has it. */
export const MASK = "\uE000";

/** The template languages of Go (Helm), of Jinja (Ansible, Salt), of Terraform and of GitHub's expressions. */
export type TemplateLanguage = "go" | "jinja" | "terraform" | "github";

/** Endings of templates. What they make is read by the host of the name without the ending. */
const ENDINGS = ["j2", "jinja", "jinja2", "tpl", "tmpl", "gotmpl", "tftpl"] as const;

/** Names of templates, as hosts declare theirs. */
export const TEMPLATE_FILES: readonly string[] = ENDINGS.map((ending) => `*.${ending}`);

const TEMPLATE_NAME = new RegExp(`^(.*)\\.(${ENDINGS.join("|")})$`);

/** A line of Terraform's on which a template decides: files for `templatefile` may have the name of what they make. */
const DECISION = /^[ \t]*%\{~?[ \t]*(?:if|for)\b[^}\r\n]*\}[ \t]*$/m;

/** The path of the file that a template makes, by the template's own, and the language; undefined for what is none. */
export function templateAt(
  path: string,
  text: string,
): { readonly path: string; readonly language: TemplateLanguage } | undefined {
  if (/\.ya?ml$/.test(path))
    return text.includes("%{") && DECISION.test(text) ? { path, language: "terraform" } : undefined;
  const [, inner, ending] = TEMPLATE_NAME.exec(path) ?? [];
  if (inner === undefined || ending === undefined) return undefined;
  // Terraform's templates may have the ending of Go's, whose directives look otherwise.
  const isTerraform = ending === "tftpl" || (/^t(?:pl|mpl)$/.test(ending) && /^[ \t]*%\{/m.test(text));
  return { path: inner, language: isTerraform ? "terraform" : ending.startsWith("j") ? "jinja" : "go" };
}

const DIRECTIVES: Readonly<Record<TemplateLanguage, string>> = {
  go: "\\{\\{(?:[^}]|\\}(?!\\}))*\\}\\}",
  jinja: "(?:\\{\\{(?:[^}]|\\}(?!\\}))*\\}\\}|\\{%(?:[^%]|%(?!\\}))*%\\}|\\{#(?:[^#]|#(?!\\}))*#\\})",
  terraform: "[$%]\\{[^}\\r\\n]*\\}",
  github: "\\$\\{\\{(?:[^}]|\\}(?!\\}))*\\}\\}",
};

/**
 * A text whose template directives are masked, so that the rest reads as its own format. Same length.
 * A directive that has its lines for itself turns into blanks.
 */
export function maskTemplate(text: string, language: TemplateLanguage): string {
  if (!text.includes("{")) return text;
  const directive = DIRECTIVES[language];
  const alone = text.replace(new RegExp(`^[ \\t]*(?:${directive}[ \\t]*)+$`, "gm"), (whole) =>
    whole.replace(/[^\r\n]/g, " "),
  );
  return (alone === text ? text : withoutLongBlanks(alone)).replace(new RegExp(directive, "g"), (whole) =>
    whole.replace(/[^\r\n]/g, MASK),
  );
}

/** Blank lines at the beginning of a block scalar may be no longer than its indentation: line ends take the place of blanks. */
function withoutLongBlanks(text: string): string {
  return text.replace(/(?<=[ \t][|>][-+\d]*[ \t]*\r?\n)(?:[ \t]*\r?\n)*[ \t]+(?=\r?\n)/g, (blanks) =>
    blanks.replace(/[ \t]/g, "\n"),
  );
}

/** The masked stretches of a text. */
export function maskedSpans(text: string): Span[] {
  if (!text.includes(MASK)) return [];
  return [...text.matchAll(/\uE000+/g)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
}
