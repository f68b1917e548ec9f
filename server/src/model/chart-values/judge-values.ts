import { helmValue, helmValueAround, helmValueIn } from "../../catalog/helm.ts";
import type { HelmValueRecord } from "../../catalog/chart-records.ts";
import { isAtLeast, stageAt, type Version } from "../../catalog/version.ts";
import {
  booleanOf,
  entryOf,
  nodeAt,
  textOf,
  type YamlEntry,
  type YamlMap,
  type YamlNode,
} from "../../syntax/yaml-node.ts";
import type { Span } from "../../text/span.ts";
import { customRules } from "./custom-rules.ts";
import { removedChartImages } from "./removed-images.ts";
import { pluginFindings } from "./installed-plugins.ts";
import { driverKind } from "./driver-kind.ts";
import type { AgedChartValue, ValuesFinding } from "./finding.ts";
import { moveValue, removeValue, renameBlock } from "./move-value.ts";
import { unknownSetting, unknownValues } from "./unknown-values.ts";
import { isQuiet, isQuietText } from "./waking.ts";
import { type Switches, switchesOf, writtenBlocks } from "./written-blocks.ts";

/** What is known of the release that values are given to. */
export interface AroundValues {
  /** What other values of the release switch on or off. */
  readonly switches?: Switches;
  /** Everything moves to the chart, away from one that reads the values as they are. */
  readonly moving?: boolean;
  /** The values of other files in the same folder, which may be given to Helm together with these. */
  readonly beside?: readonly YamlMap[];
  /** Only a part of a page's values. */
  readonly isPart?: boolean;
}

/** Everything wrong with the values of Falco's chart, for one version of the chart. `source` is the text that `root` was read from. */
export function judgeValues(
  root: YamlNode | undefined,
  source: string,
  chart: Version,
  around: AroundValues = {},
): ValuesFinding[] {
  if (root?.kind !== "map") return [];
  const judging: Judging = {
    root,
    source,
    chart,
    moving: around.moving === true,
    switches: new Map([...(around.switches ?? []), ...switchesOf(root, chart)]),
  };
  const aged = judgeEntries(root, [], judging);
  // What older charts had is in values that are for one of them, which may well provide its plugins.
  const isForOlder = aged.some(({ code }) => code === "removed-chart-value");
  return [
    ...aged,
    ...judgeDriver(judging),
    ...overridden(judging),
    ...unknownValues(judging),
    ...customRules(root, source, chart),
    ...(isForOlder ? [] : removedChartImages(root, source, chart)),
    ...(isForOlder || around.isPart
      ? []
      : pluginFindings({ root, source, chart, beside: around.beside ?? [] })),
  ].sort((a, b) => a.span.start - b.span.start);
}

/** Whether the chart itself has the value that `path=value` gives, or a block around it. */
export function isChartValue(text: string, chart: Version): boolean {
  const names = withoutIndexes(text.slice(0, text.indexOf("="))).split(".");
  return names.some((_, end) => {
    const record = helmValue(names.slice(0, end + 1).join("."));
    return record !== undefined && stageAt(record, chart) === "active";
  });
}

function withoutIndexes(path: string): string {
  return path.replace(/\[\d+\]/g, "");
}

/** The same for one value that is given as `path=value`, as `--set` takes it. */
export function judgeSetting(text: string, chart: Version, around: AroundValues = {}): ValuesFinding[] {
  const equals = text.indexOf("=");
  const path = text.slice(0, equals);
  const names = withoutIndexes(path).split(".");
  const span = { start: 0, end: equals };
  if (path === "driver.kind")
    return driverKind({ text: text.slice(equals + 1), span: { start: equals + 1, end: text.length } }, chart);
  // A block that stops the chart from rendering does so with any value in it.
  const refused = names
    .map((_, end) => helmValue(names.slice(0, end + 1).join(".")))
    .find((record) => record && isRefused(record, chart));
  const near =
    refused && refused.op !== "rename" ? { record: refused, rest: "" } : helmValueAround(names.join("."));
  const stage = near && stageAt(near.record, chart);
  if (!near || (stage !== "removed" && stage !== "deprecated") || OPEN_BLOCKS.has(names[0] ?? ""))
    return [...overwritten(names, span, path, chart, around), ...unknownSetting(path, chart)];
  const record = helmValueIn(near.record, chart);
  const replacedBy = replacementsOf(record, restAsWritten(path, near.rest));
  const [only] =
    replacedBy.length === 1 && record.op === "rename" && record.path === names.join(".") ? replacedBy : [];
  const value = text.slice(equals + 1);
  const goes =
    stage === "removed" &&
    only === undefined &&
    (refused !== undefined || /^(?:delete|manual)$/.test(record.op));
  const whole = { start: 0, end: text.length };
  const edits =
    path.includes("[") || (!goes && only === undefined)
      ? []
      : [goes ? { span: whole, newText: "" } : { span, newText: only ?? "" }];
  const code = stage === "removed" ? "removed-chart-value" : "deprecated-chart-value";
  const wakes = stage === "removed" && !around.moving && !isQuietText(value, only ?? "");
  return [
    {
      code,
      span,
      path,
      record,
      replacedBy,
      refused: refused !== undefined,
      off: goes && names.at(-1) === "enabled" && booleanOf(value) === false,
      wakes,
      block: span,
      remedy: goes ? "remove" : "move",
      ...(only !== undefined && { to: only }),
      edits,
    },
  ];
}

