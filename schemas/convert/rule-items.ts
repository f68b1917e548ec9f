import type { ItemKeyRecord, LoadCodeRecord, PriorityRecord } from "../../server/src/catalog/language-records.ts";
import type { Version } from "../../server/src/catalog/version.ts";
import {
  type Shape,
  ShapeError,
  anything,
  defined,
  flag,
  list,
  number,
  oneOf,
  optional,
  record,
  some,
  text,
  version,
} from "../shape.ts";

export interface RuleItems {
  readonly keys: readonly ItemKeyRecord[];
  readonly priorities: readonly PriorityRecord[];
  readonly codes: readonly LoadCodeRecord[];
  /** Fields that the rules loader warns of, and since when. */
  readonly loaderWarns: ReadonlyMap<string, Version>;
}

/** `sources/rule-items.json` → the keys of rules files, priorities, and the codes of Falco's load results. */
export function convertRuleItems(source: unknown): RuleItems {
  const read = sourceShape(source, "rule-items.json");
  return {
    keys: read.keys.map((key) => {
      if (!key.description) throw new ShapeError(`rule-items.json ${key.item}.${key.key}`, "has no description");
      return defined({ ...key, override: some(key.override) });
    }),
    priorities: read.priorities.map((priority) => defined({ ...priority, aliases: some(priority.aliases) })),
    codes: read.codes.map((code) => defined({ ...code })),
    loaderWarns: new Map(read.deprecatedFields.map(({ field, since }) => [field, since])),
  };
}

const code: Shape<`LOAD_${string}`> = (value, where) => {
  if (typeof value !== "string" || !value.startsWith("LOAD_")) throw new ShapeError(where, "should begin with LOAD_");
  return value as `LOAD_${string}`;
};
const literal: Shape<string | number | boolean> = (value, where) => {
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean")
    throw new ShapeError(where, "should be a text, a number or a boolean");
  return value;
};
const sourceShape = record({
  meta: anything,
  keys: list(
    record({
      item: oneOf([
        "rule",
        "macro",
        "list",
        "required_engine_version",
        "required_plugin_versions",
        "exception",
        "plugin",
        "alternative",
      ]),
      key: text,
      type: oneOf([
        "text",
        "texts",
        "condition",
        "output",
        "priority",
        "source",
        "boolean",
        "unsigned",
        "exceptions",
        "override",
        "engine",
        "plugins",
        "version",
        "fields",
        "comps",
        "values",
      ]),
      required: flag,
      default: optional(literal),
      override: list(oneOf(["append", "replace"])),
      since: optional(version),
      deprecatedIn: optional(version),
      schemaSince: optional(version),
      overrideSchemaSince: optional(version),
      description: text,
    }),
  ),
  priorities: list(record({ name: text, level: number, aliases: list(text), description: text })),
  codes: list(record({ code, text, level: oneOf(["error", "warning"]), since: version, formerly: optional(text) })),
  deprecatedFields: list(record({ field: text, since: version })),
});
