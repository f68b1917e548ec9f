import { entryOf, type YamlEntry, type YamlScalar, type YamlSeq } from "../../../syntax/yaml-node.ts";
import { nearestName } from "../../../text/names.ts";
import { OVERRIDABLE } from "./item-keys.ts";
import type { ItemReader } from "./item-reader.ts";
import type { ItemMode, Override } from "./items.ts";

type OverridingKind = "rule" | "macro" | "list";

/** How an item relates to earlier ones of its name, and the keys that it overrides. */
export function readMode(
  reader: ItemReader,
  kind: OverridingKind,
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

const NONE: readonly Override[] = [];

function readOverrides(reader: ItemReader, kind: OverridingKind): readonly Override[] {
  const value = reader.entry("override")?.value;
  if (value?.kind === "seq" && value.items.length > 0) return readOverrideList(reader, kind, value);
  if (value?.kind === "scalar" && !value.isNull && value.text !== "")
    return readOverrideText(reader, kind, value);
  if (value?.kind !== "map") return NONE;
  return value.entries.flatMap((entry) => readOverride(reader, kind, entry) ?? []);
}

/** One key of `override`. What is misspelled is read as what was meant. */
function readOverride(reader: ItemReader, kind: OverridingKind, entry: YamlEntry): Override | undefined {
  const key = entry.key.text;
  const operation = entry.value.kind === "scalar" ? entry.value.text : "";
  const { append, replace } = OVERRIDABLE[kind];
  const operations = [
    ...(append.includes(key) ? ["append"] : []),
    ...(replace.includes(key) ? ["replace"] : []),
  ];
  if (operation !== "append" && operation !== "replace") {
    const hasValue = entry.value.span.end > entry.value.span.start;
    reader.add("invalid-override", hasValue ? entry.value.span : entry.key.span, {
      detail: key,
      options: operations,
      place: { type: "value for", name: key, at: entry.value.span.start },
    });
  } else if (operations.includes(operation)) {
    return { key, operation, entry };
  } else {
    const isKnown = operations.length > 0;
    reader.add(
      isKnown ? "invalid-override" : "invalid-override-key",
      (isKnown ? entry.value : entry.key).span,
      {
        detail: key,
        options: isKnown ? operations : replace,
        place: { type: "overrides", name: key, at: entry.key.span.start },
      },
    );
  }
  return meantOverride(reader, kind, entry, operation);
}

/** The override that was meant by a misspelled key or operation: the rest of the item is read as one. */
function meantOverride(
  reader: ItemReader,
  kind: OverridingKind,
  entry: YamlEntry,
  operation: string,
): Override | undefined {
  const { append, replace } = OVERRIDABLE[kind];
  const others = reader.entry("override")?.value;
  const isFree = (name: string): boolean => reader.has(name) && !(others && entryOf(others, name));
  const written = entry.key.text;
  const key = replace.includes(written) ? written : nearestName(written, replace.filter(isFree));
  if (key === undefined) return undefined;
  const meant = operation === "append" ? operation : nearestName(operation, ["append", "replace"]);
  const isAppend = meant === "append" && append.includes(key);
  return { key, operation: isAppend ? "append" : "replace", entry };
}

/** Falco ignores `override: append`: the item is a definition, and then a rule needs more than some of its keys. */
function readOverrideText(reader: ItemReader, kind: OverridingKind, value: YamlScalar): readonly Override[] {
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
  // An override was meant: the rest of the item is read as one if Falco rejects it anyway.
  return isPart ? keys.map((key) => ({ key, operation, entry })) : [];
}

/** Falco ends at `override: [condition]` and `override: [{condition: append}]`: the item is read as what was meant. */
function readOverrideList(reader: ItemReader, kind: OverridingKind, value: YamlSeq): readonly Override[] {
  const entry = reader.entry("override");
  if (!entry) return [];
  const named = value.items.flatMap((item) =>
    item.kind === "map"
      ? item.entries.map(({ key, value: of }) => [key.text, of.kind === "scalar" ? of.text : ""] as const)
      : item.kind === "scalar"
        ? [[item.text, ""] as const]
        : [],
  );
  const { append, replace } = OVERRIDABLE[kind];
  const meant = named.flatMap(([key, operation]): Override[] => {
    if (!replace.includes(key) || !reader.has(key)) return [];
    return [
      { key, operation: operation === "append" && append.includes(key) ? operation : "replace", entry },
    ];
  });
  reader.add("wrong-shape", value.span, {
    detail: "override",
    options: ["a map"],
    falco: "LOAD_ERR_VALIDATE",
    place: { type: "", name: "", at: undefined },
  });
  if (meant.length > 0) return meant;
  return replace.filter((key) => reader.has(key)).map((key) => ({ key, operation: "replace", entry }));
}
