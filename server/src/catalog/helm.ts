import { helmData } from "./data.ts";
import type {
  ChartValueRecord,
  ChartWriteRecord,
  HelmBehaviourRecord,
  HelmValueChangeRecord,
  HelmValueRecord,
} from "./chart-records.ts";
import { isAtLeast, stageAt, type Version } from "./version.ts";
import type { JsonTable } from "../text/table.ts";

/** Chart values that were renamed, deprecated or removed, over all charts. Versions are the chart's, not Falco's. */
const HELM_VALUES: readonly HelmValueRecord[] = helmData.values;

/** What changed in the chart besides its values, oldest first. */
export const HELM_BEHAVIOUR: readonly HelmBehaviourRecord[] = helmData.behaviour;

/** Values of `driver.kind`: those of the newest chart, old names of them, and what is there by default. */
export const DRIVER_KINDS: {
  readonly values: readonly string[];
  readonly aliases: JsonTable<string>;
  readonly default: string;
} = helmData.driverKinds;

/** Keys of falco.yaml that the values of a chart hold where none are given. */
export function keysGivenBy(chart: Version): ReadonlySet<string> {
  return new Set(
    helmData.given.filter((record) => stageAt(record, chart) === "active").map(({ path }) => path),
  );
}

/** Blocks of falco.yaml that a chart writes itself. */
export function blocksWrittenBy(chart: Version): readonly ChartWriteRecord[] {
  return helmData.written.filter((record) => stageAt(record, chart) === "active");
}

const BY_PATH: ReadonlyMap<string, HelmValueRecord> = new Map(
  HELM_VALUES.map((value) => [value.path, value]),
);

const LONGEST_PATH = Math.max(...HELM_VALUES.map(({ path }) => path.length));

export function helmValue(path: string): HelmValueRecord | undefined {
  return BY_PATH.get(path);
}

/**
 * The record that says about a path: its own, else that of the nearest block around it. `rest` is the part below the
 * record, which a rename of the block keeps.
 */
export function helmValueAround(
  path: string,
): { readonly record: HelmValueRecord; readonly rest: string } | undefined {
  // Keys of a file may be as long as it is.
  const last = path.length > LONGEST_PATH ? path.lastIndexOf(".", LONGEST_PATH) : path.length;
  for (let end = last; end > 0; end = path.lastIndexOf(".", end - 1)) {
    const record = BY_PATH.get(path.slice(0, end));
    if (record) return { record, rest: path.slice(end + 1) };
  }
  return undefined;
}

/**
 * A record as it holds for one chart. Its replacement is that of the newest chart; one that is removed from there too is named by the record, and of a value that moved twice the charts
 * between have the first one only, which is the one record that came when this one went and leads to the same place.
 */
export function helmValueIn(record: HelmValueRecord, chart: Version): HelmValueRecord {
  const { meanwhile, removedIn, replacedBy: [to, ...others] = [] } = record;
  if (meanwhile !== undefined)
    return isThere(helmValueAround(meanwhile)?.record, chart)
      ? { ...record, replacedBy: [meanwhile], op: "rename" }
      : record;
  if (to === undefined || others.length > 0 || removedIn === undefined) return record;
  const [between, ...more] = HELM_VALUES.filter(
    (one) =>
      one.path !== record.path &&
      one.op === record.op &&
      one.since !== undefined &&
      one.replacedBy?.includes(to) &&
      isAtLeast(one.since, removedIn),
  );
  if (!between || more.length > 0 || between.replacedBy?.length !== 1 || !isThere(between, chart))
    return record;
  return { ...record, replacedBy: [between.path], op: "rename" };
}

function isThere(record: HelmValueRecord | undefined, chart: Version): boolean {
  const stage = record && stageAt(record, chart);
  return stage === "active" || stage === "deprecated";
}

/** What became of one word as the value of a chart value. */
export function helmValueChange(path: string, value: string): HelmValueChangeRecord | undefined {
  return helmData.valueChanges.find((change) => change.path === path && change.value === value);
}

/** The record of the name that a kind of driver had before it got this one. */
export function oldDriverKind(name: string): HelmValueChangeRecord | undefined {
  return helmData.valueChanges.find(
    ({ path, canonical, renamedIn }) =>
      path === "driver.kind" && canonical === name && renamedIn !== undefined,
  );
}

/** The newest chart that the catalogue was made from: what a later one has is not known. */
export const NEWEST_CHART: Version | undefined = HELM_BEHAVIOUR.at(-1)?.version;

const KNOWN_VALUES: ReadonlyMap<string, ChartValueRecord> = new Map(
  helmData.known.map((value) => [value.path, value]),
);

/** A value that some chart has. */
export function chartValue(path: string): ChartValueRecord | undefined {
  return KNOWN_VALUES.get(path);
}

const BELOW: ReadonlyMap<string, readonly ChartValueRecord[]> = byBlock(helmData.known);

/** The values right below a block, of any chart; of the empty path the outermost ones. */
export function chartValuesIn(block: string): readonly ChartValueRecord[] {
  return BELOW.get(block) ?? [];
}

/** The values of any chart that have this last name. */
export function chartValuesNamed(name: string): readonly ChartValueRecord[] {
  return helmData.known.filter(({ path }) => path.slice(path.lastIndexOf(".") + 1) === name);
}

/** Whether a chart behaves in a way that the catalogue has an id for. */
export function chartShows(chart: Version, id: string): boolean {
  return HELM_BEHAVIOUR.some((record) => record.id === id && isAtLeast(chart, record.version));
}

function blockOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf(".")));
}

function byBlock(values: readonly ChartValueRecord[]): ReadonlyMap<string, readonly ChartValueRecord[]> {
  const blocks = new Map<string, ChartValueRecord[]>();
  for (const value of values) {
    const own = blocks.get(blockOf(value.path));
    if (own) own.push(value);
    else blocks.set(blockOf(value.path), [value]);
  }
  return blocks;
}

/** Where the chart puts the files of `customRules`. */
export const RULES_FOLDER = helmData.rulesFolder;
