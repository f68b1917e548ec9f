/** A plugin that is described with the keys of `falco-plugin.schema.json`. */
import type { FieldArgument, FieldRecord } from "../../catalog/records.ts";
import { readLoaderVersion } from "../../catalog/version.ts";
import { plainValue } from "../../syntax/plain-value.ts";
import {
  booleanOf,
  entryOf,
  valueOf,
  type YamlEntry,
  type YamlMap,
  type YamlNode,
} from "../../syntax/yaml-node.ts";
import { nearestName } from "../../text/names.ts";
import type { Span } from "../../text/span.ts";
import { bracketSyntax, FIELD_TYPES, valueType } from "./field-types.ts";
import type { PluginFile, PluginFileFinding } from "./plugin-file.ts";

/** The keys of a description, and what each is. */
export const PLUGIN_KEYS: ReadonlyMap<string, string> = new Map([
  ["name", "Name of the plugin, as in `load_plugins`"],
  ["version", "Version of the plugin, such as `0.1.0`"],
  ["description", "Purpose of the plugin"],
  ["source", "Event source that the plugin provides"],
  ["extract_sources", "Event sources whose rules can use the fields"],
  ["async_events", "Names of the asynchronous events that the plugin adds"],
  ["fields", "Fields that the plugin extracts"],
  ["init_schema", "JSON Schema of `init_config`"],
]);

/** The keys of one of its fields. */
export const FIELD_KEYS: ReadonlyMap<string, string> = new Map([
  ["name", "Name of the field"],
  ["type", "Type of its values"],
  ["list", "Whether it has a list of values"],
  ["description", "Purpose of the field"],
  ["argument", "What can be written in brackets after the field"],
]);

/** The keys of a field's argument. */
export const ARGUMENT_KEYS: ReadonlyMap<string, string> = new Map([
  ["required", "Whether the argument must be given"],
  ["index", "Whether a number can be given"],
  ["key", "Whether a key can be given"],
]);

/** What plugins themselves call these keys, in the JSON that they list their fields in. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  ["isList", "list"],
  ["desc", "description"],
  ["display", "description"],
  ["arg", "argument"],
  ["isRequired", "required"],
  ["isIndex", "index"],
  ["isKey", "key"],
]);

/** Keys of that JSON that say nothing about conditions. */
const IGNORED: ReadonlySet<string> = new Set(["addOutput", "properties"]);

export function writtenPlugin(root: YamlNode | undefined, text: string): PluginFile {
  const findings: PluginFileFinding[] = [];
  const report = (
    span: Span,
    problem: PluginFileFinding["problem"],
    about: string,
    more: Pick<PluginFileFinding, "expected" | "near"> = {},
  ): void => {
    findings.push({ code: "plugin-file", span, problem, text: about, ...more });
  };
  const nothing: PluginFile = { descriptions: [], findings };
  if (root?.kind !== "map") {
    report(root?.span ?? { start: 0, end: text.length }, "not-a-plugin", "");
    return nothing;
  }
  const reader = createReader(report);
  reader.keys(root, PLUGIN_KEYS);
  const name = reader.text(root, "name");
  const first = root.entries[0]?.key.span ?? root.span;
  if (!entryOf(root, "name")) report(first, "missing-key", "name");
  const version = reader.text(root, "version");
  const read = version && readLoaderVersion(version.text);
  if (version && read === undefined) report(version.span, "wrong-version", version.text);
  const source = reader.text(root, "source")?.text;
  const extracts = reader.texts(root, "extract_sources");
  const asyncEvents = reader.texts(root, "async_events");
  const schema = valueOf(root, "init_schema");
  const sources = extracts ?? (source === undefined ? ["*"] : [source]);
  const fieldSpans = new Map<string, Span>();
  const list = reader.list(root, "fields");
  const fields = list?.flatMap((node) => {
    const field = reader.field(node, { plugin: name?.text ?? "", sources });
    if (!field) return [];
    if (fieldSpans.has(field.record.name)) {
      report(field.span, "repeated-field", field.record.name);
      return [];
    }
    fieldSpans.set(field.record.name, field.span);
    return [field.record];
  });
  if (!name || name.text === "") return nothing;
  return {
    descriptions: [
      {
        name: name.text,
        ...(read !== undefined && { version: read }),
        ...(source !== undefined && { eventSource: source }),
        ...(extracts && { extractSources: extracts }),
        ...(asyncEvents && { asyncEvents }),
        ...(fields && { fields }),
        ...(schema?.kind === "map" && { initSchema: plainValue(schema) }),
        nameSpan: name.span,
        fieldSpans,
      },
    ],
    findings,
  };
}

