import { applyEdits, type Edit, type Span } from "../text/span.ts";
import { readYaml } from "./yaml.ts";
import type { YamlMap, YamlReading } from "./yaml-node.ts";

/** The one change after which an item that YAML rejects, or ends too early, reads as a whole. Spans are offsets in the item. */
export interface ItemRepair {
  readonly span: Span;
  readonly message: string;
  readonly title: string;
  /** That the author meant this text and no other is a guess. */
  readonly isGuess?: true;
  /** It adds spaces after colons only, which is also what the finding of an unknown key offers. */
  readonly isSpacing?: true;
  readonly edits: readonly Edit[];
  /** Keys that are reported as absent or empty only because of this. */
  readonly keys: readonly string[];
}

/** Longest item that is read again. */
const MOST_REPAIRED = 20_000;

const BLOCK_HEADER = /^(- +| +)([a-z_]+):[ \t]+([|>])[-+]?[ \t]*$/;

/** What may follow the name of an item. */
const KEYS_OF: ReadonlyMap<string, RegExp> = new Map([
  ["rule", /^(?:condition|desc|output|priority|tags|source|enabled|exceptions|warn_evttypes)$/],
  ["macro", /^condition$/],
  ["list", /^items$/],
]);

/** A key with its value directly after the colon, which makes all of it one word. */
const SPACELESS =
  /^(- +| +)((?:rule|macro|list|items|desc|condition|output|priority|source|tags|enabled|exceptions|warn_evttypes):)(?=[^\s:])/;

const KEY_LINE = /^( *)([a-z_]+):(?=\s|$)/;

/** The repair of an item, where reading it again proves the repair. */
export function repairOf(text: string, reading: YamlReading): ItemRepair | undefined {
  const [problem] = reading.problems;
  const first = /^- +(?=[a-z_]+:)/.exec(text);
  if (!first || text.length > MOST_REPAIRED || problem?.isOpen || problem?.spaces) return undefined;
  const column = first[0].length;
  const lines = linesOf(text);
  if (!problem) return dedented(text, lines, column, reading);
  const at = lines.findLastIndex(({ start }) => start <= problem.span.start);
  return (
    spaceless(text, lines, column) ??
    misaligned(text, lines, at, column) ??
    unindentedBlock(text, lines, at, column) ??
    quotedPart(text, lines, at)
  );
}

interface Line extends Span {
  readonly text: string;
}

function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf("\n", start);
    const end = newline < 0 ? text.length : newline;
    lines.push({ start, end, text: text.slice(start, end).replace(/\r$/, "") });
    start = end + 1;
  }
  return lines;
}

/** A key at the start of a line ends the list before it, for Falco's reader. */
function dedented(
  text: string,
  lines: readonly Line[],
  column: number,
  { documents }: YamlReading,
): ItemRepair | undefined {
  const [list, stray] = documents;
  const root = list?.root;
  if (documents.length !== 2 || stray?.root?.kind !== "map" || stray.root.flow || root?.kind !== "seq")
    return undefined;
  const node = root.items[0];
  const { span, entries } = stray.root;
  const from = lines.findIndex(({ start }) => start === span.start);
  if (from < 0 || node?.kind !== "map") return undefined;
  const [owner] = node.entries;
  const edits = indent(lines.slice(from), column);
  const made = wholeMap(text, edits);
  const keys = entries.map(({ key }) => key.text);
  if (!made || !owner || made.entries.length !== node.entries.length + entries.length) return undefined;
  const known = KEYS_OF.get(owner.key.text);
  if (!known || !keys.every((key) => known.test(key))) return undefined;
  const name = owner.value.kind === "scalar" ? ` \`${owner.value.text}\`` : "";
  return {
    span: entries[0]?.key.span ?? span,
    message: `\`${keys[0]}\` must be indented to belong to ${owner.key.text}${name}. Indent it by ${spaces(column)}.`,
    title: `Indent by ${spaces(column)}`,
    edits,
    keys,
  };
}

/** Keys without the space that YAML wants after a colon. */
function spaceless(text: string, lines: readonly Line[], column: number): ItemRepair | undefined {
  const keys = lines.flatMap(({ start, text: line }) => {
    const [, before, key = ""] = SPACELESS.exec(line) ?? [];
    return before?.length === column
      ? [{ start: start + column, end: start + column + key.length, key }]
      : [];
  });
  const [first] = keys;
  const edits = keys.map(({ end }) => ({ span: { start: end, end }, newText: " " }));
  if (!first || !wholeMap(text, edits)) return undefined;
  return {
    span: { start: first.start, end: first.end },
    message: `A space is missing after \`${first.key}\`. Add one.`,
    title: "Add a space after the colon",
    isSpacing: true,
    edits,
    keys: keys.map(({ key }) => key.slice(0, -1)),
  };
}

