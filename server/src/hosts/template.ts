import type { Span } from "../text/span.ts";

/** Stands for each character of a directive in a masked text. No host and no language of ours has it. */
export const MASK = "\uE000";

/** The template languages of Go (Helm), of Jinja (Ansible, Salt), of Terraform and of GitHub's expressions. */
export type TemplateLanguage = "go" | "jinja" | "terraform" | "github";

/** The path of the file that a template makes, by the template's own, and the language; undefined for what is none. */
export function templateAt(path: string, text: string): { readonly path: string; readonly language: TemplateLanguage } | undefined {
  const [, inner, ending] = /^(.*)\.(j2|jinja2?|tpl|tmpl|gotmpl|tftpl)$/.exec(path) ?? [];
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
  const alone = text.replace(new RegExp(`^[ \\t]*(?:${directive}[ \\t]*)+$`, "gm"), (whole) => whole.replace(/[^\r\n]/g, " "));
  return alone.replace(new RegExp(directive, "g"), (whole) => whole.replace(/[^\r\n]/g, MASK));
}

/** The masked stretches of a text. */
export function maskedSpans(text: string): Span[] {
  if (!text.includes(MASK)) return [];
  return [...text.matchAll(/\uE000+/g)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
}
