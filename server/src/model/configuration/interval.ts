const UNITS: readonly (readonly [unit: string, milliseconds: number])[] = [
  ["y", 31_536_000_000],
  ["w", 604_800_000],
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["m", 60_000],
  ["s", 1000],
  ["ms", 1],
];

/** The shortest time between two reports, in milliseconds. Source: facts, validation-behaviour.md. */
export const SHORTEST_INTERVAL = 100;

/**
 * A duration in Prometheus' form, such as `1h30m`, in milliseconds: units from large to small, spaces anywhere.
 * Undefined when it has another form; 0 when it is empty.
 */
export function intervalOf(text: string): number | undefined {
  let rest = text.replace(/\s+/g, "");
  let total = 0;
  for (const [unit, milliseconds] of UNITS) {
    const match = new RegExp(`^(\\d+)${unit}(?![a-z])`).exec(rest);
    if (!match) continue;
    total += Number(match[1]) * milliseconds;
    rest = rest.slice(match[0].length);
  }
  return rest === "" ? total : undefined;
}