function overwritten(
  names: readonly string[],
  span: Span,
  path: string,
  chart: Version,
  { switches }: AroundValues,
): ValuesFinding[] {
  const block =
    names[0] === "falco"
      ? writtenBlocks(chart, switches ?? new Map()).find((one) => one.path === names[1])
      : undefined;
  return block ? [{ code: "overridden-chart-value", span, path, by: block.by }] : [];
}

/** The last names of a path, with the indexes that a list's entries have there. */
function restAsWritten(path: string, rest: string): string {
  const count = rest === "" ? 0 : rest.split(".").length;
  const names = path.split(".");
  const last = names.slice(0, names.length - count).at(-1) ?? "";
  const index = /^[^[\]]*((?:\[\d+\])*)$/.exec(last)?.[1] ?? "";
  return (
    index +
    names
      .slice(names.length - count)
      .map((name) => `.${name}`)
      .join("")
  );
}

/** Where a value is now; `rest` is what is below the record, written as it follows. It is kept where the block keeps its keys. */
function replacementsOf({ replacedBy = [], op }: HelmValueRecord, rest: string): readonly string[] {
  return op === "manual" ? replacedBy : replacedBy.map((to) => to + rest);
}

interface Judging {
  readonly root: YamlMap;
  readonly source: string;
  readonly chart: Version;
  readonly moving: boolean;
  readonly switches: Switches;
}

/** Blocks whose keys are the user's own. */
const OPEN_BLOCKS = new Set([
  "customRules",
  "podAnnotations",
  "podLabels",
  "resources",
  "nodeSelector",
  "affinity",
]);

function judgeEntries(map: YamlMap, path: readonly string[], judging: Judging): ValuesFinding[] {
  return map.entries.flatMap((entry) => judgeEntry(entry, [...path, entry.key.text], judging));
}

function judgeEntry(entry: YamlEntry, path: readonly string[], judging: Judging): ValuesFinding[] {
  if (OPEN_BLOCKS.has(path.join("."))) return [];
  const around = helmValueAround(path.join("."));
  const stage = around && stageAt(around.record, judging.chart);
  const inner = entry.value.kind === "map" && entry.value.alias === undefined ? entry.value : undefined;
  // What falco.yaml has lost and the chart sends nowhere else is reported where the configuration is checked.
  const isConfigs =
    path[0] === "falco" &&
    around?.record.op === "delete" &&
    !/[A-Z]/.test(around.record.path) &&
    !isRefused(around.record, judging.chart);
  if (!around || isConfigs || (stage !== "removed" && stage !== "deprecated"))
    return inner ? judgeEntries(inner, path, judging) : [];
  // A block that goes as a whole is one finding; one whose keys went to several places is one for each of them.
  const here = helmValueIn(around.record, judging.chart);
  const isWhole =
    !inner ||
    isRefused(here, judging.chart) ||
    here.op === "delete" ||
    !inner.entries.some((one) => helmValue([...path, one.key.text].join(".")));
  if (!isWhole) {
    const [to] = here.replacedBy ?? [];
    const renames =
      to === undefined || around.rest !== ""
        ? []
        : renameBlock({ ...judging, block: entry, inner, path, to });
    if (renames.length === 0) return judgeEntries(inner, path, judging);
    return [{ ...aged(entry, path, around, stage, judging), edits: renames }];
  }
  return [aged(entry, path, around, stage, judging)];
}

