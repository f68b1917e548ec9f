import type { FileRange, Span } from "../../text/span.ts";
import { CATALOGUED, type PluginRegistry } from "../../catalog/plugin-registry.ts";
import { entryOf, textOf, valueOf, type YamlMap, type YamlNode } from "../../syntax/yaml-node.ts";
import { listItems, valueAt } from "./node-path.ts";
import type { MergedConfig } from "./read-config.ts";
import { hasReference, readText, UNKNOWN } from "./scalar-value.ts";

/** A text of the configuration and where it is; `span` is in the merged root. */
export interface ConfiguredText {
  readonly text: string;
  readonly span: Span;
  readonly at: FileRange | undefined;
}

/** Paths of rules files and folders in the order of loading. Those with `${VAR}` are left out. */
export function rulesFilesOf(config: MergedConfig): readonly ConfiguredText[] {
  return ["rules_files", "rules_file"].flatMap((name) => textsOf(config, name));
}

/** Whether a path of a rules file depends on the environment. */
export function hasUnknownRulesFiles(config: MergedConfig): boolean {
  return ["rules_files", "rules_file"].some(
    (name) => listItems(valueAt(config.root, name)).length > textsOf(config, name).length,
  );
}

/** The texts of a list; a single value counts as a list of one. */
export function textsOf(config: MergedConfig, path: string): readonly ConfiguredText[] {
  return listItems(valueAt(config.root, path)).flatMap((item) => {
    const text = item.kind === "scalar" ? readText(item, "") : UNKNOWN;
    return text === UNKNOWN ? [] : [{ text, span: item.span, at: config.place(item.span) }];
  });
}

export interface ConfiguredPlugin {
  readonly name: string;
  /** As written: a relative path starts in the plugin folder. */
  readonly library: string | undefined;
  readonly node: YamlMap;
  readonly at: FileRange | undefined;
}

/** All definitions under `plugins`. */
export function definedPlugins(config: MergedConfig): readonly ConfiguredPlugin[] {
  return listItems(valueAt(config.root, "plugins")).flatMap((node) => {
    const name = textOf(node, "name");
    if (node.kind !== "map" || name === undefined) return [];
    const at = config.place(entryOf(node, "name")?.value.span ?? node.span);
    return [{ name, library: textOf(node, "library_path"), node, at }];
  });
}

/**
 * Names of the plugins that Falco loads, in order: those of `load_plugins`, or all that are defined when the key is
 * absent. Undefined when a name depends on the environment. A chart's values may leave the definition of a catalogued
 * plugin to the chart; of others, what nothing defines is not there.
 */
export function loadedPluginNames(
  config: MergedConfig,
  registry: PluginRegistry = CATALOGUED,
): readonly string[] | undefined {
  const isListed = entryOf(config.root, "load_plugins") !== undefined;
  const nodes = isListed
    ? listItems(valueAt(config.root, "load_plugins"))
    : listItems(valueAt(config.root, "plugins")).map((item) => valueOf(item, "name"));
  const names = nodes.map((node) => readText(node, "")).filter((name) => name !== UNKNOWN);
  if (names.length < nodes.length) return undefined;
  const defined = new Map(definedPlugins(config).map(({ name, library }) => [name, library]));
  return names
    .filter((name) => defined.has(name) || registry.plugin(name) !== undefined)
    .map((name) => pluginNamed(name, defined.get(name), registry));
}

/** The plugin that a configuration loads under a name: the name may be any, and the library then says which one it is. */
export function pluginNamed(name: string, library: string | undefined, registry: PluginRegistry): string {
  const [, own] = /(?:^|\/)lib([\w-]+)\.so$/.exec(library ?? "") ?? [];
  return registry.plugin(name) === undefined && own !== undefined && registry.plugin(own) ? own : name;
}

/** The keys of `static_fields`, none without it; undefined where some of it cannot be read. */
export function staticFieldsOf(config: MergedConfig): readonly string[] | undefined {
  const entry = entryOf(config.root, "static_fields");
  if (!entry || (entry.value.kind === "scalar" && entry.value.isNull)) return [];
  if (entry.value.kind !== "map") return undefined;
  const keys = entry.value.entries.map(({ key }) => key.text);
  return keys.some((key) => key === "<<" || hasReference(key)) ? undefined : keys;
}

/** `engine.kind` as written; undefined when it is absent or depends on the environment. */
export function engineKindOf(config: MergedConfig): string | undefined {
  const kind = valueAt(config.root, "engine.kind");
  const text = kind && readText(kind, "");
  return text === UNKNOWN ? undefined : text;
}

/** One step of `rules`: switches rules by a name, in which `*` represents any text, and by a tag. */
export interface RuleSelection {
  readonly operation: "enable" | "disable";
  readonly rule?: ConfiguredText;
  readonly tag?: ConfiguredText;
}

export function ruleSelectionsOf(config: MergedConfig): readonly RuleSelection[] {
  return listItems(valueAt(config.root, "rules")).flatMap((item): readonly RuleSelection[] => {
    const operation = entryOf(item, "enable") ? "enable" : "disable";
    const step = valueOf(item, operation);
    const rule = memberText(config, step, "rule");
    const tag = memberText(config, step, "tag");
    return rule || tag ? [{ operation, ...(rule && { rule }), ...(tag && { tag }) }] : [];
  });
}

/** What `append_output` adds to which rules. */
export interface AppendedOutput {
  readonly source?: ConfiguredText;
  readonly rule?: ConfiguredText;
  readonly tags: readonly string[];
  readonly output?: ConfiguredText;
  readonly suggested: boolean;
  readonly node: YamlMap;
}

export function appendedOutputsOf(config: MergedConfig): readonly AppendedOutput[] {
  return listItems(valueAt(config.root, "append_output")).flatMap((node): readonly AppendedOutput[] => {
    if (node.kind !== "map") return [];
    const match = valueOf(node, "match");
    const [source, rule] = [memberText(config, match, "source"), memberText(config, match, "rule")];
    const output = memberText(config, node, "extra_output");
    const tags = listItems(valueOf(match, "tags")).flatMap((tag) =>
      tag.kind === "scalar" ? [tag.text] : [],
    );
    const suggested = textOf(node, "suggested_output") === "true";
    return [
      { ...(source && { source }), ...(rule && { rule }), tags, ...(output && { output }), suggested, node },
    ];
  });
}

function memberText(
  config: MergedConfig,
  node: YamlNode | undefined,
  name: string,
): ConfiguredText | undefined {
  const value = valueOf(node, name);
  const text = value?.kind === "scalar" && !value.isNull ? readText(value, "") : UNKNOWN;
  return value && text !== UNKNOWN && text !== ""
    ? { text, span: value.span, at: config.place(value.span) }
    : undefined;
}
