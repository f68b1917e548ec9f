/** What the trees of the Falco view show, made of what the server says; knows of the editor only its language. */
import { l10n } from "vscode";
import type { Location } from "vscode-languageclient";
import { counted } from "../counted.ts";
import type { Overview, RuleOverview, RulesetOverview, StatedPlace } from "./overview.ts";

export interface TreeNode {
  /** The same for the same thing after a change, so that it stays open. */
  readonly id: string;
  readonly kind: "ruleset" | "file" | "rule" | "group" | "target" | "plugins" | "plugin";
  readonly label: string;
  readonly description: string;
  readonly tooltip: string;
  /** Where a click leads. */
  readonly at?: Location;
  readonly children: readonly TreeNode[];
}

/** By what rules may be grouped. */
export const GROUPINGS = ["source", "priority", "tag", "state", "file"] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** Rulesets in load order, each with its files, and below a file the rules that it defines or changes. */
export function rulesetNodes({ rulesets }: Overview): readonly TreeNode[] {
  return rulesets.map((ruleset) => {
    const own = ruleset.files.filter(({ isDefault }) => !isDefault);
    const paths = (own.length > 0 ? own : ruleset.files).map(({ path }) => path);
    const id = `ruleset ${ruleset.origin} ${paths.join(" ")}`;
    const origin = plain(ruleset.origin);
    return {
      id,
      kind: "ruleset",
      label: nameOfAll(paths),
      description: `${counted(ruleset.rules.length, "rule")}, ${origin}`,
      tooltip: l10n.t("Order from {0}, for Falco {1}", origin, ruleset.target),
      children: ruleset.files.map((file, index) => fileNode(ruleset, file, index, id)),
    };
  });
}

function fileNode(
  { rules }: RulesetOverview,
  { uri, path, isDefault }: RulesetOverview["files"][number],
  index: number,
  parent: string,
): TreeNode {
  const id = `${parent} file ${uri}`;
  const own = rules.filter(({ places }) => places.some((place) => place.uri === uri));
  const kind = isDefault ? l10n.t("default rules") : counted(own.length, "rule");
  return {
    id,
    kind: "file",
    label: `${index + 1}. ${nameOf(path)}`,
    description: kind,
    tooltip: `${path}\n${kind}`,
    at: { uri, range: START },
    children: own.map((rule) => ruleNode(rule, id, uri)),
  };
}

const START = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** Rules of all rulesets in groups; a rule with several tags or states is in several of them. */
export function ruleNodes(overview: Overview, grouping: Grouping): readonly TreeNode[] {
  const groups = new Map<string, RuleOverview[]>();
  for (const rule of distinctRules(overview)) {
    for (const key of groupsOf(rule, grouping, overview)) groups.set(key, [...(groups.get(key) ?? []), rule]);
  }
  return [...groups]
    .map(([key, rules]) => ({ key, rules, label: labelOf(key, grouping) }))
    .sort((a, b) => rankOf(a.key, grouping) - rankOf(b.key, grouping) || a.label.localeCompare(b.label))
    .map(({ key, rules, label }) => {
      const id = `${grouping} ${key}`;
      const children = rules
        .toSorted((a, b) => a.name.localeCompare(b.name))
        .map((rule) => ruleNode(rule, id));
      const description = counted(children.length, "rule");
      return { id, kind: "group", label, description, tooltip: `${label}: ${description}`, children };
    });
}

/** Each rule once, though its file may be loaded in several rulesets; apart where these make different rules of it. */
export function distinctRules({ rulesets }: Overview): readonly RuleOverview[] {
  const found = new Map<string, RuleOverview>();
  for (const { rules } of rulesets)
    for (const rule of rules) found.set(JSON.stringify([rule.name, rule.states, rule.places]), rule);
  return [...found.values()];
}

/** The groups of a rule, by what they have in common; empty for what has no tag or no priority. */
function groupsOf(rule: RuleOverview, grouping: Grouping, { rulesets }: Overview): readonly string[] {
  switch (grouping) {
    case "source":
      return [rule.source];
    case "priority":
      return [capital(rule.priority)];
    case "tag":
      return rule.tags.length > 0 ? rule.tags : [""];
    case "state":
      return rule.states;
    case "file": {
      const uris = [...new Set(rule.places.map(({ uri }) => uri))];
      const files = rulesets.flatMap((ruleset) => ruleset.files);
      return uris.flatMap((uri) => files.find((file) => file.uri === uri)?.path ?? []);
    }
  }
}

