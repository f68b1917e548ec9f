import { OVERRIDABLE, PRIORITIES, priorityOf } from "./item-keys.ts";
import type { ItemReader } from "./item-reader.ts";
import type { ItemMode, MacroView, Override, RuleView } from "./items.ts";
import { readExceptions } from "./read-exceptions.ts";
import { readMode } from "./read-mode.ts";

/** Returns the view of a rule, with the keys that Falco reads in an item of its mode. */
export function readRule(reader: ItemReader): RuleView | undefined {
  const named = reader.named("rule");
  if (!named) return undefined;
  const { mode, overrides } = readMode(reader, "rule");
  if (mode === "override") checkOverrides(reader, overrides);
  const values = readValues(reader, mode, overrides);
  if (mode === "append") checkAppend(reader);
  if (mode === "enable") checkEnable(reader);
  return { kind: "rule", ...named, mode, overrides, ...values };
}

type RuleValues = Omit<RuleView, keyof MacroView> & Pick<RuleView, "condition">;

/** Reads the values in the order in which Falco reads them, which is the order of the findings. */
function readValues(reader: ItemReader, mode: ItemMode, overrides: readonly Override[]): RuleValues {
  const isFull = mode === "define";
  const isRead = (key: string): boolean => isReadIn(mode, overrides, key);
  const isGiven = (key: string): boolean => isRead(key) && (isFull || reader.has(key));
  const text = (key: string): RuleView["condition"] => (isGiven(key) ? reader.text(key, isFull) : undefined);
  const flag = (key: string): boolean | undefined => (isRead(key) ? reader.boolean(key) : undefined);
  const isReplaced = overrides.some(({ key, operation }) => key === "exceptions" && operation === "replace");
  return withoutUndefined({
    condition: text("condition"),
    output: text("output"),
    desc: text("desc"),
    priority: isGiven("priority") ? readPriority(reader, isFull) : undefined,
    source: reader.has("source") ? reader.text("source", false, !isFull) : undefined,
    enabled: flag("enabled"),
    capture: flag("capture"),
    captureDuration: isRead("capture_duration") ? reader.unsigned("capture_duration") : undefined,
    warnEvttypes: flag("warn_evttypes"),
    skipIfUnknownFilter: flag("skip-if-unknown-filter"),
    tags: isRead("tags") ? reader.scalars("tags", false) : undefined,
    exceptions: isRead("exceptions") ? readExceptions(reader, isFull || isReplaced) : undefined,
  });
}

function isReadIn(mode: ItemMode, overrides: readonly Override[], key: string): boolean {
  switch (mode) {
    case "define":
      return true;
    case "override":
      return overrides.some((override) => override.key === key);
    case "append":
      return key === "condition" || key === "exceptions";
    case "enable":
      return key === "enabled";
  }
}

type Given<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };

/** The same object without the keys whose value is undefined. */
function withoutUndefined<T extends object>(values: T): Given<T> {
  const given: { [K in keyof T]?: T[K] } = {};
  for (const key in values) if (values[key] !== undefined) given[key] = values[key];
  return given as Given<T>;
}

function checkAppend(reader: ItemReader): void {
  if (!reader.has("condition") && !reader.has("exceptions"))
    reader.add("append-without-value", reader.nameSpan(), { falco: "LOAD_ERR_VALIDATE" });
  for (const key of OVERRIDABLE.rule.replace) {
    const entry = key === "condition" || key === "exceptions" ? undefined : reader.entry(key);
    if (entry) reader.add("ignored-append-key", entry.key.span, { falco: null, detail: key });
  }
}

function checkEnable(reader: ItemReader): void {
  const entry = reader.entry("enabled");
  if (entry) reader.add("deprecated-enabled", entry.span, { falco: "LOAD_DEPRECATED_ITEM" });
  else
    reader.add("missing-key", reader.nameSpan(), {
      detail: "enabled",
      options: ["condition", "desc", "output", "priority"],
    });
}

function checkOverrides(reader: ItemReader, overrides: readonly Override[]): void {
  for (const operation of ["append", "replace"] as const) {
    const keys = overrides.filter((override) => override.operation === operation);
    for (const { key, entry } of [...keys].sort((a, b) => (a.key < b.key ? -1 : 1))) {
      if (!reader.has(key))
        reader.add("override-without-value", entry.key.span, { detail: key, options: [operation] });
    }
  }
  for (const key of [...OVERRIDABLE.rule.replace].sort()) {
    const entry = reader.entry(key);
    if (entry && !overrides.some((override) => override.key === key)) {
      reader.add("value-without-override", entry.key.span, {
        detail: key,
        entry,
        place: { type: "overrides", name: key, at: entry.value.span.start },
      });
    }
  }
}

function readPriority(reader: ItemReader, required: boolean): RuleView["priority"] {
  const node = reader.text("priority", required);
  if (!node) return undefined;
  const name = priorityOf(node.text);
  const place = { type: "rule priority", name: reader.name, at: node.span.start };
  if (!name) {
    reader.add("invalid-priority", node.span, { detail: node.text, options: PRIORITIES, place });
    return undefined;
  }
  if (node.text !== node.text.toUpperCase())
    reader.add("priority-case", node.span, { detail: node.text, place, falco: "schema" });
  return { name, node };
}
