import { fieldData } from "../data.ts";

/** Falco compares times and durations in nanoseconds. */
const NANOSECONDS: ReadonlySet<string> = new Set(
  fieldData.fields.filter(({ type }) => type === "RELTIME" || type === "ABSTIME").map(({ name }) => name),
);

/** Returns whether the values of a field are nanoseconds. */
export function isInNanoseconds(field: string): boolean {
  return NANOSECONDS.has(field);
}
