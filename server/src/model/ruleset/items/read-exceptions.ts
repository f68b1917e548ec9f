import type { YamlEntry, YamlMap, YamlNode, YamlScalar } from "../../../syntax/yaml-node.ts";
import { entryOf } from "../../../syntax/yaml-node.ts";
import type { ExceptionView, OneOrMany } from "./items.ts";
import type { ItemReader } from "./item-reader.ts";

const EXCEPTION_KEYS = ["name", "fields", "comps", "values"];

/** The exceptions of a rule; undefined when the key is absent, null or no list. */
export function readExceptions(reader: ItemReader, full: boolean): readonly ExceptionView[] | undefined {
  const entry = reader.entry("exceptions");
  const value = entry?.value;
  if (!entry || !value) return undefined;
  if (value.kind === "scalar" && value.isNull) {
    reader.add("empty-value", entry.key.span, { detail: "exceptions", entry, falco: "schema" });
    return undefined;
  }
  if (value.kind !== "seq") {
    reader.add("wrong-shape", value.span, {
      detail: "exceptions",
      options: ["a list"],
      place: { type: "exceptions", name: "", at: value.span.start },
    });
    return undefined;
  }
  const exceptions: ExceptionView[] = [];
  for (const node of value.items) {
    const place = { type: "exception", name: "", at: node.span.start };
    if (node.kind !== "map")
      reader.add("wrong-shape", node.span, { detail: "exceptions", options: ["a list of maps"], place });
    else {
      const exception = readException(reader, node, full);
      if (exception) exceptions.push(exception);
    }
  }
  return exceptions;
}

function readException(reader: ItemReader, node: YamlMap, full: boolean): ExceptionView | undefined {
  const nameNode = entryOf(node, "name")?.value;
  const first = node.entries[0]?.key.span ?? node.span;
  if (nameNode?.kind !== "scalar" || nameNode.text === "") {
    const place = { type: "exception", name: reader.name, at: node.span.start };
    reader.add(nameNode ? "empty-value" : "missing-key", first, {
      detail: "name",
      options: EXCEPTION_KEYS,
      place,
    });
    return undefined;
  }
  const name = nameNode.text;
  const place = { type: "exception", name, at: node.span.start };
  const seen = new Set<string>();
  for (const entry of node.entries) {
    const key = entry.key.text;
    if (seen.has(key))
      reader.add("repeated-key", entry.key.span, { detail: key, entry, falco: "schema", place });
    else if (!EXCEPTION_KEYS.includes(key)) {
      reader.add("unknown-key", entry.key.span, {
        detail: key,
        options: EXCEPTION_KEYS,
        entry,
        falco: "schema",
        place,
      });
    }
    seen.add(key);
  }
  const fieldsEntry = entryOf(node, "fields");
  if (full && !fieldsEntry) reader.add("missing-key", nameNode.span, { detail: "fields", place });
  const fields = oneOrMany(reader, fieldsEntry);
  const comps = oneOrMany(reader, entryOf(node, "comps"));
  const valuesEntry = entryOf(node, "values");
  const values = readValues(reader, valuesEntry);
  return {
    name,
    nameNode,
    node,
    ...(fields && { fields }),
    ...(comps && { comps }),
    ...(values && { values }),
  };
}

function readValues(reader: ItemReader, entry: YamlEntry | undefined): readonly YamlNode[] | undefined {
  if (!entry) return undefined;
  const value = entry.value;
  if (value.kind === "seq") return value.items;
  if (value.kind === "scalar" && value.isNull) return undefined;
  const place = { type: "exception values", name: "", at: value.span.start };
  reader.add("wrong-shape", value.span, { detail: "values", options: ["a list"], entry, place });
  return undefined;
}

/** A map counts as an empty list, as Falco has it. */
function oneOrMany(reader: ItemReader, entry: YamlEntry | undefined): OneOrMany | undefined {
  const value = entry?.value;
  if (!entry || !value || (value.kind === "scalar" && value.isNull)) return undefined;
  if (value.kind === "scalar") return { list: false, items: [value], node: value };
  if (value.kind === "map") return { list: true, items: [], node: value };
  const items: YamlScalar[] = [];
  for (const node of value.items) {
    if (node.kind === "scalar") items.push(node);
    else {
      const place = { type: "value for", name: entry.key.text, at: node.span.start };
      reader.add("wrong-shape", node.span, { detail: entry.key.text, options: ["a list of strings"], place });
    }
  }
  return { list: true, items, node: value };
}
