import type { Version } from "../server/src/catalog/version.ts";

/** Reads a value of unknown shape, or throws a ShapeError that says where it differs from what we know. */
export type Shape<T> = (value: unknown, where: string) => T;

/** A source holds or leaves out something nobody has decided on yet. The message names the place and what to do. */
export class ShapeError extends Error {
  constructor(where: string, problem: string) {
    super(
      `${where}: ${problem}. Correct it in \`schemas/sources\`, or add it to the converter in \`schemas/convert\`.`,
    );
    this.name = "ShapeError";
  }
}

/** An object with these members and no others. Members that may be absent have an `optional` shape. */
export function record<const T extends Readonly<Record<string, Shape<unknown>>>>(
  members: T,
): Shape<{ readonly [K in keyof T]: ReturnType<T[K]> }> {
  return (value, where) => {
    const object = toObject(value, where);
    for (const key of Object.keys(object)) {
      if (!Object.hasOwn(members, key)) throw new ShapeError(where, `unknown key \`${key}\``);
    }
    const read = Object.entries(members).map(([key, shape]) => [key, shape(object[key], `${where}.${key}`)]);
    return Object.fromEntries(read) as { readonly [K in keyof T]: ReturnType<T[K]> };
  };
}

export function list<T>(shape: Shape<T>): Shape<readonly T[]> {
  return (value, where) => {
    if (!Array.isArray(value)) throw new ShapeError(where, "should be a list");
    return value.map((item, i) => shape(item, `${where}[${nameOf(item) ?? i}]`));
  };
}

/** An object whose keys are open. */
export function mapOf<T>(shape: Shape<T>): Shape<Readonly<Record<string, T>>> {
  return (value, where) =>
    Object.fromEntries(
      Object.entries(toObject(value, where)).map(([key, item]) => [key, shape(item, `${where}.${key}`)]),
    );
}

/** Absent, null, or of the shape. */
export function optional<T>(shape: Shape<T>): Shape<T | undefined> {
  return (value, where) => (value === undefined || value === null ? undefined : shape(value, where));
}

export function either<A, B>(a: Shape<A>, b: Shape<B>): Shape<A | B> {
  return (value, where) => {
    try {
      return a(value, where);
    } catch (error) {
      if (!(error instanceof ShapeError)) throw error;
      return b(value, where);
    }
  };
}

export function oneOf<const T extends readonly string[]>(words: T): Shape<T[number]> {
  return (value, where) => {
    if (typeof value !== "string" || !words.includes(value)) {
      throw new ShapeError(where, `unknown word ${JSON.stringify(value)}, known are ${words.join(", ")}`);
    }
    return value;
  };
}

export const text: Shape<string> = (value, where) => {
  if (typeof value !== "string") throw new ShapeError(where, "should be a text");
  return value;
};

/** A text that is there, or undefined when it is empty or absent. */
export const words: Shape<string | undefined> = (value, where) => optional(text)(value, where) || undefined;

export const number: Shape<number> = (value, where) => {
  if (typeof value !== "number") throw new ShapeError(where, "should be a number");
  return value;
};

/** True, or undefined for false and absent: flags are written only when they are set. */
export const flag: Shape<true | undefined> = (value, where) => {
  if (value !== undefined && value !== null && typeof value !== "boolean")
    throw new ShapeError(where, "should be true or false");
  return value === true ? true : undefined;
};

/** Any JSON value. */
export const anything: Shape<unknown> = (value) => value;

/** Present in the source, of no use to the program. */
export const unused: Shape<undefined> = () => undefined;

export const version: Shape<Version> = (value, where) => {
  if (typeof value !== "string" || !/^\d+\.\d+\.\d+$/.test(value))
    throw new ShapeError(where, `${JSON.stringify(value)} is no version`);
  return value as Version;
};

/** A version, or undefined for "older than all we look at" (`<0.31.0`, `<=0.31.0`) and for absent. */
export const since: Shape<Version | undefined> = (value, where) => {
  if (typeof value === "string" && /^<=?\d+\.\d+\.\d+$/.test(value)) return undefined;
  return optional(version)(value, where);
};

/** The same object without its undefined members. */
export function defined<T extends object>(object: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}

/** The list, or undefined when it is empty. */
export function some<T>(items: readonly T[]): readonly T[] | undefined {
  return items.length > 0 ? items : undefined;
}

function toObject(value: unknown, where: string): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new ShapeError(where, "should be a map");
  return value as Readonly<Record<string, unknown>>;
}

/** What a person would look for: the record's name rather than its number. */
function nameOf(item: unknown): string | undefined {
  if (typeof item !== "object" || item === null) return undefined;
  const named = item as { name?: unknown; path?: unknown; version?: unknown; file?: unknown };
  return [named.name, named.path, named.version, named.file].find((name) => typeof name === "string");
}
