import { helmData } from "./data.ts";
import type { HelmBehaviourRecord, HelmValueChangeRecord, HelmValueRecord } from "./records.ts";
import { isAtLeast, stageAt, type Version } from "./version.ts";

/** Chart values that were renamed, deprecated or removed, over all charts. Versions are the chart's, not Falco's. */
export const HELM_VALUES: readonly HelmValueRecord[] = helmData.values;

/** What changed in the chart besides its values, oldest first. */
export const HELM_BEHAVIOUR: readonly HelmBehaviourRecord[] = helmData.behaviour;

/** Values of `driver.kind`: those of the newest chart, old names of them, and what stands there by default. */
export const DRIVER_KINDS: {
  readonly values: readonly string[];
  readonly aliases: Readonly<Record<string, string>>;
  readonly default: string;
} = helmData.driverKinds;

const BY_PATH: ReadonlyMap<string, HelmValueRecord> = new Map(HELM_VALUES.map((value) => [value.path, value]));

export function helmValue(path: string): HelmValueRecord | undefined {
  return BY_PATH.get(path);
}

/**
 * The record that tells about a path: its own, else that of the nearest block around it. `rest` is the part below the
 * record, which a rename of the block keeps.
 */
export function helmValueAround(path: string): { readonly record: HelmValueRecord; readonly rest: string } | undefined {
  for (let end = path.length; end > 0; end = path.lastIndexOf(".", end - 1)) {
    const record = BY_PATH.get(path.slice(0, end));
    if (record) return { record, rest: path.slice(end + 1) };
  }
  return undefined;
}

/**
 * A record as it holds for one chart. Its replacement is that of the newest chart; of a value that moved twice the charts
 * between have the first one only, which is the one record that came when this one went and leads to the same place.
 */
export function helmValueIn(record: HelmValueRecord, chart: Version): HelmValueRecord {
  const { removedIn, replacedBy: [to, ...others] = [] } = record;
  if (to === undefined || others.length > 0 || removedIn === undefined) return record;
  const [between, ...more] = HELM_VALUES.filter((one) => one.path !== record.path && one.op === record.op && one.since !== undefined && one.replacedBy?.includes(to) && isAtLeast(one.since, removedIn));
  const stage = between && stageAt(between, chart);
  if (!between || more.length > 0 || between.replacedBy?.length !== 1 || (stage !== "active" && stage !== "deprecated")) return record;
  return { ...record, replacedBy: [between.path], op: "rename" };
}

/** What became of one word as the value of a chart value. */
export function helmValueChange(path: string, value: string): HelmValueChangeRecord | undefined {
  return helmData.valueChanges.find((change) => change.path === path && change.value === value);
}
