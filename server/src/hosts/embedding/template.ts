import { nextFinder } from "../../text/next-finder.ts";
import { runBefore } from "../../text/run-before.ts";
import type { Span } from "../../text/span.ts";

/** Represents each character of a directive in a masked text. No host and no language of ours has it. */
export const MASK = "\uE000";

/** The template languages of Go (Helm), of Jinja (Ansible, Salt), of Ruby (Puppet, Chef), of Terraform, of ytt and of GitHub's expressions. */
export type TemplateLanguage = "go" | "jinja" | "ruby" | "terraform" | "ytt" | "github";

/** Endings of templates. What they make is read by the host of the name without the ending. */
const ENDINGS = [
  "j2",
  "jinja",
  "jinja2",
  "tpl",
  "tmpl",
  "gotmpl",
  "tftpl",
  "erb",
  "epp",
  "mustache",
  "hbs",
] as const;

/** Names of templates, as hosts declare theirs. */
export const TEMPLATE_FILES: readonly string[] = ENDINGS.map((ending) => `*.${ending}`);

const TEMPLATE_NAME = new RegExp(`^(.*)\\.(${ENDINGS.join("|")})$`);

/** A line of Terraform's on which a template decides: files for `templatefile` may have the name of what they make. */
const DECISION = /^[ \t]*%\{~?[ \t]*(?:if|for)\b[^}\r\n\u2028\u2029]*\}[ \t]*$/m;

/** A line of ytt's, or a value that it fills in: its files are YAML, in which its code is comments. */
const YTT =
  /^[ \t]*#@[ \t]*(?:load|def|if|for|end|data\/|overlay\/|schema\/|yaml\/)|^[ \t]*(?:- )?[\w.-]+:[ \t]+#@[ \t]/m;