function aged(
  entry: YamlEntry,
  path: readonly string[],
  { record: newest, rest }: { readonly record: HelmValueRecord; readonly rest: string },
  stage: "removed" | "deprecated",
  judging: Judging,
): AgedChartValue {
  const record = helmValueIn(newest, judging.chart);
  const kept = record.op === "rename" ? keptBelow(entry, path, judging.chart) : undefined;
  const replacedBy = kept ?? replacementsOf(record, rest === "" ? "" : `.${rest}`);
  const [only] =
    replacedBy.length === 1
      ? replacedBy
      : replacedBy.filter((to) => to.startsWith(`${driverBlock(judging)}.`));
  const moves =
    only !== undefined && kept === undefined && (record.op === "rename" || record.op === "scalar-to-list");
  const refused = isRefused(record, judging.chart);
  const moved = moves
    ? moveValue({ ...judging, entry, path, to: only.split("."), asList: record.op === "scalar-to-list" })
    : [];
  // What the chart reads no more, or does not render with, can go; what it reads from elsewhere now must be written there.
  const isBare = entry.value.kind === "scalar" && entry.value.isNull && stage === "removed";
  const goes = moved.length === 0 && (refused || isBare || (stage === "removed" && record.op === "delete"));
  const edits = goes ? removeValue({ ...judging, entry }) : moved;
  const code = stage === "removed" ? "removed-chart-value" : "deprecated-chart-value";
  const wakes = stage === "removed" && !judging.moving && !isQuiet(entry.value, only ?? "");
  return {
    code,
    span: entry.key.span,
    path: path.join("."),
    record,
    replacedBy,
    refused,
    off: isBare || isOff(entry),
    wakes,
    block: entry.span,
    remedy: goes ? "remove" : "move",
    ...(only !== undefined && { to: only }),
    edits,
  };
}

/** Where the keys of a block are that as a whole is called otherwise, though some of them are removed for good; undefined where none is. */
function keptBelow(
  { value }: YamlEntry,
  path: readonly string[],
  chart: Version,
): readonly string[] | undefined {
  if (value.kind !== "map") return undefined;
  const records = value.entries.flatMap(({ key }) => {
    const newest = helmValue([...path, key.text].join("."));
    return newest ? helmValueIn(newest, chart) : [];
  });
  return records.some(({ op }) => op === "delete")
    ? records.flatMap(({ replacedBy = [] }) => replacedBy)
    : undefined;
}

/** The block of the driver that the values choose, as the chart names it: `driver.modernEbpf` for `modern_ebpf`. */
function driverBlock({ root }: Judging): string {
  const kind = textOf(nodeAt(root, ["driver"]), "kind") ?? "";
  return `driver.${kind.replace(/_(\w)/g, (_all, letter: string) => letter.toUpperCase())}`;
}

function isOff({ value }: YamlEntry): boolean {
  return booleanOf(textOf(value, "enabled") ?? "") === false;
}

/** The catalogue says in words which removed values stop the chart from rendering. */
function isRefused(
  record: { readonly note?: string; readonly removedIn?: Version },
  chart: Version,
): boolean {
  return (
    /^rendering fails/i.test(record.note ?? "") &&
    record.removedIn !== undefined &&
    isAtLeast(chart, record.removedIn)
  );
}

function judgeDriver({ root, chart }: Judging): ValuesFinding[] {
  const driver = nodeAt(root, ["driver"]);
  const node = entryOf(driver, "kind")?.value;
  if (node?.kind !== "scalar" || node.isNull || node.alias !== undefined || /[{\uE000]/.test(node.text))
    return [];
  return driverKind(node, chart);
}

/** Blocks of falco.yaml that the chart writes itself, as that of the engine with a driver on. What is removed from the chart's values altogether is reported as that. */
function overridden({ root, chart, switches }: Judging): ValuesFinding[] {
  return writtenBlocks(chart, switches).flatMap(({ path, by }): ValuesFinding[] => {
    const entry = entryOf(nodeAt(root, ["falco"]), path);
    return entry && !isTold(path, chart)
      ? [{ code: "overridden-chart-value", span: entry.key.span, path: `falco.${path}`, by }]
      : [];
  });
}

function isTold(path: string, chart: Version): boolean {
  const record = helmValue(`falco.${path}`);
  return record !== undefined && stageAt(record, chart) === "removed";
}
