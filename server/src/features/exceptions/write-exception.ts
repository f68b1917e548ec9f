/** Where exceptions are written: in the rule itself where it is the user's, else as an `override` in the last rules. */
import type { ParsedRegion } from "../../hosts/document.ts";
import { addedItem, indentAt, insertedAfter } from "../../model/configuration/entry-edit.ts";
import type { EffectiveException } from "../../model/ruleset/effective.ts";
import type { Ruleset, Snapshot } from "../../model/workspace/workspace.ts";
import type { Item } from "../../syntax/item.ts";
import { isPlain } from "../../syntax/scalar-text.ts";
import { entryOf, type YamlNode } from "../../syntax/yaml-node.ts";
import type { Edit } from "../../text/span.ts";
import { itemToDocument } from "../locate/locate.ts";
import { overrideItem, type RuleChange } from "../rule-change.ts";
import { changeTarget, isOwn } from "../rule-change-target.ts";

export interface RulePlace {
  readonly snapshot: Snapshot;
  readonly ruleset: Ruleset;
  readonly rule: string;
}

/** A new exception, as YAML. */
export interface NewException {
  /** Taken where no exception of the rule has it. */
  readonly name: string;
  readonly fields: readonly string[];
  readonly comps: readonly string[];
  /** An entry of `values`. */
  readonly row: string;
}

/** The edit that adds one entry to the values of an exception; undefined where there is no place for it. */
export function addedValues(
  place: RulePlace,
  exception: EffectiveException,
  row: string,
): RuleChange | undefined {
  const { name, item, node } = exception;
  const values = entryOf(node, "values");
  const last = node.kind === "map" ? node.entries.at(-1) : undefined;
  const title = `Add a value to exception \`${name}\` of rule \`${place.rule}\``;
  const own = replacesExceptions(place, item)
    ? undefined
    : inItem(place, item, title, row, (text) =>
        values ? addedItem(values, row, text) : last && insertedAfter(last, [`values: [${row}]`], text),
      );
  const lines = [`- name: ${yamlName(name)}`, `  values:`, `    - ${row}`];
  return own ?? inOverride(place, title, lines, row);
}

/** The edit that adds a new exception to a rule; undefined where there is no place for it. */
export function addedException(
  place: RulePlace,
  { name: wanted, fields, comps, row }: NewException,
): RuleChange | undefined {
  const rule = place.ruleset.rules.collected.rules.get(place.rule);
  const taken = new Set(rule?.exceptions.map((exception) => exception.name));
  const name = [wanted, ...numbered(wanted, taken.size)].find((one) => !taken.has(one)) ?? wanted;
  const lines = [
    `- name: ${name}`,
    `  fields: [${fields.join(", ")}]`,
    `  comps: [${comps.join(", ")}]`,
    "  values:",
    `    - ${row}`,
  ];
  const item = rule?.views[0]?.item;
  const title = `Add an exception to rule \`${place.rule}\``;
  const own =
    item && !replacesExceptions(place, item)
      ? inItem(place, item, title, name, (text) => exceptionEdit(item.node, lines, text))
      : undefined;
  return own ?? inOverride(place, title, lines, name);
}

function numbered(name: string, most: number): readonly string[] {
  return Array.from({ length: most }, (_, at) => `${name}_${at + 2}`);
}

function exceptionEdit(node: YamlNode | undefined, lines: readonly string[], text: string): Edit | undefined {
  const exceptions = entryOf(node, "exceptions");
  const condition = entryOf(node, "condition");
  if (!exceptions)
    return condition && insertedAfter(condition, ["exceptions:", ...lines.map(indented)], text);
  const { value } = exceptions;
  const last =
    value.kind === "seq" && !value.flow && value.alias === undefined ? value.items.at(-1) : undefined;
  if (!last) return undefined;
  const own = indentAt(text, last.span.start).length - indentAt(text, exceptions.key.span.start).length;
  return insertedAfter(
    { key: exceptions.key, value: last, span: exceptions.span },
    lines.map((line) => " ".repeat(Math.max(0, own)) + line),
    text,
  );
}

function indented(line: string): string {
  return `  ${line}`;
}

/** Whether a later item puts other exceptions in the place of those of an item. */
function replacesExceptions({ ruleset, rule }: RulePlace, item: Item): boolean {
  const views = ruleset.rules.collected.rules.get(rule)?.views ?? [];
  const at = views.findIndex((view) => view.item === item);
  return views
    .slice(at + 1)
    .some(({ overrides }) =>
      overrides.some((one) => one.key === "exceptions" && one.operation === "replace"),
    );
}

/** In a rule of the user's, where what is written there can be placed exactly. */
function inItem(
  { snapshot }: RulePlace,
  item: Item,
  title: string,
  fill: string,
  edit: (text: string) => Edit | undefined,
): RuleChange | undefined {
  const place = snapshot.placeOf(item);
  if (!place) return undefined;
  const { uri, region } = place;
  const index = snapshot.documents.get(uri)?.regions.indexOf(region) ?? -1;
  if (!isEditable(region) || !isOwn(snapshot, { uri, region: index })) return undefined;
  const inner = edit(item.text);
  const outer = inner && itemToDocument(region, { item, start: place.start }).edit(inner.span, inner.newText);
  if (!outer) return undefined;
  const start = Math.max(0, outer.newText.indexOf(fill));
  return {
    key: "exceptions",
    title,
    edit: { uri, ...outer.span, newText: outer.newText },
    creates: false,
    select: { start, end: start + fill.length },
  };
}

function isEditable({ items, template, cut }: ParsedRegion): boolean {
  return items?.isSplit === true && !template && !cut;
}

function inOverride(
  { snapshot, ruleset, rule }: RulePlace,
  title: string,
  lines: readonly string[],
  fill: string,
): RuleChange | undefined {
  const known = ruleset.rules.collected.rules.get(rule);
  const target = changeTarget(snapshot, ruleset, known?.views[0]?.item);
  if (!target || !ruleset.catalog.hasConstruct("override")) return undefined;
  return overrideItem(target, "exceptions", rule, {
    title,
    lines: ["exceptions:", ...lines.map(indented)],
    how: "append",
    fill,
  });
}

function yamlName(name: string): string {
  return isPlain(name) ? name : JSON.stringify(name);
}
