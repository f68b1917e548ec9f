import process from "node:process";

/** How many random cases a test makes: all in `npm test`, a quarter in the inner loop of `npm run check`. */
export function samples(all: number): number {
  return process.env["INNER_LOOP"] ? Math.ceil(all / 4) : all;
}

/** The hosts that a record is tried in: all in `npm test`, in the inner loop one of them, which differs from record to record. */
export function hostsFor<T>(hosts: readonly T[], record: string): readonly T[] {
  if (!process.env["INNER_LOOP"]) return hosts;
  const at = [...record].reduce((sum, char) => sum + char.charCodeAt(0), 0) % hosts.length;
  return hosts.slice(at, at + 1);
}
