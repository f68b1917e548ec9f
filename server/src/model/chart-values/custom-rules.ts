import { RULES_FOLDER } from "../../catalog/helm.ts";
import { falcoForChart } from "../../catalog/releases.ts";
import type { Version } from "../../catalog/version.ts";
import { kindOfContent, kindOfText } from "../../syntax/file-kind.ts";
import { entryOf, type YamlEntry, type YamlMap, type YamlNode } from "../../syntax/yaml-node.ts";
import type { Edit } from "../../text/span.ts";
import { shows } from "../configuration/behaviour.ts";
import { addedItem, contentEnd, indentAt, lineBreak, nextLine } from "../configuration/entry-edit.ts";
import type { CustomRules } from "./finding.ts";

/** Rules under `customRules` that do not reach Falco. */
export function customRules(root: YamlMap, source: string, chart: Version): CustomRules[] {
  const entry = entryOf(root, "customRules");
  if (!entry || entry.value.alias !== undefined || isFilledIn(entry.value)) return [];
  const { value } = entry;
  const whole = { code: "custom-rules", span: entry.key.span, name: "customRules" } as const;
  if (value.kind === "seq") {
    if (value.items.length === 0) return [];
    return [{ ...whole, problem: "list", edits: wrapped(entry, source, "|-") }];
  }
  if (value.kind === "scalar") {
    if (kindOfText(value.text) !== "rules") return [];
    return [{ ...whole, problem: "text", edits: wrapped(entry, source, "") }];
  }
  const files = value.entries.flatMap((file) => fileFindings(file, source, chart));
  return [...files, ...unlisted(root, entry, source)];
}

function fileFindings({ key, value }: YamlEntry, source: string, chart: Version): CustomRules[] {
  if (value.alias !== undefined || isFilledIn(key)) return [];
  const base = { code: "custom-rules", span: key.span, name: key.text } as const;
  if (value.kind !== "scalar") {
    if (value.kind === "map" && value.entries.some((inner) => isRulesText(inner.value)))
      return [{ ...base, problem: "nested", edits: [] }];
    if (kindOfContent(value) !== "rules") return [];
    return [{ ...base, problem: "parsed", edits: asText({ key, value }, source) }];
  }
  const falco = falcoForChart(chart);
  if (
    !falco ||
    !shows(falco, "rulesFileSuffix") ||
    /\.ya?ml$/.test(key.text) ||
    kindOfText(value.text) !== "rules"
  )
    return [];
  const edits =
    key.style === "plain" ? [{ span: { start: key.span.end, end: key.span.end }, newText: ".yaml" }] : [];
  return [{ ...base, problem: "suffix", edits }];
}

function isRulesText(node: YamlNode): boolean {
  return node.kind === "scalar" && node.alias === undefined && kindOfText(node.text) === "rules";
}

/** The chart puts the files into one folder, and its own list of rules files has that. A list of one's own replaces it. */
function unlisted(root: YamlMap, { key, value }: YamlEntry, source: string): CustomRules[] {
  if (value.kind !== "map" || value.entries.length === 0) return [];
  const falco = entryOf(root, "falco")?.value;
  const list = entryOf(falco, "rules_files") ?? entryOf(falco, "rules_file");
  if (list?.value.kind !== "seq" || list.value.alias !== undefined || list.value.items.length === 0)
    return [];
  const paths = list.value.items.map((item) =>
    item.kind === "scalar" && item.alias === undefined && !isFilledIn(item) ? item.text : undefined,
  );
  const isListed = (path: string): boolean =>
    path.replace(/(?<!\/)\/+$/, "") === RULES_FOLDER || path.startsWith(`${RULES_FOLDER}/`);
  if (paths.some((path) => path === undefined || isListed(path))) return [];
  const added = addedItem(list, RULES_FOLDER, source);
  return [
    {
      code: "custom-rules",
      span: key.span,
      name: RULES_FOLDER,
      problem: "unlisted",
      edits: added ? [added] : [],
    },
  ];
}

/** Puts what is under `customRules` into a file below it, as a text. Empty where it cannot be indented by lines. */
function wrapped({ key, value }: YamlEntry, source: string, header: string): readonly Edit[] {
  if (
    value.kind === "map" ||
    (value.kind === "seq" ? value.flow : !/^[|>]/.test(source.slice(value.span.start)))
  )
    return [];
  const from = nextLine(source, header === "" ? value.span.start : key.span.end);
  const rest = source.slice(key.span.end, from);
  if (header !== "" && !/^:[ \t]*\r?\n$/.test(rest)) return [];
  const indent = indentAt(source, key.span.start);
  const ending = lineBreak(source);
  const own = header === "" ? rest.slice(1).trimEnd() : ` ${header}`;
  const end = contentEnd(value.span, source);
  // A list may be as far to the left as its key does.
  const by = indentAt(source, from).length > indent.length ? 2 : 4;
  return [
    { span: { start: key.span.end, end: from }, newText: `:${ending}${indent}  custom.yaml:${own}${ending}` },
    ...indented(source, from, end, by),
  ];
}

/** Makes a text of a list that is on the lines below its key. */
function asText({ key, value }: Pick<YamlEntry, "key" | "value">, source: string): readonly Edit[] {
  const from = nextLine(source, key.span.end);
  if (value.kind !== "seq" || value.flow || !/^:[ \t]*\r?\n$/.test(source.slice(key.span.end, from)))
    return [];
  const isInside = indentAt(source, from).length > indentAt(source, key.span.start).length;
  const edit = { span: { start: key.span.end + 1, end: key.span.end + 1 }, newText: " |-" };
  return isInside ? [edit] : [edit, ...indented(source, from, contentEnd(value.span, source), 2)];
}

/** Spaces before each line that is not empty. */
function indented(source: string, from: number, end: number, by: number): readonly Edit[] {
  const edits: Edit[] = [];
  for (let at = from; at < end; at = nextLine(source, at)) {
    if (source.slice(at, nextLine(source, at)).trim() !== "")
      edits.push({ span: { start: at, end: at }, newText: " ".repeat(by) });
  }
  return edits;
}

/** What a template fills in may be anything. */
function isFilledIn(node: YamlNode): boolean {
  return node.kind === "scalar" && /\{\{|\uE000/.test(node.text);
}
