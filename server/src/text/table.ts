/**
 * Tables whose keys come from files. An object literal has keys of its own making besides (`constructor`, `toString`,
 * `__proto__`), so that a name in a file would find what nobody put there; `lint/no-text-keys.grit` forbids such types elsewhere.
 */
// biome-ignore lint/plugin: of entries a map is made
export function table<T>(entries: Readonly<Record<string, T>>): ReadonlyMap<string, T> {
  return new Map(Object.entries(entries));
}

declare const VALUE: unique symbol;

/** An object of JSON data with any text as keys: to be looked up with `ownValue` only. */
export interface JsonTable<T> {
  readonly [VALUE]?: T;
}

/** What a table of JSON data has under a key itself. */
export function ownValue<T>(of: JsonTable<T> | undefined, key: string): T | undefined {
  // biome-ignore lint/plugin: its own keys only
  return of && Object.hasOwn(of, key) ? (of as unknown as Readonly<Record<string, T>>)[key] : undefined;
}
