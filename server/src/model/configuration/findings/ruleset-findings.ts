import { nearestName } from "../../../text/names.ts";
import { entryOf, type YamlMap } from "../../../syntax/yaml-node.ts";
import { appendedOutputsOf, type ConfiguredText, definedPlugins, ruleSelectionsOf } from "../config-view.ts";
import { addedItem, insertedAfter } from "../entry-edit.ts";
import type { ConfigFinding } from "../finding.ts";
import type { MergedConfig } from "../read-config.ts";

/** Plugins of which rules need one, and what for. */
export interface PluginNeed {
  /** Any of them does. */
  readonly plugins: readonly string[];
  /** `required`: Falco exits without; for the others it skips or rejects rules. */
  readonly why: "required" | "source" | "fields";
  /** The source or field; the plugin's name for a requirement. */
  readonly what: string;
}

/** The rules that a configuration loads, all of them, and the plugins that they miss. */
export interface KnownRules {
  readonly rules: readonly KnownRule[];
  readonly needs: readonly PluginNeed[];
}

export interface KnownRule {
  readonly name: string;
  readonly source: string;
  readonly tags: readonly string[];
}

/** What a configuration says of rules that are not there, and plugins that its rules miss. Spans are in the merged root. */
export function rulesetFindings(
  config: MergedConfig,
  { rules, needs }: KnownRules,
): readonly ConfigFinding[] {
  return [
    ...idleSelections(config, rules),
    ...idleAdditions(config, rules),
    ...missingPlugins(config, needs),
  ];
}

/** Steps of `rules` that match no rule, so that they do nothing. */
function idleSelections(config: MergedConfig, rules: readonly KnownRule[]): readonly ConfigFinding[] {
  return ruleSelectionsOf(config).flatMap(({ rule, tag }): readonly ConfigFinding[] => {
    const matched = rules.some(
      ({ name, tags }) =>
        (rule !== undefined && isMatch(name, rule.text)) || (tag !== undefined && tags.includes(tag.text)),
    );
    const place = rule ?? tag;
    if (matched || !place) return [];
    const near = nearest(rule, tag, rules);
    return [
      {
        code: "rule-selection",
        span: place.span,
        path: "rules[]",
        falco: null,
        problem: "no-match",
        ...(near !== undefined && { near }),
      },
    ];
  });
}

/** Items of `append_output` whose match fits no rule. */
function idleAdditions(config: MergedConfig, rules: readonly KnownRule[]): readonly ConfigFinding[] {
  return appendedOutputsOf(config).flatMap(({ source, rule, tags, node }): readonly ConfigFinding[] => {
    const matched = rules.some(
      (one) =>
        (!source || one.source === source.text) &&
        (!rule || one.name === rule.text) &&
        tags.every((tag) => one.tags.includes(tag)),
    );
    const match = entryOf(node, "match");
    if (matched || !match) return [];
    const span = rule?.span ?? source?.span ?? match.key.span;
    return [
      {
        code: "idle-setting",
        span,
        path: "append_output[].match",
        falco: null,
        problem: "append-output-match",
      },
    ];
  });
}

/** Plugins that rules need and `load_plugins` leaves out. */
function missingPlugins(config: MergedConfig, needs: readonly PluginNeed[]): readonly ConfigFinding[] {
  const place = ["load_plugins", "plugins", "rules_files", "rules_file"]
    .map((name) => entryOf(config.root, name))
    .find((entry) => entry !== undefined);
  if (!place) return [];
  const defined = definedPlugins(config).map(({ name }) => name);
  return needs.flatMap(({ plugins, why, what }): readonly ConfigFinding[] => {
    const known = plugins.find((name) => defined.includes(name));
    const name = known ?? plugins[0];
    if (name === undefined) return [];
    const falco = why === "required" ? "fatal" : null;
    return [
      {
        code: "plugin-not-loaded",
        span: place.key.span,
        path: place.key.text,
        falco,
        name,
        why,
        what,
        defined: known !== undefined,
        rewrites: [],
      },
    ];
  });
}

function nearest(
  rule: ConfiguredText | undefined,
  tag: ConfiguredText | undefined,
  rules: readonly KnownRule[],
): string | undefined {
  if (rule)
    return rule.text.includes("*")
      ? undefined
      : nearestName(
          rule.text,
          rules.map(({ name }) => name),
        );
  return tag && nearestName(tag.text, [...new Set(rules.flatMap(({ tags }) => tags))]);
}

/**
 * With the edit that adds the plugin to the list of the very file that has it, or that defines and names the container
 * plugin where the file says nothing of plugins; `root` is that file's, read from `source`.
 */
export function withPluginAdded(finding: ConfigFinding, root: YamlMap, source: string): ConfigFinding {
  if (finding.code !== "plugin-not-loaded") return finding;
  const list = entryOf(root, "load_plugins");
  const last = root.entries.at(-1);
  const isBare = finding.name === "container" && !list && !entryOf(root, "plugins") && !root.flow;
  const edit = finding.defined
    ? list && addedItem(list, finding.name, source)
    : isBare && last
      ? insertedAfter(last, CONTAINER_LINES, source)
      : undefined;
  return edit
    ? { ...finding, rewrites: [{ kind: "move", path: "load_plugins[]", safe: false, edits: [edit] }] }
    : finding;
}

/** What Falco's packages say of the container plugin. */
const CONTAINER_LINES = [
  "load_plugins: [container]",
  "plugins:",
  "  - name: container",
  "    library_path: libcontainer.so",
];

/**
 * Whether a rule's name is what a pattern says, in which `*` represents any text. The first place of each part is as good as any
 * later one, so nothing is tried twice, whatever the pattern.
 */
function isMatch(name: string, pattern: string): boolean {
  const [first = "", ...others] = pattern.split("*");
  const last = others.pop();
  if (last === undefined) return name === pattern;
  let at = first.length;
  if (!name.startsWith(first)) return false;
  for (const part of others) {
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return name.length - last.length >= at && name.endsWith(last);
}