/** A key that is indented, but less than the keys before it. */
function misaligned(
  text: string,
  lines: readonly Line[],
  at: number,
  column: number,
): ItemRepair | undefined {
  const line = lines[at];
  const [, blanks = "", key = ""] = KEY_LINE.exec(line?.text ?? "") ?? [];
  if (!line || key === "" || blanks.length === 0 || blanks.length >= column) return undefined;
  const missing = column - blanks.length;
  const edits = indent([line], missing);
  if (!wholeMap(text, edits)) return undefined;
  return {
    span: { start: line.start + blanks.length, end: line.start + blanks.length + key.length },
    message: `\`${key}\` must start in the same column as the keys before it. Indent it by ${spaces(missing)} more.`,
    title: `Indent by ${spaces(missing)}`,
    edits,
    keys: [],
  };
}

/** The lines after `|` or `>` that start in the column of its key. */
function unindentedBlock(
  text: string,
  lines: readonly Line[],
  at: number,
  column: number,
): ItemRepair | undefined {
  const header = lines.slice(0, at).findLastIndex(({ text: one }) => BLOCK_HEADER.test(one));
  const [, dash = "", key = "", mark = ""] = BLOCK_HEADER.exec(lines[header]?.text ?? "") ?? [];
  if (dash.length !== column) return undefined;
  const rest = lines.slice(header + 1);
  const length = rest.findIndex(({ text: one }) => KEY_LINE.exec(one)?.[1]?.length === column);
  const block = length < 0 ? rest : rest.slice(0, length);
  const [first] = block;
  const last = block.findLast(({ text: one }) => one.trim() !== "");
  if (!first || !last || header + block.length < at - 1 || block.some(({ text: one }) => /^\s*#/.test(one)))
    return undefined;
  const edits = indent(block, 2);
  if (!wholeMap(text, edits)) return undefined;
  return {
    span: {
      start: first.start + (/^ */.exec(first.text)?.[0].length ?? 0),
      end: first.start + first.text.trimEnd().length,
    },
    message: `The lines after \`${mark}\` must be indented further than \`${key}\`. Indent them by 2 spaces.`,
    title: "Indent the lines by 2 spaces",
    isGuess: true,
    edits,
    keys: [key],
  };
}

/** A quoted string with more text after it on its line. */
function quotedPart(text: string, lines: readonly Line[], at: number): ItemRepair | undefined {
  const line = lines[at];
  const parts = /^((?:- +| +)[a-z_]+:[ \t]+)("[^"'\\]*"[^"'\\]*)$/.exec(line?.text.trimEnd() ?? "");
  const [, head = "", value = ""] = parts ?? [];
  if (!line || value === "" || /\s#/.test(value)) return undefined;
  const start = line.start + head.length;
  const edits = [{ span: { start, end: start + value.length }, newText: `'${value}'` }];
  if (!wholeMap(text, edits)) return undefined;
  const after = start + value.lastIndexOf('"') + 1;
  const gap = /^\s*/.exec(text.slice(after))?.[0].length ?? 0;
  return {
    span: { start: after + gap, end: start + value.length },
    message: "Unexpected text after the closing quote. Quote the whole value.",
    title: "Quote the whole value",
    isGuess: true,
    edits,
    keys: [],
  };
}

function indent(lines: readonly Line[], width: number): readonly Edit[] {
  return lines
    .filter(({ text }) => text.trim() !== "")
    .map(({ start }) => ({ span: { start, end: start }, newText: " ".repeat(width) }));
}

/** The map that the text is after the edits, unless it is something else, has a problem or a key twice. */
function wholeMap(text: string, edits: readonly Edit[]): YamlMap | undefined {
  const { documents, problems } = readYaml(applyEdits(text, edits));
  const root = documents[0]?.root;
  const node = root?.kind === "seq" && root.items.length === 1 ? root.items[0] : undefined;
  if (problems.length > 0 || documents.length !== 1 || node?.kind !== "map") return undefined;
  const keys = node.entries.map(({ key }) => key.text);
  return new Set(keys).size === keys.length ? node : undefined;
}

function spaces(count: number): string {
  return `${count} ${count === 1 ? "space" : "spaces"}`;
}
