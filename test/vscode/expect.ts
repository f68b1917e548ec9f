/** Node's `assert` is not there in a web worker. */
export function equal(actual: unknown, expected: unknown): void {
  const [given, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (given !== wanted) throw new Error(`Expected ${wanted}, got ${given}.`);
}

/** Fails unless the list has the value, and then says what the list has. */
export function includes<T>(list: readonly T[], value: T): void {
  if (!list.includes(value))
    throw new Error(`Expected ${JSON.stringify(value)} among ${JSON.stringify(list)}.`);
}
