import type { Item } from "../../../syntax/item.ts";
import { entryOf, type YamlScalar } from "../../../syntax/yaml-node.ts";
import { ITEM_KINDS, OVERRIDABLE, PRIORITIES, priorityOf } from "./item-keys.ts";
import type {
  FalcoPlace,
  ItemFinding,
  ItemMode,
  ItemView,
  ListView,
  MacroView,
  Override,
  RuleView,
} from "./items.ts";
import { plainValue } from "../../../text/foreign-characters.ts";
import { ItemReader } from "./item-reader.ts";
import { readEngineVersion, readPluginVersions } from "./read-requirements.ts";
import { readExceptions } from "./read-exceptions.ts";

export interface ItemReading {
  /** Undefined when the item is none of Falco's. A view with missing parts is given when some could not be read. */
  readonly view: ItemView | undefined;
  /** In the order in which Falco would come upon them; Falco stops at the first that is an error. */
  readonly findings: readonly ItemFinding[];
}

/** Reads one item into a typed view, with everything that is wrong with its shape. */
export function readItemView(item: Item): ItemReading {
  const node = item.node;
  if (!node) return { view: undefined, findings: [] };
  const findings: ItemFinding[] = [];
  if (node.kind !== "map") {
    const place = { type: "rules content item", name: "", at: node.span.start };
    findings.push({ code: "not-an-item", span: node.span, name: "", place, falco: "LOAD_ERR_YAML_VALIDATE" });
    return { view: undefined, findings };
  }
  const kind = ITEM_KINDS.find((key) => entryOf(node, key));
  const reader = new ItemReader(item, node, kind, findings);
  reader.checkKeys();
  switch (kind) {
    case undefined:
      return { view: undefined, findings };
    case "required_engine_version":
      return { view: readEngineVersion(reader), findings };
    case "required_plugin_versions":
      return { view: readPluginVersions(reader), findings };
    case "list":
      return { view: readList(reader), findings };
    case "macro":
      return { view: readMacro(reader), findings };
    case "rule":
      return { view: readRule(reader), findings };
  }
}

function readList(reader: ItemReader): ListView | undefined {
  const named = reader.named("list");
  if (!named) return undefined;
  const items = reader.scalars("items", true);
  for (const { text, span } of items ?? [])
    if (plainValue(text) !== undefined) reader.add("foreign-list-item", span, { detail: text, falco: null });
  const mode = readMode(reader, "list");
  return { kind: "list", ...named, ...mode, ...(items && { items }) };
}

function readMacro(reader: ItemReader): MacroView | undefined {
  const named = reader.named("macro");
  if (!named) return undefined;
  const condition = reader.text("condition", true);
  const mode = readMode(reader, "macro");
  return { kind: "macro", ...named, ...mode, ...(condition && { condition }) };
}

function readRule(reader: ItemReader): RuleView | undefined {
  const named = reader.named("rule");
  if (!named) return undefined;
  const { mode, overrides } = readMode(reader, "rule");
  const overridden = (key: string): boolean => overrides.some((override) => override.key === key);
  const replaces = (key: string): boolean =>
    overrides.some((override) => override.key === key && override.operation === "replace");
  const partial = mode === "override" || mode === "append";
  const full = mode === "define";
  if (mode === "override") checkOverrides(reader, overrides);
  const read = (key: string): boolean =>
    full ||
    (mode === "override"
      ? overridden(key)
      : mode === "append"
        ? key === "condition" || key === "exceptions"
        : key === "enabled");
  const given = (key: string): boolean => read(key) && (full || reader.has(key));
  const condition = given("condition") ? reader.text("condition", full) : undefined;
  const output = given("output") ? reader.text("output", full) : undefined;
  const desc = given("desc") ? reader.text("desc", full) : undefined;
  const priority = given("priority") ? readPriority(reader, full) : undefined;
  const source = reader.has("source")
    ? reader.text("source", false, partial || mode === "enable")
    : undefined;
  const enabled = read("enabled") ? reader.boolean("enabled") : undefined;
  const capture = read("capture") ? reader.boolean("capture") : undefined;
  const captureDuration = read("capture_duration") ? reader.unsigned("capture_duration") : undefined;
  const warnEvttypes = read("warn_evttypes") ? reader.boolean("warn_evttypes") : undefined;
  const skipIfUnknownFilter = read("skip-if-unknown-filter")
    ? reader.boolean("skip-if-unknown-filter")
    : undefined;
  const tags = read("tags") ? reader.scalars("tags", false) : undefined;
  const exceptions = read("exceptions") ? readExceptions(reader, full || replaces("exceptions")) : undefined;
  if (mode === "append") {
    if (!reader.has("condition") && !reader.has("exceptions"))
      reader.add("append-without-value", reader.nameSpan(), { falco: "LOAD_ERR_VALIDATE" });
    for (const key of OVERRIDABLE.rule.replace) {
      const entry = key === "condition" || key === "exceptions" ? undefined : reader.entry(key);
      if (entry) reader.add("ignored-append-key", entry.key.span, { falco: null, detail: key });
    }
  }
  if (mode === "enable") {
    if (!reader.has("enabled"))
      reader.add("missing-key", reader.nameSpan(), {
        detail: "enabled",
        options: ["condition", "desc", "output", "priority"],
      });
    else
      reader.add("deprecated-enabled", reader.entry("enabled")?.span ?? reader.nameSpan(), {
        falco: "LOAD_DEPRECATED_ITEM",
      });
  }
  return {
    kind: "rule",
    ...named,
    mode,
    overrides,
    ...(condition && { condition }),
    ...(output && { output }),
    ...(desc && { desc }),
    ...(priority && { priority }),
    ...(source && { source }),
    ...(tags && { tags }),
    ...(exceptions && { exceptions }),
    ...(enabled !== undefined && { enabled }),
    ...(capture !== undefined && { capture }),
    ...(captureDuration !== undefined && { captureDuration }),
    ...(warnEvttypes !== undefined && { warnEvttypes }),
    ...(skipIfUnknownFilter !== undefined && { skipIfUnknownFilter }),
  };
}

