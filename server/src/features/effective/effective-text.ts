/** A page on what Falco loads in the end, as plain text and as Markdown. */
import type { EffectivePage, LineRange, PagePart } from "./effective-page.ts";
import { codeSpan, fenced } from "../../text/markdown.ts";

/** For terminals: no line is longer than what it says. */
export function plainPage({ kind, name, facts, origins, texts, details, fragments }: EffectivePage): string {
  const part = ({ text, at }: PagePart): string => `${at ? `${at.path}:${range(at)} ` : ""}${text}`;
  return [
    `${kind} ${name}`,
    ...(facts.length > 0 ? [`  ${facts.join(", ")}`] : []),
    ...origins.map((origin) => `  ${part(origin)}`),
    ...[...texts, ...details].map(({ label, text }) => `  ${label}: ${text}`),
    ...(fragments.length > 0 ? ["  made from", ...fragments.map((fragment) => `    ${part(fragment)}`)] : []),
    "",
  ].join("\n");
}

/** For editors, with links to the files. */
export function markdownPage({
  kind,
  name,
  facts,
  origins,
  texts,
  details,
  fragments,
}: EffectivePage): string {
  const paragraphs = [
    `# ${escaped(name)}`,
    `${kind[0]?.toUpperCase()}${kind.slice(1)}${facts.length > 0 ? `: ${escaped(facts.join(", "))}` : ""}.`,
    origins.map((origin) => `- ${linked(origin, escaped(origin.text))}`).join("\n"),
    ...texts.flatMap(({ label, text }) => [`## ${heading(label)}`, fenced(text)]),
    details.map(({ label, text }) => `- ${heading(label)}: ${escaped(text)}`).join("\n"),
    ...(fragments.length > 0
      ? [
          "## Made from",
          fragments.map((fragment) => `- ${linked(fragment, codeSpan(fragment.text))}`).join("\n"),
        ]
      : []),
  ];
  return `${paragraphs.filter((text) => text !== "").join("\n\n")}\n`;
}

/** A link to lines of a file, named by the file and the folder it is in. */
export function linkToLines(at: LineRange): string {
  const file = at.path.split("/").slice(-2).join("/");
  return `[${file.replaceAll(/[[\]\\]/g, "\\$&")}:${range(at)}](${targetOfLines(at)})`;
}

/** The address of the first of some lines, as Markdown takes it in a link. */
export function targetOfLines({ uri, line }: LineRange): string {
  return `${uri.replaceAll("(", "%28").replaceAll(")", "%29")}#L${line}`;
}

function linked({ at }: PagePart, text: string): string {
  return at ? `${linkToLines(at)} ${text}` : text;
}

function range({ line, lastLine }: LineRange): string {
  return lastLine > line ? `${line}-${lastLine}` : String(line);
}

function heading(label: string): string {
  return `${label[0]?.toUpperCase() ?? ""}${label.slice(1)}`;
}

function escaped(text: string): string {
  // Underscores between letters mean nothing to Markdown, and names are full of them.
  return text.replaceAll(/[\\`*[\]<>#]|(?<!\w)_|_(?!\w)/g, "\\$&");
}
