import type { ConfigKeyRecord, ConfigReplacement, ConfigType, ReleaseRange } from "../../server/src/catalog/records.ts";
import type { Version } from "../../server/src/catalog/version.ts";
import {
  ShapeError,
  anything,
  defined,
  flag,
  list,
  mapOf,
  number,
  oneOf,
  optional,
  record,
  text,
  unused,
  version,
  words,
} from "../shape.ts";
import { toScope } from "./scope.ts";

export interface ConfigKeys {
  readonly keys: readonly ConfigKeyRecord[];
  /** Names from announcements that no release ever read, and what was meant. */
  readonly neverShipped: readonly { readonly name: string; readonly real: string }[];
}

/** `sources/config-keys.json` → the keys of falco.yaml. */
export function convertConfigKeys(source: unknown): ConfigKeys {
  const read = sourceShape(source, "config-keys.json");
  const paths = new Set(read.keys.map((key) => key.path));
  if (paths.size !== read.keys.length) throw new ShapeError("config-keys.json", "a path stands there twice");
  for (const key of read.keys) {
    for (const { path } of [...key.replacedBy, ...(key.alternative ?? [])]) {
      if (!paths.has(path)) throw new ShapeError(`config-keys.json ${key.path}`, `is replaced by the unknown key \`${path}\``);
    }
  }
  const neverShipped = read.meta.neverShippedNames.flatMap(({ name, real }) =>
    name.split(" / ").map((one) => ({ name: one, real })),
  );
  return { keys: read.keys.map(toKey), neverShipped };
}

const TYPES: readonly ConfigType[] = ["array", "object", "string", "boolean", "integer", "number", "null"];
const range = record({ first: version, last: text });
const replacement = record({
  path: text,
  op: oneOf(["rename", "rename-block", "move", "manual"]),
  convert: text,
  when: optional(text),
});
const keyShape = record({
  path: text,
  type: text,
  items: optional(text),
  default: anything,
  defaultShipped: anything,
  defaultCode: anything,
  since: version,
  sinceNote: unused,
  ranges: record({ shipped: optional(range), codeReads: optional(range), schema: optional(range) }),
  stability: optional(oneOf(["stable", "incubating", "sandbox", "deprecated"])),
  stabilityIndex: unused,
  stabilityMarker: unused,
  status: oneOf(["active", "deprecated", "removed", "ignored"]),
  deprecatedIn: optional(version),
  removedIn: optional(version),
  plannedRemoval: optional(version),
  changeAnnouncedIn: unused,
  ignoredFrom: optional(version),
  schemaRejectsFrom: unused,
  replacedBy: list(replacement),
  alternative: optional(list(replacement)),
  note: text,
  source: list(text),
  unit: words,
  minimum: optional(number),
  maximum: optional(number),
  format: words,
  pattern: words,
  enum: optional(list(text)),
  enumHistory: optional(mapOf(list(text))),
  caseInsensitive: flag,
  deprecatedValues: optional(
    mapOf(
      record({
        deprecatedIn: version,
        removedIn: version,
        replaceWith: (value, where) => (value === null ? null : text(value, where)),
        note: text,
      }),
    ),
  ),
  required: flag,
  virtual: flag,
});
const sourceShape = record({
  meta: record({ falco: version, floor: version, neverShippedNames: list(record({ name: text, real: text, source: text })) }),
  keys: list(keyShape),
});
type Key = ReturnType<typeof keyShape>;

function toKey(key: Key): ConfigKeyRecord {
  const where = `config-keys.json ${key.path}`;
  if (!key.note) throw new ShapeError(where, "has no note");
  const ignored = key.status === "ignored" ? (true as const) : key.ignoredFrom;
  return defined({
    path: key.path,
    types: toTypes(key.type, where),
    items: key.items,
    required: key.required,
    default: key.default ?? undefined,
    codeDefault:
      key.defaultCode === undefined || JSON.stringify(key.defaultCode) === JSON.stringify(key.default)
        ? undefined
        : key.defaultCode,
    defaultHistory: toHistory(key.defaultShipped, where),
    unit: key.unit,
    minimum: key.minimum,
    maximum: key.maximum,
    format: key.format,
    pattern: key.pattern,
    enum: key.enum,
    enumHistory: key.enumHistory && Object.entries(key.enumHistory).map(([span, values]) => ({ ...toSpan(span, where), values })),
    caseInsensitive: key.caseInsensitive,
    deprecatedValues: key.deprecatedValues,
    stability: key.stability,
    since: key.since,
    deprecatedIn: key.deprecatedIn,
    removedIn: key.removedIn,
    ignored,
    plannedRemoval: key.plannedRemoval,
    replacedBy: key.replacedBy.length > 0 ? key.replacedBy.map((one) => toReplacement(one, where)) : undefined,
    alternative: key.alternative?.map((one) => toReplacement(one, where)),
    shipped: key.ranges.shipped && toRange(key.ranges.shipped, where),
    read: key.ranges.codeReads && toRange(key.ranges.codeReads, where),
    schema: key.ranges.schema && toRange(key.ranges.schema, where),
    virtual: key.virtual,
    note: key.note,
  });
}

function toTypes(type: string, where: string): readonly ConfigType[] {
  return type.split("|").map((name) => {
    const known = TYPES.find((one) => one === name);
    if (!known) throw new ShapeError(where, `unknown type \`${name}\``);
    return known;
  });
}

/** A list of `{from, value}` where the shipped value changed over time; any other shipped value is the default already. */
function toHistory(shipped: unknown, where: string): ConfigKeyRecord["defaultHistory"] {
  if (!Array.isArray(shipped) || shipped.length === 0) return undefined;
  const isHistory = shipped.every((item) => typeof item === "object" && item !== null && "from" in item);
  if (!isHistory) return undefined;
  return list(record({ from: optional(version), value: anything }))(shipped, `${where}.defaultShipped`).map((item) =>
    defined({ ...item }),
  );
}

function toReplacement(one: ReturnType<typeof replacement>, where: string): ConfigReplacement {
  return { path: one.path, op: one.op, convert: one.convert, ...toScope(one.when, where) };
}

/** The sources look at the development branch too; what is still there has no end. */
function toRange({ first, last }: ReturnType<typeof range>, where: string): ReleaseRange {
  return last === "master" ? { from: first } : { from: first, until: version(last, where) };
}

/** `0.37.0-0.43.1` or `0.44.0+`. */
function toSpan(span: string, where: string): { readonly from: Version; readonly until?: Version } {
  const [from, until] = span.split(/[-+]/);
  return until ? { from: version(from, where), until: version(until, where) } : { from: version(from, where) };
}
