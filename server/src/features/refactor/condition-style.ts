import { canonicalText } from "../../syntax/condition/canonical.ts";
import { parseCondition } from "../../syntax/condition/parse.ts";
import { printCondition } from "../../syntax/condition/print.ts";
import { readItems } from "../../syntax/items.ts";
import { isPlain } from "../../syntax/scalar-text.ts";
import { entryOf, textOf, type YamlEntry } from "../../syntax/yaml-node.ts";
import { applyEdits, type Edit } from "../../text/span.ts";
import type { Rewrite } from "./rewrite.ts";

/** Other YAML styles for the condition of an item; edits are in the item's text, which begins at `column`. */
export function styleRewrites(item: string, column: number): readonly Rewrite[] {
  const [placed] = readItems(item).items;
  const entry = entryOf(placed?.item.node, "condition");
  const value = entry?.value;
  if (!entry || value?.kind !== "scalar" || value.isNull || value.alias !== undefined) return [];
  const { tree, problems } = parseCondition(value.text);
  if (problems.length > 0) return [];
  const line = printCondition(tree, value.text);
  const rewrites: Rewrite[] = [];
  const isBlock = value.style === "literal" || value.style === "folded";
  if (isBlock) {
    const other = value.style === "literal" ? ">" : "|";
    const header = { start: value.span.start, end: value.span.start + 1 };
    rewrites.push({
      title: `Convert to a ${other === ">" ? "folded" : "literal"} block`,
      edits: [{ span: header, newText: other }],
    });
    if (line !== undefined && line.length <= LONGEST && isPlain(line) && !/#/.test(firstLine(item, entry)))
      rewrites.push({ title: "Convert to one line", edits: [wholeValue(item, entry, line)] });
  } else if (line !== undefined && restOfLine(item, value.span.end).trim() === "") {
    const start = item.lastIndexOf("\n", entry.key.span.start) + 1;
    const keyColumn = entry.key.span.start - start + (start === 0 ? column : 0);
    const text = `>\n${" ".repeat(keyColumn + 2)}${line}`;
    rewrites.push({ title: "Convert to a folded block", edits: [{ span: value.span, newText: text }] });
  }
  return rewrites.filter(({ edits }) => {
    const [after] = readItems(applyEdits(item, edits)).items;
    const condition = textOf(after?.item.node, "condition");
    if (condition === undefined || (after?.item.problems.length ?? 1) > 0) return false;
    const read = parseCondition(condition);
    return read.problems.length === 0 && canonicalText(read.tree) === canonicalText(tree);
  });
}

/** A condition that is longer is easier to read in a block. */
const LONGEST = 200;

function firstLine(item: string, { value }: YamlEntry): string {
  return restOfLine(item, value.span.start);
}

function restOfLine(text: string, from: number): string {
  const end = text.indexOf("\n", from);
  return text.slice(from, end < 0 ? text.length : end);
}

/** Replaces a block, but not the empty lines after it. */
function wholeValue(item: string, { value }: YamlEntry, newText: string): Edit {
  const written = item.slice(value.span.start, value.span.end);
  return { span: { start: value.span.start, end: value.span.start + written.trimEnd().length }, newText };
}
