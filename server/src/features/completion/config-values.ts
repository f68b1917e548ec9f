import { CONFIG_KEYS } from "../../catalog/config-keys.ts";
import { eventData } from "../../catalog/data.ts";
import { PLUGINS } from "../../catalog/plugins.ts";
import { configKeyAt } from "../../model/configuration/key-info.ts";
import { definedPlugins } from "../../model/configuration/config-view.ts";
import { configurationOf } from "../../model/workspace/configurations.ts";
import type { EffectiveRule } from "../../model/ruleset/effective.ts";
import { folderOf } from "../../model/workspace/named-documents.ts";
import type { RegionContext } from "../locate/locate.ts";
import type { CandidateKind } from "./candidate.ts";
import { SYSCALL } from "../../catalog/records.ts";

/** One value that a key could have. */
export interface ConfigValue {
  readonly label: string;
  readonly kind: CandidateKind;
  readonly detail?: string;
}

/** The values that fit a key, by its path: fixed words, and names and paths of the workspace. */
export function configValues(context: RegionContext, path: string): readonly ConfigValue[] {
  switch (path) {
    case "load_plugins[]":
    case "load_plugins":
      return pluginNames(context);
    case "plugins[].name":
      return PLUGINS.map(({ name }) => ({ label: name, kind: "value" }));
    case "rules[].enable.rule":
    case "rules[].disable.rule":
    case "append_output[].match.rule":
      return ruleNames(context).map((label) => ({ label, kind: "rule" }));
    case "rules[].enable.tag":
    case "rules[].disable.tag":
    case "append_output[].match.tags[]":
    case "append_output[].match.tags":
      return knownTags(context);
    case "append_output[].match.source":
      return context.catalog.sources.map((label) => ({ label, kind: "value" }));
    case "append_output[].extra_fields[]":
      return context.catalog.fieldNames(SYSCALL).map((label) => ({ label, kind: "field" }));
    case "base_syscalls.custom_set[]":
    case "base_syscalls.custom_set":
      return eventData.syscalls.map(({ name }) => ({ label: name, kind: "event" }));
    case "rules_files[]":
    case "rules_files":
    case "rules_file[]":
    case "rules_file":
      return paths(context, "rules");
    case "config_files[]":
    case "config_files":
    case "config_files[].path":
      return paths(context, "config");
    default:
      return fixed(context, path);
  }
}

function fixed({ catalog }: RegionContext, path: string): readonly ConfigValue[] {
  const key = configKeyAt(path, catalog.target) ?? configKeyAt(path.replace(/\[\]$/, ""), catalog.target);
  const values = key?.values ?? [];
  // A list's words are with its items.
  const own =
    values.length > 0 ? values : (CONFIG_KEYS.find((record) => record.path === `${path}[]`)?.enum ?? []);
  return own.map((label) => ({ label, kind: "value" }));
}

/** Those that the configuration defines come first. */
function pluginNames({ snapshot, document }: RegionContext): readonly ConfigValue[] {
  const configuration = configurationOf(snapshot.configurations, document.uri);
  const defined = configuration ? definedPlugins(configuration.config).map(({ name }) => name) : [];
  const rest = PLUGINS.map(({ name }) => name).filter((name) => !defined.includes(name));
  return [
    ...defined.map((label): ConfigValue => ({ label, kind: "value", detail: "defined in plugins" })),
    ...rest.map((label): ConfigValue => ({ label, kind: "value" })),
  ];
}

/** The rules that the configuration loads; all of the workspace where it loads none of them. */
function loadedRules({ snapshot, document }: RegionContext): readonly EffectiveRule[] {
  const main = configurationOf(snapshot.configurations, document.uri)?.document.uri;
  const own = snapshot.rulesets.filter(({ id }) => id === main);
  return (own.length > 0 ? own : snapshot.rulesets).flatMap((ruleset) => [
    ...ruleset.rules.collected.rules.values(),
  ]);
}

/** Those that are loaded, and after them the default rules, which nothing need list here. */
export function ruleNames(context: RegionContext): readonly string[] {
  const loaded = loadedRules(context).map(({ name }) => name);
  const published = context.catalog.published.flatMap(({ rules }) => [...rules]);
  return [...new Set([...loaded, ...published])];
}

function knownTags(context: RegionContext): readonly ConfigValue[] {
  const tags = new Set(loadedRules(context).flatMap((rule) => rule.tags.map(({ node }) => node.text)));
  return [...tags].sort().map((label) => ({ label, kind: "value" }));
}

/** Files of the workspace below the configuration's folder, as paths from there, and their folders. */
function paths({ snapshot, document }: RegionContext, host: "rules" | "config"): readonly ConfigValue[] {
  const main = configurationOf(snapshot.configurations, document.uri)?.document ?? document;
  const base = `${folderOf(main.path)}/`.replace(/^\/$/, "");
  const files = [...snapshot.documents.values()].filter(
    (one) => one.host === host && one.uri !== main.uri && one.path.startsWith(base),
  );
  const local = files.map(({ path }) => path.slice(base.length)).sort();
  const folders = [...new Set(local.filter((path) => path.includes("/")).map(folderOf))];
  return [...local, ...folders].map((label) => ({ label, kind: "value" }));
}
