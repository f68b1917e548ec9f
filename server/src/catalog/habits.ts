import { habitData } from "./data.ts";

const FIELDS: ReadonlyMap<string, string> = new Map(
  habitData.fields.flatMap(({ meant, written }) => written.map((name) => [name, meant] as const)),
);
const PREFIXES: ReadonlyMap<string, string> = new Map(
  habitData.fieldPrefixes.map(({ meant, written }) => [written, meant]),
);
const PRIORITIES: ReadonlyMap<string, readonly string[]> = new Map(
  habitData.priorities.flatMap(({ meant, written }) => written.map((name) => [name, meant] as const)),
);

/** Returns the field that people mean by a name that is not one, possibly with its argument. */
export function fieldByHabit(name: string): string | undefined {
  return FIELDS.get(name) ?? FIELDS.get(name.toLowerCase());
}

/** Returns a name with Falco's own beginning instead of another tool's: `process.name` becomes `proc.name`. */
export function withFalcoPrefix(name: string): string | undefined {
  for (let dot = name.lastIndexOf("."); dot > 0; dot = name.lastIndexOf(".", dot - 1)) {
    const meant = PREFIXES.get(name.slice(0, dot).toLowerCase());
    if (meant !== undefined) return meant + name.slice(dot);
  }
  return undefined;
}

/** Returns Falco's priorities that come near to a level of another tool, the likeliest first. */
export function prioritiesByHabit(written: string): readonly string[] {
  return PRIORITIES.get(written.toUpperCase()) ?? [];
}
