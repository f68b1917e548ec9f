import type { ExceptionView, RuleView } from "../../model/ruleset/items/items.ts";
import { contentEnd, lineBreak, lineStart, nextLine } from "../../model/configuration/entry-edit.ts";
import { readItems } from "../../syntax/items.ts";
import { isPlain } from "../../syntax/scalar-text.ts";
import { entryOf, type YamlNode, type YamlSeq } from "../../syntax/yaml-node.ts";
import { applyEdits, type Edit } from "../../text/span.ts";
import { type ItemContext, itemToDocument } from "../locate/locate.ts";
import { appendedValues, commentCount, isOnItsOwnLine, type ValueList } from "./exception-values.ts";
import type { Rewrite } from "./rewrite.ts";

/**
 * The exceptions of a rule written differently: two that compare the same as one, and one as two. `offset` and the edits are
 * in the document. Falco excludes each exception by itself, so the order of exceptions does not matter.
 */
export function exceptionRewrites(place: ItemContext, offset: number): readonly Rewrite[] {
  const { placed, region, view } = place;
  const inner = region.map.from(offset);
  const list = entryOf(placed?.item.node, "exceptions")?.value;
  if (!placed || inner === undefined || view?.kind !== "rule" || list?.kind !== "seq") return [];
  if (list.flow || list.alias !== undefined) return [];
  const { text } = placed.item;
  const at = inner - placed.start;
  const written = (view.exceptions ?? []).flatMap((one) => writtenException(one, text) ?? []);
  const own = written.find(
    ({ view: { node } }) => node.span.start <= at && at <= contentEnd(node.span, text),
  );
  if (!own) return [];
  const map = itemToDocument(region, placed);
  return [...merges(place, view, written, own, text), ...split(place, view, own, at, text)]
    .filter(({ edits }) => isSound(text, edits))
    .flatMap(({ title, edits }) => {
      const outer = edits.flatMap(
        ({ span, newText }) => map.edit(span, newText.replaceAll(/\r?\n/g, lineBreak(text))) ?? [],
      );
      return outer.length === edits.length ? [{ title, edits: outer }] : [];
    });
}

/** An exception with values, each key of which is known and on a line of its own. */
interface WrittenException {
  readonly view: ExceptionView;
  readonly values: ValueList;
  /** What it compares, in the same words for the same comparisons. */
  readonly comparisons: string;
}

function writtenException(view: ExceptionView, text: string): WrittenException | undefined {
  const { node, fields, comps, values } = view;
  const entry = entryOf(node, "values");
  if (!fields || !values?.length || !entry || view.name === "" || node.flow || node.alias !== undefined)
    return undefined;
  const { value } = entry;
  if (value.kind !== "seq" || hasAlias(node) || !isOnItsOwnLine(node.span.start, text)) return undefined;
  if (node.entries.some(({ key }) => !/^(?:name|fields|comps|values)$/.test(key.text))) return undefined;
  if (new Set(node.entries.map(({ key }) => key.text)).size < node.entries.length) return undefined;
  const fits = (one: YamlNode): boolean =>
    fields.list ? one.kind === "seq" && one.items.length === fields.items.length : one.kind === "scalar";
  if (!value.items.every(fits)) return undefined;
  const operators = fields.items.map((_, at) => comps?.items[at]?.text.trim() ?? (fields.list ? "=" : "in"));
  const comparisons = JSON.stringify([fields.list, fields.items.map((field) => field.text), operators]);
  return { view, values: { key: entry.key, seq: value }, comparisons };
}

function hasAlias(node: YamlNode): boolean {
  if (node.alias !== undefined) return true;
  if (node.kind === "seq") return node.items.some(hasAlias);
  return node.kind === "map" && node.entries.some(({ value }) => hasAlias(value));
}

/** One with each other exception that has the same fields and comparisons, at the place of the first. */
function merges(
  place: ItemContext,
  rule: RuleView,
  written: readonly WrittenException[],
  own: WrittenException,
  text: string,
): readonly Rewrite[] {
  if (!isUnionOfValues(place, own)) return [];
  return written.flatMap((other): readonly Rewrite[] => {
    if (other === own || other.comparisons !== own.comparisons || other.view.name === own.view.name)
      return [];
    const [first, second] =
      other.view.node.span.start < own.view.node.span.start ? [other, own] : [own, other];
    if (isNamedByOthers(place, rule, second.view.name)) return [];
    const start = lineStart(text, second.view.node.span.start);
    const above = text.slice(commentsAbove(text, start), start);
    const removed = {
      start: start - above.length,
      end: nextLine(text, contentEnd(second.view.node.span, text)),
    };
    const added = appendedValues(text, first.values, second.values, above, removed);
    if (!added) return [];
    const title = `Merge exception \`${second.view.name}\` into \`${first.view.name}\``;
    return [{ title, edits: [added, { span: removed, newText: "" }] }];
  });
}