type Report = (
  span: Span,
  problem: PluginFileFinding["problem"],
  about: string,
  more?: Pick<PluginFileFinding, "expected" | "near">,
) => void;

interface Reader {
  keys(map: YamlMap, known: ReadonlyMap<string, string>): void;
  text(map: YamlMap, key: string): { readonly text: string; readonly span: Span } | undefined;
  texts(map: YamlMap, key: string): readonly string[] | undefined;
  list(map: YamlMap, key: string): readonly YamlNode[] | undefined;
  field(
    node: YamlNode,
    of: { readonly plugin: string; readonly sources: readonly string[] },
  ): { readonly record: FieldRecord; readonly span: Span } | undefined;
}

function createReader(report: Report): Reader {
  const entry = (map: YamlMap, key: string): YamlEntry | undefined =>
    map.entries.find(({ key: { text } }) => text === key || OTHER_NAMES.get(text) === key);
  const reader: Reader = {
    keys(map, known) {
      for (const { key } of map.entries) {
        if (IGNORED.has(key.text) || known.has(OTHER_NAMES.get(key.text) ?? key.text)) continue;
        const near = nearestName(key.text, known.keys());
        report(key.span, "unknown-key", key.text, near === undefined ? {} : { near });
      }
    },
    text(map, key) {
      const found = entry(map, key);
      if (!found) return undefined;
      if (found.value.kind === "scalar" && !found.value.isNull)
        return { text: found.value.text, span: found.value.span };
      report(found.key.span, "wrong-shape", key, { expected: "a string" });
      return undefined;
    },
    texts(map, key) {
      const items = reader.list(map, key);
      return items?.flatMap((item) => {
        if (item.kind === "scalar" && !item.isNull) return [item.text];
        report(item.span, "wrong-shape", key, { expected: "a list of strings" });
        return [];
      });
    },
    list(map, key) {
      const found = entry(map, key);
      if (!found) return undefined;
      if (found.value.kind === "seq") return found.value.items;
      report(found.key.span, "wrong-shape", key, { expected: "a list" });
      return undefined;
    },
    field(node, { plugin, sources }) {
      if (node.kind !== "map") {
        report(node.span, "wrong-shape", "fields", { expected: "a list of maps" });
        return undefined;
      }
      reader.keys(node, FIELD_KEYS);
      const name = reader.text(node, "name");
      if (!name) {
        if (!entryOf(node, "name")) report(node.entries[0]?.key.span ?? node.span, "missing-key", "name");
        return undefined;
      }
      if (!/^[A-Za-z][\w.-]*$/.test(name.text)) {
        report(name.span, "wrong-name", name.text);
        return undefined;
      }
      const written = reader.text(node, "type");
      const type = valueType(written?.text ?? "string");
      if (written && !type) {
        const near = nearestName(written.text, FIELD_TYPES);
        report(written.span, "wrong-type", written.text, near === undefined ? {} : { near });
      }
      const argument = argumentOf(name.text, entry(node, "argument"));
      return {
        span: name.span,
        record: {
          name: name.text,
          type: type ?? "CHARBUF",
          ...(flag(node, "list") && { isList: true as const }),
          sources,
          plugin,
          hint: reader.text(node, "description")?.text ?? "",
          ...(argument && { arg: argument }),
        },
      };
    },
  };
  const flag = (map: YamlMap, key: string): boolean => {
    const found = entry(map, key);
    if (!found) return false;
    const value = found.value.kind === "scalar" ? booleanOf(found.value.text) : undefined;
    if (value === undefined) report(found.key.span, "wrong-shape", key, { expected: "`true` or `false`" });
    return value === true;
  };
  const argumentOf = (name: string, found: YamlEntry | undefined): FieldArgument | undefined => {
    if (!found || (found.value.kind === "scalar" && found.value.isNull)) return undefined;
    if (found.value.kind !== "map") {
      report(found.key.span, "wrong-shape", "argument", { expected: "a map" });
      return undefined;
    }
    reader.keys(found.value, ARGUMENT_KEYS);
    const isKey = flag(found.value, "key");
    const isIndex = flag(found.value, "index");
    const isRequired = flag(found.value, "required");
    return isKey || isIndex ? bracketSyntax(name, { isRequired, isIndex, isKey }) : undefined;
  };
  return reader;
}
