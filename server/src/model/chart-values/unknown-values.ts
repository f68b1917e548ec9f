import { configKey } from "../../catalog/config-keys.ts";
import {
  chartValue,
  chartValuesIn,
  chartValuesNamed,
  helmValueAround,
  NEWEST_CHART,
} from "../../catalog/helm.ts";
import type { ChartValueRecord } from "../../catalog/chart-records.ts";
import { compareVersions, stageAt, type Version } from "../../catalog/version.ts";
import { kindOfContent, kindOfText } from "../../syntax/file-kind.ts";
import { booleanOf, entryOf, type YamlEntry, type YamlMap, type YamlNode } from "../../syntax/yaml-node.ts";
import { nearestName } from "../../text/names.ts";
import type { ChartValueType, MisplacedChartValue, UnknownChartValue } from "./finding.ts";
import { moveValue } from "./move-value.ts";

type Found = UnknownChartValue | MisplacedChartValue | ChartValueType;

/** Where values are, and the chart that they are for. */
interface Values {
  readonly root: YamlMap;
  readonly source: string;
  readonly chart: Version;
}

/**
 * Keys that no chart has where they are, and values of another kind than the chart reads. Helm ignores the former
 * without a message. Nothing is said of charts that are newer than the catalogue.
 */
export function unknownValues(values: Values): Found[] {
  if (NEWEST_CHART !== undefined && compareVersions(values.chart, NEWEST_CHART) > 0) return [];
  const found = [...inBlock(values.root, [], values), ...inConfiguration(values)];
  const strange = found.filter(
    (one) => one.code === "unknown-chart-value" && one.near === undefined && !one.path.includes("."),
  );
  // So many values of their own have the values of another chart, which Falco's was copied into.
  return strange.length > MOST_STRANGE_VALUES ? [] : found;
}

const MOST_STRANGE_VALUES = 2;

function inBlock(map: YamlMap, path: readonly string[], values: Values): Found[] {
  return map.entries.flatMap((entry) => inEntry(entry, [...path, entry.key.text], values));
}

function inEntry(entry: YamlEntry, path: readonly string[], values: Values): Found[] {
  const name = path.join(".");
  const { value } = entry;
  const record = chartValue(name);
  if (!record) return helmValueAround(name) ? [] : unknown(entry, path, values);
  const wrong = wrongType(entry, record, values);
  if (wrong) return [wrong];
  return record.type !== "list" && value.kind === "map" && value.alias === undefined && name !== "falco"
    ? inBlock(value, path, values)
    : [];
}

function unknown(entry: YamlEntry, path: readonly string[], values: Values): Found[] {
  const block = path.slice(0, -1).join(".");
  const around = chartValue(block);
  const { text, span } = entry.key;
  const near = nearestName(text, alive(chartValuesIn(block), values.chart).map(lastName));
  const isOpen = around !== undefined && around.type !== "block";
  // An open block has keys that nobody can list, so just what is all but one of the listed ones is a slip.
  if (isOpen && (near === undefined || around.type === "open")) return [];
  if (isOwnKey(entry, values.source)) return [];
  if (near !== undefined) {
    const edits = [{ span, newText: near }];
    const isFree = entryOf(blockAt(values.root, path), near) === undefined;
    return [
      {
        code: "unknown-chart-value",
        span,
        path: path.join("."),
        near: joined(block, near),
        edits: isFree ? edits : [],
      },
    ];
  }
  const rules = rulesBelow(entry);
  if (rules) return [misplaced(rules, [...path, rules.key.text], "customRules", values)];
  if (path.length === 1 && isConfigKey(entry)) return [misplaced(entry, path, `falco.${text}`, values)];
  const [only, ...others] = alive(chartValuesNamed(text), values.chart);
  const elsewhere = only && others.length === 0 ? { near: only.path } : {};
  return [{ code: "unknown-chart-value", span, path: path.join("."), ...elsewhere, edits: [] }];
}

/** The first name in the path of a `--set` argument that is unknown to every chart at that place. */
export function unknownSetting(path: string, chart: Version): UnknownChartValue[] {
  if (NEWEST_CHART !== undefined && compareVersions(chart, NEWEST_CHART) > 0) return [];
  const names = path.split(".");
  let block = "";
  let start = 0;
  // With an index or an escape, a name is no longer the chart's own.
  for (const name of /^[\w.-]+$/.test(path) ? names : []) {
    const record = chartValue(joined(block, name));
    if (!record) {
      const around = chartValue(block);
      if (helmValueAround(joined(block, name)) || (around && around.type !== "block")) return [];
      const near = nearestName(name, alive(chartValuesIn(block), chart).map(lastName));
      if (near === undefined && around) return [];
      const span = { start, end: start + name.length };
      const config = configKey(name) ? { near: `falco.${name}` } : {};
      const meant = near === undefined ? config : { near: joined(block, near) };
      const edits = near === undefined ? [] : [{ span, newText: near }];
      return [{ code: "unknown-chart-value", span, path: joined(block, name), ...meant, edits }];
    }
    if (record.type !== "block" || record.path === "falco") return [];
    block = record.path;
    start += name.length + 1;
  }
  return [];
}

