/** Most values that are kept beside a map; with more of them the map is copied. */
const MOST_BESIDE = 64;

/** `all` with the values of `some` in the places of those with the same keys, and those that it has none for at its end. */
export function withReplaced<V extends object>(
  all: ReadonlyMap<string, V>,
  some: ReadonlyMap<string, V>,
): ReadonlyMap<string, V> {
  if (some.size === 0) return all;
  const [base, before] = all instanceof ReplacedMap ? [all.base, all.replaced] : [all, []];
  const replaced = new Map([...before, ...some]);
  if (replaced.size <= MOST_BESIDE && [...some.keys()].every((key) => base.has(key)))
    return new ReplacedMap(base, replaced);
  const copy = new Map(base);
  for (const [key, value] of replaced) copy.set(key, value);
  return copy;
}

/** Of thousands of values few are replaced at a time, and a copy of all of them for each time is what takes long. */
class ReplacedMap<V extends object> implements ReadonlyMap<string, V> {
  readonly base: ReadonlyMap<string, V>;
  /** Its keys are keys of `base`. */
  readonly replaced: ReadonlyMap<string, V>;

  constructor(base: ReadonlyMap<string, V>, replaced: ReadonlyMap<string, V>) {
    this.base = base;
    this.replaced = replaced;
  }

  get size(): number {
    return this.base.size;
  }

  has(key: string): boolean {
    return this.base.has(key);
  }

  get(key: string): V | undefined {
    return this.replaced.get(key) ?? this.base.get(key);
  }

  keys(): MapIterator<string> {
    return this.base.keys();
  }

  *values(): MapIterator<V> {
    for (const [key, value] of this.base) yield this.replaced.get(key) ?? value;
  }

  *entries(): MapIterator<[string, V]> {
    for (const [key, value] of this.base) yield [key, this.replaced.get(key) ?? value];
  }

  [Symbol.iterator](): MapIterator<[string, V]> {
    return this.entries();
  }

  forEach(callback: (value: V, key: string, map: ReadonlyMap<string, V>) => void): void {
    for (const [key, value] of this) callback(value, key, this);
  }
}
