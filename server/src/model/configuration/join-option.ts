import type { OptionRecord, OptionReplacement } from "../../catalog/records.ts";
import { readYaml } from "../../syntax/yaml.ts";
import {
  booleanOf,
  entryOf,
  nodeAt,
  textOf,
  valueOf,
  type YamlEntry,
  type YamlMap,
  type YamlNode,
  type YamlSeq,
} from "../../syntax/yaml-node.ts";
import type { Edit } from "../../text/span.ts";
import { addedItem, contentEnd, indentAt, insertedAfter, lineBreak, nextLine } from "./entry-edit.ts";

/** An option whose settings belong in the configuration, and the values that a command line gives it. */
export interface JoinedOption {
  readonly replacement: OptionReplacement;
  readonly values: readonly string[];
}

/**
 * The edits that add the settings of an option to a configuration that is there, as the catalogue's example has
 * them; none where they are there already. Undefined where something is in the way that must be looked at.
 */
export function joinOption(
  { replacement, values }: JoinedOption,
  root: YamlNode | undefined,
  source: string,
): readonly Edit[] | undefined {
  const example = exampleOf(replacement, values);
  const last = root?.kind === "map" && !root.flow ? root.entries.at(-1) : undefined;
  if (!example || root?.kind !== "map" || !last) return undefined;
  const plugins = entryOf(root, "plugins");
  const list = entryOf(root, "load_plugins");
  const loads =
    list?.value.kind === "seq" &&
    list.value.items.some((item) => item.kind === "scalar" && item.text === example.name);
  const named = list && !loads ? [addedItem(list, example.name, source)] : [];
  if (named.includes(undefined)) return undefined;
  const loading = named.filter((edit) => edit !== undefined);
  if (!plugins)
    return [
      ...loading,
      insertedAfter(
        last,
        [
          "plugins:",
          ...example.lines.map((line) => `  ${line}`),
          ...(list ? [] : [`load_plugins: [${example.name}]`]),
        ],
        source,
      ),
    ];
  if (plugins.value.kind !== "seq" || plugins.value.alias !== undefined) return undefined;
  const plugin = plugins.value.items.find(
    (item): item is YamlMap => item.kind === "map" && textOf(item, "name") === example.name,
  );
  if (plugin) return loads || !list ? settingEdits(plugin, example, values, replacement, source) : undefined;
  const added = addedPlugin(plugins.value, example.lines, source);
  return added && [...loading, added];
}

/** The kinds of replacement that belong in the configuration and have an example of it. */
export function configReplacement(
  record: OptionRecord | undefined,
  form: string,
): OptionReplacement | undefined {
  return record?.replacedBy?.find(
    (one) => one.kind === "config-file" && one.form === form && one.example !== undefined,
  );
}

interface Example {
  readonly name: string;
  /** Of the plugin, as an item of `plugins`. */
  readonly lines: readonly string[];
  readonly plugin: YamlMap;
  readonly source: string;
}

/** The plugin of the catalogue's example, with the given values instead of its own. */
function exampleOf({ example }: OptionReplacement, values: readonly string[]): Example | undefined {
  if (!example) return undefined;
  const own = example.before.split(" ").at(-1) ?? "";
  const source = example.after.replace(
    `[${own}]`,
    () =>
      `[${values.map((value) => (/^[\w./:-]+$/.test(value) ? value : JSON.stringify(value))).join(", ")}]`,
  );
  const plugin = nodeAt(readYaml(source).documents[0]?.root, ["plugins"]);
  const [item] = plugin?.kind === "seq" ? plugin.items : [];
  if (item?.kind !== "map") return undefined;
  const text = source.slice(item.span.start, contentEnd(item.span, source)).split("\n");
  const [first = "", ...rest] = text;
  return {
    name: textOf(item, "name") ?? "",
    lines: [`- ${first}`, ...rest.map((line) => line.slice(2))],
    plugin: item,
    source,
  };
}

/** One more item of `plugins`, indented as the others are. */
function addedPlugin(plugins: YamlSeq, lines: readonly string[], source: string): Edit | undefined {
  const last = plugins.items.at(-1);
  if (plugins.flow || !last) return undefined;
  const before = source.slice(source.lastIndexOf("\n", last.span.start - 1) + 1, last.span.start);
  const indent = /^([ \t]*)-[ \t]+$/.exec(before)?.[1];
  if (indent === undefined) return undefined;
  const at = nextLine(source, contentEnd(last.span, source));
  const text = lines.map((line) => indent + line).join(lineBreak(source));
  return {
    span: { start: at, end: at },
    newText: source[at - 1] === "\n" ? text + lineBreak(source) : lineBreak(source) + text,
  };
}

/** What a plugin that is there does not have of the example: the values in the list that is theirs, or the block around it. */
function settingEdits(
  plugin: YamlMap,
  example: Example,
  values: readonly string[],
  { configKeys = [] }: OptionReplacement,
  source: string,
): readonly Edit[] | undefined {
  const path = /^plugins\[name=[\w-]+\]\.(.+)$/.exec(configKeys[0] ?? "")?.[1]?.split(".");
  // The plugin itself is all that the option is about.
  if (!path) return [];
  let owner: YamlMap = plugin;
  let entry: YamlEntry | undefined;
  for (const [depth, name] of path.entries()) {
    entry = entryOf(owner, name);
    if (!entry) return depth > 1 ? undefined : missingBlock(owner, example, path.slice(0, depth + 1), source);
    if (depth < path.length - 1) {
      if (entry.value.kind !== "map" || entry.value.flow) return undefined;
      owner = entry.value;
    }
  }
  if (entry?.value.kind !== "seq" || booleanOf(textOf(owner, "enabled") ?? "true") === false)
    return undefined;
  const known = new Set(entry.value.items.map((item) => (item.kind === "scalar" ? item.text : "")));
  const missing = values.filter((value) => !known.has(value));
  const [first] = missing;
  if (first === undefined) return [];
  const edit = addedItem(entry, first, source);
  return (
    edit && [{ ...edit, newText: missing.map((value) => edit.newText.replace(first, () => value)).join("") }]
  );
}

/** A block of the example after the last entry of the map that does not have it. */
function missingBlock(
  owner: YamlMap,
  { plugin, source: text }: Example,
  path: readonly string[],
  source: string,
): readonly Edit[] | undefined {
  const last = owner.entries.at(-1);
  const block = path.slice(0, -1).reduce<YamlNode | undefined>((node, name) => valueOf(node, name), plugin);
  const entry = entryOf(block, path.at(-1) ?? "");
  if (!last || owner.flow || !entry) return undefined;
  // An entry after the dash of its item says no indentation.
  if (
    source.slice(0, last.key.span.start).trimEnd().endsWith("-") &&
    !/\n[ \t]*$/.test(source.slice(0, last.key.span.start))
  )
    return undefined;
  const indent = indentAt(text, entry.key.span.start);
  const lines = text.slice(entry.span.start, contentEnd(entry.span, text)).split("\n");
  return [
    insertedAfter(
      last,
      lines.map((line, index) => (index === 0 ? line : line.slice(indent.length))),
      source,
    ),
  ];
}