/** Whether an exception excludes what each of its values alone excludes. */
function isUnionOfValues(
  { catalog, source }: ItemContext,
  { view: { fields, comps } }: WrittenException,
): boolean {
  if (!fields || fields.list) return true;
  const operator = comps?.items[0]?.text.trim() ?? "in";
  if (operator !== "in") return operator === "pmatch" || operator === "intersects";
  // Of a field with many values `in` asks for all of them.
  const found = catalog.lookupField(fields.items[0]?.text ?? "", source);
  return found.kind === "found" && !found.field.isList;
}

/** Whether another item adds to the exception, or has one of the same name. */
function isNamedByOthers(
  { snapshot: { rulesets } }: ItemContext,
  { name: rule, item }: RuleView,
  name: string,
): boolean {
  return rulesets.some(({ rules: { collected } }) => {
    const known = collected.rules.get(rule);
    return [...(known?.views ?? []), ...(known?.replaced ?? [])].some(
      (view) => view.item !== item && view.exceptions?.some((exception) => exception.name === name),
    );
  });
}

/** The values from the one at the cursor on as an exception of their own. */
function split(
  place: ItemContext,
  rule: RuleView,
  own: WrittenException,
  at: number,
  text: string,
): readonly Rewrite[] {
  const { view, values } = own;
  const { items } = values.seq;
  const index = items.findIndex(({ span }) => span.start <= at && at <= contentEnd(span, text));
  const [before, value] = [items[index - 1], items[index]];
  const isLast = view.node.entries.every(({ key }) => key.span.start <= values.key.span.start);
  if (!before || !value || !isLast || !isUnionOfValues(place, own)) return [];
  const name = freeName(place, rule, view.name);
  const prefix = text.slice(lineStart(text, view.node.span.start), view.node.span.start);
  const pad = " ".repeat(prefix.length);
  const others = view.node.entries.flatMap(({ key, value: { span } }) =>
    key.text === "fields" || key.text === "comps" ? [text.slice(key.span.start, contentEnd(span, text))] : [],
  );
  if (others.some((lines) => lines.includes("#"))) return [];
  const head = [`name: ${isPlain(name) ? name : JSON.stringify(name)}`, ...others, "values:"];
  const lines = head.map((line, number) => (number === 0 ? prefix : pad) + line).join("\n");
  const edit = values.seq.flow
    ? splitInBrackets(text, before, value, lines)
    : splitBetweenLines(text, values.seq, value, lines);
  return edit ? [{ title: `Split exception \`${view.name}\` before this value`, edits: [edit] }] : [];
}

function splitInBrackets(text: string, before: YamlNode, value: YamlNode, lines: string): Edit | undefined {
  const span = { start: contentEnd(before.span, text), end: value.span.start };
  return text.slice(span.start, span.end).includes("#") ? undefined : { span, newText: `]\n${lines} [` };
}

function splitBetweenLines(
  text: string,
  { items }: YamlSeq,
  value: YamlNode,
  lines: string,
): Edit | undefined {
  if (!items.every(({ span }) => isOnItsOwnLine(span.start, text))) return undefined;
  const at = commentsAbove(text, lineStart(text, value.span.start));
  return { span: { start: at, end: at }, newText: `${lines}\n` };
}

/** Start of the comments on the lines before a line. */
function commentsAbove(text: string, line: number): number {
  const above = line === 0 ? line : lineStart(text, line - 1);
  return above < line && /^[ \t]*#/.test(text.slice(above, line)) ? commentsAbove(text, above) : line;
}

function freeName({ snapshot: { rulesets } }: ItemContext, rule: RuleView, wanted: string): string {
  const known = rulesets.flatMap(({ rules }) => rules.collected.rules.get(rule.name)?.exceptions ?? []);
  const taken = new Set([...known, ...(rule.exceptions ?? [])].map(({ name }) => name));
  for (let number = 2; ; number++) if (!taken.has(`${wanted}_${number}`)) return `${wanted}_${number}`;
}

function isSound(text: string, edits: readonly Edit[]): boolean {
  const after = applyEdits(text, edits);
  const { items, problems } = readItems(after);
  return (
    items.length === 1 &&
    problems.length === 0 &&
    items[0]?.item.problems.length === 0 &&
    commentCount(after) === commentCount(text)
  );
}