/** A value of a rules file that Ruby fills in whole. */
const RUBY_VALUE = /^[ \t]*(?:- )?[\w.-]+:[ \t]+["']?<%=.*%>["']?[ \t]*$/m;

/** The folder in which Ansible's roles have their templates, which may be called as what they make. Helm's are objects. */
const IN_TEMPLATES = /(?:^|\/)templates\/(?:[^/]+\/)*[^/]+$/;

/** The path of the file that a template makes, by the template's own, and the language; undefined for what is not one. */
export function templateAt(
  path: string,
  text: string,
): { readonly path: string; readonly language: TemplateLanguage } | undefined {
  if (/\.ya?ml$/.test(path)) {
    if (text.includes("#@") && YTT.test(text)) return { path, language: "ytt" };
    if (IN_TEMPLATES.test(path) && /\{\{|\{%/.test(text) && !/^["']?apiVersion["']?:/m.test(text))
      return { path, language: text.includes("{%") ? "jinja" : "go" };
    if (text.includes("<%=") && RUBY_VALUE.test(text)) return { path, language: "ruby" };
    return text.includes("%{") && DECISION.test(text) ? { path, language: "terraform" } : undefined;
  }
  const [, inner, ending] = TEMPLATE_NAME.exec(path) ?? [];
  if (inner === undefined || ending === undefined) return undefined;
  // Terraform's templates may have the ending of Go's, whose directives look otherwise.
  const isTerraform = ending === "tftpl" || (/^t(?:pl|mpl)$/.test(ending) && /^[ \t]*%\{/m.test(text));
  if (isTerraform) return { path: inner, language: "terraform" };
  return {
    path: inner,
    language: ending.startsWith("j") ? "jinja" : /^e[rp][bp]$/.test(ending) ? "ruby" : "go",
  };
}

/** What opens a directive and what closes it; `oneLine` where it cannot go on on the next line. */
interface Signs {
  readonly open: string;
  readonly close: string;
  readonly oneLine?: true;
}

const BRACES = { open: "{{", close: "}}" } as const;

const DIRECTIVES: Readonly<Record<TemplateLanguage, readonly Signs[]>> = {
  go: [BRACES],
  jinja: [BRACES, { open: "{%", close: "%}" }, { open: "{#", close: "#}" }],
  terraform: [
    { open: "${", close: "}", oneLine: true },
    { open: "%{", close: "}", oneLine: true },
  ],
  github: [{ open: "${{", close: "}}" }],
  ruby: [{ open: "<%", close: "%>" }],
  ytt: [{ open: "(@", close: "@)", oneLine: true }],
};

/** The directives of a text, each of which ends at the first sign that closes it; in order, none within another. */
function directivesIn(text: string, language: TemplateLanguage): readonly Span[] {
  const kinds = DIRECTIVES[language].map((signs) => ({
    ...signs,
    opening: nextFinder(text, signs.open),
    closing: nextFinder(text, signs.close),
  }));
  const lineEnd = nextFinder(text, "\n");
  const found: Span[] = [];
  for (let at = 0; ; ) {
    const next = kinds
      .map((kind) => ({ kind, start: kind.opening(at) }))
      .filter(({ start }) => start >= 0)
      .reduce<{ kind: (typeof kinds)[number]; start: number } | undefined>(
        (first, one) => (first && first.start <= one.start ? first : one),
        undefined,
      );
    if (!next) return found;
    const { kind, start } = next;
    const inside = start + kind.open.length;
    const close = kind.closing(inside);
    const limit = kind.oneLine ? lineEnd(inside) : -1;
    if (close < 0 || (limit >= 0 && limit < close)) at = start + 1;
    else {
      at = close + kind.close.length;
      found.push({ start, end: at });
    }
  }
}

/** Those that have their lines for themselves, with what spaces are around them. */
function aloneOnLines(text: string, directives: readonly Span[]): readonly Span[] {
  const alone: Span[] = [];
  for (let at = 0; at < directives.length; ) {
    const first = directives[at];
    if (!first) break;
    let end = first.end;
    let next = at + 1;
    const blanksAfter = (): number => {
      let to = end;
      while (text[to] === " " || text[to] === "\t") to++;
      return to;
    };
    for (let follower = directives[next]; follower?.start === blanksAfter(); follower = directives[next]) {
      end = follower.end;
      next++;
    }
    const start = runBefore(text, first.start, /[ \t]/);
    const to = blanksAfter();
    const isAlone =
      (start === 0 || isLineEnd(text[start - 1])) && (to === text.length || isLineEnd(text[to]));
    if (isAlone) alone.push({ start, end: to });
    at = next;
  }
  return alone;
}

function isLineEnd(char: string | undefined): boolean {
  return char === "\n" || char === "\r";
}

/** The text with every character but line ends of `spans` replaced. */
function covered(text: string, spans: readonly Span[], by: string): string {
  let made = "";
  let at = 0;
  for (const { start, end } of spans) {
    made += text.slice(at, start) + text.slice(start, end).replace(/[^\r\n]/g, by);
    at = end;
  }
  return made + text.slice(at);
}

/**
 * A text whose template directives are masked, so that the rest reads as its own format. Same length.
 * A directive that has its lines for itself turns into spaces.
 */
export function maskTemplate(text: string, language: TemplateLanguage): string {
  if (DIRECTIVES[language].every(({ open }) => !text.includes(open)) && language !== "ytt") return text;
  const directives = language === "ytt" ? yttValues(text) : directivesIn(text, language);
  const alone = aloneOnLines(text, directives);
  const rest = directives.filter(({ start }) => !isWithin(alone, start));
  const masked = covered(text, rest, MASK);
  return alone.length === 0 ? masked : withoutLongBlanks(covered(masked, alone, " "));
}

/** The comments that ytt puts a value in the place of, and what it fills in within texts. */
function yttValues(text: string): readonly Span[] {
  const values = [...text.matchAll(/(?<=[:-][ \t])[ \t]*#@[^\r\n]*/g)].map(({ index, 0: code }) => ({
    start: index + code.indexOf("#"),
    end: index + code.trimEnd().length,
  }));
  return [...values, ...directivesIn(text, "ytt").filter(({ start }) => !isWithin(values, start))].sort(
    (a, b) => a.start - b.start,
  );
}

function isWithin(spans: readonly Span[], offset: number): boolean {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.end ?? 0) > offset) high = middle;
    else low = middle + 1;
  }
  return (spans[low]?.start ?? Number.POSITIVE_INFINITY) <= offset;
}

/** Blank lines at the beginning of a block scalar may be no longer than its indentation: line ends replace spaces. */
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