/** Whether an entry is one of falco.yaml's, by its name and by the kind of its value. */
function isConfigKey({ key, value }: YamlEntry): boolean {
  const record = configKey(key.text);
  if (!record || value.alias !== undefined) return record !== undefined;
  if (value.kind === "map") return record.types.includes("object");
  if (value.kind === "scalar") return true;
  return (
    record.types.includes("array") &&
    value.items.every((item) =>
      record.items === "object"
        ? item.kind === "map" && item.entries.some((one) => configKey(`${key.text}[].${one.key.text}`))
        : item.kind === "scalar",
    )
  );
}

/** A user's own key, for what an anchor names or an alias adds. */
function isOwnKey({ key, value, span }: YamlEntry, source: string): boolean {
  return (
    /^(?:x-|_|\.|<<)/.test(key.text) ||
    value.alias !== undefined ||
    /^\s*&/.test(source.slice(source.indexOf(":", key.span.end) + 1, span.end))
  );
}

/** Keys of the chart that are in the configuration, which has none of that name. */
function inConfiguration(values: Values): Found[] {
  const falco = entryOf(values.root, "falco")?.value;
  if (falco?.kind !== "map" || falco.alias !== undefined) return [];
  return falco.entries.flatMap((entry): Found[] => {
    const name = entry.key.text;
    const record = chartValue(name);
    if (!record || record.type === "subchart" || configKey(name) || helmValueAround(`falco.${name}`))
      return [];
    if (stageAt(record, values.chart) !== "active" || !DISTINCT.has(name)) return [];
    return [misplaced(entry, ["falco", name], name, values)];
  });
}

/** Keys that are hardly anything else than the chart's. */
const DISTINCT: ReadonlySet<string> = new Set([
  "collectors",
  "controller",
  "customRules",
  "driver",
  "extra",
  "falcoctl",
  "falcosidekick",
  "mounts",
  "tty",
]);

function misplaced(
  entry: YamlEntry,
  path: readonly string[],
  to: string,
  { root, source }: Values,
): MisplacedChartValue {
  const edits = moveValue({ root, source, entry, path, to: to.split("."), asList: false });
  return { code: "misplaced-chart-value", span: entry.key.span, path: path.join("."), to, edits };
}

/** The `customRules` in a block that the chart does not have. */
function rulesBelow({ value }: YamlEntry): YamlEntry | undefined {
  const entry = entryOf(value, "customRules");
  const isRules = (node: YamlNode): boolean =>
    (node.kind === "scalar" ? kindOfText(node.text) : kindOfContent(node)) === "rules";
  return entry?.value.kind === "map" && entry.value.entries.some((one) => isRules(one.value))
    ? entry
    : undefined;
}

/** A map where the chart reads a single value, or the other way round. Lists were maps in old charts. */
function wrongType(
  { key, value }: YamlEntry,
  record: ChartValueRecord,
  { source }: Values,
): ChartValueType | undefined {
  if (
    value.alias !== undefined ||
    (value.kind === "scalar" && (value.isNull || /[{\uE000]/.test(value.text)))
  )
    return undefined;
  const { path, type } = record;
  const base = { code: "chart-value-type", span: key.span, path } as const;
  if (type === "boolean" || type === "string" || type === "integer") {
    if (value.kind === "scalar") {
      if (type !== "boolean" || booleanOf(value.text) !== undefined) return undefined;
      return { ...base, span: value.span, expected: "boolean", found: "value", edits: [] };
    }
    const inner = value.kind === "map" && value.entries.length === 1 ? value.entries[0] : undefined;
    const isSwitch =
      type === "boolean" &&
      inner?.key.text === "enabled" &&
      inner.value.kind === "scalar" &&
      !source.slice(key.span.end, inner.span.start).includes("#");
    const instead = isSwitch && booleanOf(inner.value.text) !== undefined ? inner.value.text : undefined;
    const edits =
      instead === undefined
        ? []
        : [{ span: { start: key.span.end, end: contentEnd(value, source) }, newText: `: ${instead}` }];
    return {
      ...base,
      expected: type === "boolean" ? "boolean" : "value",
      found: value.kind === "map" ? "map" : "list",
      ...(instead !== undefined && { instead }),
      edits,
    };
  }
  if (type === "list" || path === "customRules" || path === "falco" || value.kind === "map") return undefined;
  if (value.kind === "seq")
    return type === "block" ? { ...base, expected: "block", found: "list", edits: [] } : undefined;
  const isSwitch = booleanOf(value.text) !== undefined && chartValue(`${path}.enabled`) !== undefined;
  if (type === "open" && !isSwitch) return undefined;
  const edits = isSwitch ? [{ span: value.span, newText: `{enabled: ${value.text}}` }] : [];
  return {
    ...base,
    span: value.span,
    expected: "block",
    found: "value",
    ...(isSwitch && { instead: `enabled: ${value.text}` }),
    edits,
  };
}

function contentEnd({ span }: YamlNode, source: string): number {
  return span.start + source.slice(span.start, span.end).trimEnd().length;
}

/** The block that an entry is in. */
function blockAt(root: YamlMap, path: readonly string[]): YamlNode | undefined {
  let node: YamlNode | undefined = root;
  for (const name of path.slice(0, -1)) node = entryOf(node, name)?.value;
  return node;
}

function alive(records: readonly ChartValueRecord[], chart: Version): readonly ChartValueRecord[] {
  return records.filter((record) => stageAt(record, chart) === "active");
}

function lastName({ path }: ChartValueRecord): string {
  return path.slice(path.lastIndexOf(".") + 1);
}

function joined(block: string, name: string): string {
  return block === "" ? name : `${block}.${name}`;
}
