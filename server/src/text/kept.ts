/** Functions that make their values once. What a module remembers between calls, it remembers by these alone. */

/** The value for an object, kept for as long as the object lives. */
export function keptBy<K extends object, V>(make: (key: K) => V): (key: K) => V {
  const kept = new WeakMap<K, V>();
  return (key) => {
    const known = kept.get(key);
    if (known !== undefined || kept.has(key)) return known as V;
    const value = make(key);
    kept.set(key, value);
    return value;
  };
}

/** The value for each of a few keys, such as releases. */
export function keptFor<K extends string, V>(make: (key: K) => V): (key: K) => V {
  const kept = new Map<K, { readonly value: V }>();
  return (key) => {
    const known = kept.get(key);
    if (known) return known.value;
    const value = make(key);
    kept.set(key, { value });
    return value;
  };
}

/** The one value, made when it is first asked for. */
export function once<V>(make: () => V): () => V {
  let kept: { readonly value: V } | undefined;
  return () => {
    kept ??= { value: make() };
    return kept.value;
  };
}

/** The values for the two sets of arguments that were asked for last: those who ask often ask the same again, or in turn. */
export function keptLast<A extends readonly unknown[], V>(make: (...asked: A) => V): (...asked: A) => V {
  type Kept = { readonly asked: A; readonly value: V };
  let [last, before]: [Kept | undefined, Kept | undefined] = [undefined, undefined];
  const isSame = (kept: Kept | undefined, asked: A): kept is Kept =>
    kept !== undefined && asked.every((one, at) => one === kept.asked[at]);
  return (...asked) => {
    if (isSame(last, asked)) return last.value;
    const known = isSame(before, asked) ? before : { asked, value: make(...asked) };
    [last, before] = [known, last];
    return known.value;
  };
}

/** A number for each that asks, different from those before. */
export function counter(): () => number {
  let next = 0;
  return () => next++;
}
