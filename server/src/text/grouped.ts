/** The values of each key, both in their order. A value without a key is in no group. */
export function groupedBy<K, V>(
  values: Iterable<V>,
  keyOf: (value: V) => K | undefined,
): ReadonlyMap<K, V[]> {
  const groups = new Map<K, V[]>();
  for (const value of values) {
    const key = keyOf(value);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}