function readPriority(reader: ItemReader, required: boolean): RuleView["priority"] {
  const node = reader.text("priority", required);
  if (!node) {
    return undefined;
  }
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

function readMode(
  reader: ItemReader,
  kind: "rule" | "macro" | "list",
): { mode: ItemMode; overrides: readonly Override[] } {
  const overrides = readOverrides(reader, kind);
  const append = reader.has("append") ? reader.boolean("append") : undefined;
  const appendEntry = reader.entry("append");
  if (append && appendEntry) {
    reader.add("deprecated-append", appendEntry.span, {
      falco: "LOAD_DEPRECATED_ITEM",
      detail: kind,
      entry: appendEntry,
    });
    if (overrides.length > 0) {
      reader.add("append-with-override", appendEntry.span, {});
      return { mode: "override", overrides };
    }
  }
  if (overrides.length > 0) return { mode: "override", overrides };
  if (append) return { mode: "append", overrides };
  const partial =
    kind === "rule" && !["condition", "output", "desc", "priority"].some((key) => reader.has(key));
  return { mode: partial ? "enable" : "define", overrides };
}

function readOverrides(reader: ItemReader, kind: "rule" | "macro" | "list"): readonly Override[] {
  const value = reader.entry("override")?.value;
  if (value?.kind === "seq" && value.items.length > 0) {
    reader.add("wrong-shape", value.span, {
      detail: "override",
      options: ["a map"],
      falco: "LOAD_ERR_VALIDATE",
      place: { type: "", name: "", at: undefined },
    });
    return [];
  }
  if (value?.kind === "scalar" && !value.isNull && value.text !== "")
    return readOverrideText(reader, kind, value);
  if (value?.kind !== "map") return [];
  const overrides: Override[] = [];
  for (const entry of value.entries) {
    const key = entry.key.text;
    const place: FalcoPlace = { type: "overrides", name: key, at: entry.key.span.start };
    const operation = entry.value.kind === "scalar" ? entry.value.text : "";
    const allowed = OVERRIDABLE[kind];
    const mayAppend = allowed.append.includes(key);
    const mayReplace = allowed.replace.includes(key);
    if (operation !== "append" && operation !== "replace") {
      reader.add(
        "invalid-override",
        entry.value.span.end > entry.value.span.start ? entry.value.span : entry.key.span,
        {
          detail: key,
          options: [...(mayAppend ? ["append"] : []), ...(mayReplace ? ["replace"] : [])],
          place: { type: "value for", name: key, at: entry.value.span.start },
        },
      );
    } else if (operation === "append" ? !mayAppend : !mayReplace) {
      reader.add(
        mayAppend || mayReplace ? "invalid-override" : "invalid-override-key",
        mayAppend || mayReplace ? entry.value.span : entry.key.span,
        {
          detail: key,
          options: mayReplace ? ["replace"] : mayAppend ? ["append"] : allowed.replace,
          place,
        },
      );
    } else {
      overrides.push({ key, operation, entry });
      continue;
    }
    // What was meant is an override all the same: the rest of the item is read as one.
    if (mayReplace) overrides.push({ key, operation: "replace", entry });
  }
  return overrides;
}

/** Falco takes no notice of `override: append`: the item is a definition, which a rule with some keys alone cannot be. */
function readOverrideText(
  reader: ItemReader,
  kind: "rule" | "macro" | "list",
  value: YamlScalar,
): readonly Override[] {
  const entry = reader.entry("override");
  if (!entry) return [];
  const operation = /^(?:append|add|merge)$/i.test(value.text) ? "append" : "replace";
  const keys = OVERRIDABLE[kind][operation].filter((key) => reader.has(key));
  const given = ["condition", "output", "desc", "priority"].filter((key) => reader.has(key));
  const isPart = kind === "rule" && given.length > 0 && given.length < 4;
  reader.add("wrong-shape", value.span, {
    detail: "override",
    options: ["a map", operation, ...keys],
    entry,
    ...(!isPart && { falco: "schema" }),
  });
  // What was meant is an override: the rest of the item is read as one where Falco refuses it anyway.
  return isPart ? keys.map((key) => ({ key, operation, entry })) : [];
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