function labelOf(key: string, grouping: Grouping): string {
  if (grouping === "state") return stateName(key);
  if (key !== "") return key;
  return grouping === "priority" ? l10n.t("no priority") : l10n.t("no tag");
}

/** Falco's own words, most severe first. */
const PRIORITIES = [
  "Emergency",
  "Alert",
  "Critical",
  "Error",
  "Warning",
  "Notice",
  "Informational",
  "Info",
  "Debug",
];
const STATES = ["enabled", "overridden", "shadowed", "below-priority", "disabled", "skipped"];

/** Groups have an order of their own, where they have one, else by name; the group of the rest comes last. */
function rankOf(key: string, grouping: Grouping): number {
  const order = grouping === "priority" ? PRIORITIES : grouping === "state" ? STATES : [];
  if (key === "") return order.length + 1;
  return order.includes(key) ? order.indexOf(key) : order.length;
}

/** A state as people read it. */
export function stateName(state: string): string {
  switch (state) {
    case "enabled":
      return l10n.t("Enabled");
    case "overridden":
      return l10n.t("Overridden");
    case "shadowed":
      return l10n.t("Shadowed");
    case "below-priority":
      return l10n.t("Below the priority");
    case "disabled":
      return l10n.t("Disabled");
    case "skipped":
      return l10n.t("Skipped");
    default:
      return capital(state);
  }
}

function ruleNode(rule: RuleOverview, parent: string, uri?: string): TreeNode {
  const { name, source, priority, tags, states, shadowedBy, places } = rule;
  const at = places.find((place) => place.uri === uri) ?? places[0];
  const notes = states.filter((state) => state !== "enabled").map((state) => stateName(state).toLowerCase());
  return {
    id: `${parent} rule ${name} ${at?.uri ?? ""} ${at?.range.start.line ?? ""}`,
    kind: "rule",
    label: name,
    description: [capital(priority), ...notes].filter((one) => one !== "").join(", "),
    tooltip: [
      name,
      l10n.t("Source {0}, priority {1}", source, capital(priority)),
      ...(tags.length > 0 ? [l10n.t("Tags {0}", tags.join(", "))] : []),
      l10n.t("State: {0}", states.map((state) => stateName(state).toLowerCase()).join(", ")),
      ...(shadowedBy === undefined ? [] : [l10n.t('Never fires: rule "{0}" matches first', shadowedBy)]),
    ].join("\n"),
    ...(at && { at }),
    children: [],
  };
}

/** The release of Falco and the plugins, each with where it is stated. */
export function environmentNodes({ target, plugins }: Overview): readonly TreeNode[] {
  const stated = (kind: TreeNode["kind"], label: string, { origin, at }: StatedPlace): TreeNode => ({
    id: `${kind} ${label}`,
    kind,
    label,
    description: at ? `${plain(origin)}: ${nameOf(at.uri)}:${at.range.start.line + 1}` : plain(origin),
    tooltip: at ? l10n.t("{0}: {1}. Opens the place.", label, plain(origin)) : `${label}: ${plain(origin)}.`,
    ...(at && { at }),
    children: [],
  });
  const count = counted(plugins.length, "plugin");
  return [
    stated("target", l10n.t("Falco {0}", target.version), target),
    {
      id: "plugins",
      kind: "plugins",
      label: l10n.t("Plugins"),
      description: count,
      tooltip: count,
      children: plugins.map(({ name, version, ...place }) =>
        stated("plugin", version === undefined ? name : `${name} ${version}`, place),
      ),
    },
  ];
}

function capital(word: string): string {
  return word === "" ? "" : `${word[0]?.toUpperCase()}${word.slice(1).toLowerCase()}`;
}

/** Words of the server without the marks of code. */
function plain(words: string): string {
  return words.replaceAll("`", "");
}

/** The name of the only file or of the innermost folder that has all files. It stays while other rulesets come and go. */
function nameOfAll(paths: readonly string[]): string {
  const [first = "", ...others] = paths;
  if (others.length === 0) return nameOf(first);
  let folder = folderOf(first);
  while (folder !== "" && !paths.every((path) => path.startsWith(`${folder}/`))) folder = folderOf(folder);
  return folder === "" ? l10n.t("Workspace") : nameOf(folder);
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf("/"), 0));
}

function nameOf(path: string): string {
  return decodeURIComponent(path.slice(path.lastIndexOf("/") + 1));
}
