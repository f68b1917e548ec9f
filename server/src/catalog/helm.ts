import { helmData } from "./data.ts";
import type { HelmBehaviourRecord, HelmValueChangeRecord, HelmValueRecord } from "./records.ts";

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

/** What became of one word as the value of a chart value. */
export function helmValueChange(path: string, value: string): HelmValueChangeRecord | undefined {
  return helmData.valueChanges.find((change) => change.path === path && change.value === value);
}
