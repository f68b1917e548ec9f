/** What `falco --list --format json` prints: classes of fields, each with the event sources whose rules see them. */
import { CATALOGUED } from "../../catalog/plugin-registry.ts";
import type { FieldArgument, FieldRecord } from "../../catalog/records.ts";
import { textOf, valueOf, type YamlMap, type YamlNode } from "../../syntax/yaml-node.ts";
import type { Span } from "../../text/span.ts";
import { bracketSyntax, valueType } from "./field-types.ts";
import type { DescribedPlugin, PluginFile, PluginFileFinding } from "./plugin-file.ts";
import { SYSCALL } from "../../catalog/records.ts";

/** The plugins of such a list; undefined when the file is not one. Classes without a name of their own belong to `fallback`. */
export function listedPlugins(root: YamlNode | undefined, fallback: string): PluginFile | undefined {
  const names = valueOf(root, "fieldnames");
  const classes = valueOf(root, "fieldclasses");
  if (names && !classes)
    return { descriptions: [], findings: [found(names.span, "names-only", "fieldnames")] };
  if (!classes) return undefined;
  const plugins = new Map<string, ListedPlugin>();
  for (const one of classes.kind === "seq" ? classes.items : [])
    if (one.kind === "map") readClass(one, fallback, plugins);
  const descriptions = [...plugins.values()].map(toDescription);
  const findings = descriptions.length > 0 ? [] : [found(classes.span, "no-plugin", "fieldclasses")];
  return { descriptions, findings };
}

interface ListedPlugin {
  readonly name: string;
  readonly nameSpan: Span;
  readonly sources: Set<string>;
  readonly fields: Map<string, { readonly record: FieldRecord; readonly span: Span }>;
}

function found(span: Span, problem: PluginFileFinding["problem"], text: string): PluginFileFinding {
  return { code: "plugin-file", span: { start: span.start, end: span.start + 1 }, problem, text };
}

function readClass(map: YamlMap, fallback: string, plugins: Map<string, ListedPlugin>): void {
  const sources = textsIn(valueOf(map, "event_sources") ?? valueOf(map, "sources"));
  const items = valueOf(map, "fields");
  const fields = (items?.kind === "seq" ? items.items : []).filter(
    (one): one is YamlMap => one.kind === "map",
  );
  // Falco's own fields are in the list too, unless only those of one source were asked for.
  const own = fields.filter((field) => !isFalcos(textOf(field, "name") ?? ""));
  const [first] = own;
  if (!first) return;
  const name = pluginOf(map, fallback);
  const known = plugins.get(name);
  const plugin = known ?? {
    name,
    nameSpan: (valueOf(map, "name") ?? first).span,
    sources: new Set(),
    fields: new Map(),
  };
  plugins.set(name, plugin);
  for (const source of sources) plugin.sources.add(source);
  for (const field of own) {
    const record = fieldOf(field, name, sources);
    const span = valueOf(field, "name")?.span ?? field.span;
    if (record) plugin.fields.set(record.name, { record, span });
  }
}

/** Whether a field was ever one of Falco's own, and never one of a plugin. */
function isFalcos(name: string): boolean {
  const records = CATALOGUED.fieldRecords(name);
  return name === "" || (records.length > 0 && records.every(({ plugin }) => plugin === undefined));
}

/** The class of a plugin has the plugin's name, as a rule with `(plugin)` after it. */
function pluginOf(map: YamlMap, fallback: string): string {
  const name = /^([A-Za-z0-9_][\w-]*)(?: \(plugin\)| plugin)?$/.exec(textOf(map, "name")?.trim() ?? "")?.[1];
  return name ?? fallback;
}

function toDescription({ name, nameSpan, sources, fields }: ListedPlugin): DescribedPlugin {
  const all = [...sources];
  const known = CATALOGUED.plugin(name);
  // A list does not say which plugin provides a source: one that extracts from a single other source most likely does.
  const [only] = all.filter((source) => source !== SYSCALL);
  const provides = !known && all.length === 1 ? only : undefined;
  return {
    name,
    ...(provides !== undefined && { eventSource: provides }),
    ...(!known && all.length > 0 && { extractSources: all }),
    fields: [...fields.values()].map(({ record }) => record),
    nameSpan,
    fieldSpans: new Map([...fields].map(([field, { span }]) => [field, span])),
  };
}

function fieldOf(map: YamlMap, plugin: string, sources: readonly string[]): FieldRecord | undefined {
  const name = textOf(map, "name");
  if (name === undefined) return undefined;
  const written = (textOf(map, "type") ?? textOf(map, "data_type") ?? "CHARBUF").trim();
  const [, inner] = /^LIST\((\w+)\)$/i.exec(written) ?? [];
  const tags = new Set(
    ["tags", "flags", "properties"].flatMap((key) => textsIn(valueOf(map, key))).map(tagOf),
  );
  for (const { key, value } of map.entries)
    if (value.kind === "scalar" && value.text === "true")
      tags.add(tagOf(key.text.replace(/([a-z])([A-Z])/g, "$1_$2")));
  const has = (...names: readonly string[]): boolean => names.some((one) => tags.has(one));
  const arg = argumentOf(name, has);
  return {
    name,
    type: valueType(inner ?? written) ?? "CHARBUF",
    ...((inner !== undefined || has("IS_LIST", "LIST")) && { isList: true as const }),
    sources: sources.length > 0 ? sources : ["*"],
    plugin,
    hint: textOf(map, "desc") ?? textOf(map, "description") ?? textOf(map, "display") ?? "",
    ...(arg && { arg }),
  };
}

function argumentOf(name: string, has: (...tags: readonly string[]) => boolean): FieldArgument | undefined {
  const isRequired = has("ARG_REQUIRED", "REQUIRES_ARG", "IS_ARG_REQUIRED");
  if (!isRequired && !has("ARG_ALLOWED", "ARG_OPTIONAL", "IS_ARG_ALLOWED", "IDX_ALLOWED")) return undefined;
  const isKey = has("ARG_KEY", "KEY", "IDX_KEY", "IS_KEY");
  const isIndex = has("ARG_INDEX", "INDEX", "IDX_NUMERIC", "IS_INDEX") || !isKey;
  return bracketSyntax(name, { isRequired, isIndex, isKey });
}

function tagOf(text: string): string {
  return text.trim().toUpperCase().replace(/[ -]/g, "_").replace(/^EPF_/, "");
}

function textsIn(node: YamlNode | undefined): readonly string[] {
  const items = node?.kind === "seq" ? node.items : node ? [node] : [];
  return items.flatMap((item) => (item.kind === "scalar" && !item.isNull ? [item.text] : []));
}
