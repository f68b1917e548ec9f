/** Changes of a rule that is defined in another file, each as an item at the end of the workspace's own last file. */
import { type KnownFile, knownFile, type KnownRule } from "../catalog/default-rule-facts.ts";
import { defaultRules, isPublishedFile, MAIN_RULES_FILE } from "../catalog/default-rules.ts";
import type { Version } from "../catalog/version.ts";
import type { Document } from "../hosts/document.ts";
import { joined } from "../model/ruleset/loaded-text.ts";
import { standsFor } from "../model/ruleset/outline.ts";
import { nameAt } from "../model/workspace/name-places.ts";
import { nameOf } from "../model/workspace/named-documents.ts";
import type { Ruleset, Snapshot } from "../model/workspace/workspace.ts";
import type { Item } from "../syntax/item.ts";
import { isPlain } from "../syntax/scalar-text.ts";
import type { FileRange, Span } from "../text/span.ts";
import { itemAt } from "./locate/locate.ts";

/** What may be changed of a rule, by the key that says it. */
const CHANGEABLE = ["enabled", "priority", "exceptions", "condition", "output"] as const;

export type Changeable = (typeof CHANGEABLE)[number];

export interface RuleChange {
  readonly key: Changeable;
  readonly title: string;
  /** Goes into a file that is there, or is the text of a new one. */
  readonly edit: FileRange & { readonly newText: string };
  readonly creates: boolean;
  /** What is to be filled in, in the new text. */
  readonly select: Span;
}

/** The changes of the rule whose name is at an offset; none for one that its own file can change directly. */
export function ruleChangesAt(snapshot: Snapshot, uri: string, offset: number): readonly RuleChange[] {
  for (const region of snapshot.documents.get(uri)?.regions ?? []) {
    const inner = region.kind === "rules" ? region.map.from(offset) : undefined;
    const placed = inner === undefined ? undefined : itemAt(region, inner);
    const name = placed && inner !== undefined ? nameAt(snapshot, uri, placed, inner) : undefined;
    if (name?.kind === "rule") return ruleChanges(snapshot, uri, name.name);
  }
  return [];
}

/** The changes of a rule by its name, as far as the rulesets that load a document know it. */
export function ruleChanges(snapshot: Snapshot, uri: string, name: string): readonly RuleChange[] {
  const ruleset = snapshot.rulesets.find(({ order }) => order.some((ref) => ref.uri === uri));
  const rule = ruleset && changed(ruleset, name);
  const definition = ruleset?.rules.collected.rules.get(name)?.views[0]?.item;
  const target = rule && targetOf(snapshot, ruleset, definition, uri);
  if (!ruleset || !rule || !target) return [];
  return CHANGEABLE.flatMap((key) => {
    const written = itemText(key, rule, ruleset);
    return written ? [changeIn(target, key, rule, written)] : [];
  });
}

/** Names of the rules that a document's rulesets know from other files. */
export function changeableRules(snapshot: Snapshot, uri: string): readonly string[] {
  const names = snapshot.rulesets
    .filter(({ order }) => order.some((ref) => ref.uri === uri))
    .flatMap(({ rules, target }) => [
      ...rules.collected.rules.keys(),
      ...(mainFile(target)?.rules.keys() ?? []),
    ]);
  return [...new Set(names)].filter((name) => ruleChanges(snapshot, uri, name).length > 0).sort();
}

/** The default rules that the release ships, as far as they are known. */
function mainFile(target: Version): KnownFile | undefined {
  const main = defaultRules(target).find(({ file }) => file === MAIN_RULES_FILE);
  return main && knownFile(main.file, main.version);
}

/** What a rule says that may be changed. */
interface Changed {
  readonly name: string;
  readonly source: string;
  readonly enabled: boolean;
  readonly priority: string;
  readonly output: string;
}

/** As it ends up in a ruleset, else as the default rules have it. */
function changed({ rules, target }: Ruleset, name: string): Changed | undefined {
  const rule = rules.collected.rules.get(name);
  const known =
    standsFor(rule?.output[0]?.item)?.known ?? (rule ? undefined : mainFile(target)?.rules.get(name));
  if (known?.kind === "rule" && !rule) return { ...known, output: outputOf(known) };
  if (!rule) return undefined;
  const written = joined(rule.output).text.replaceAll(/\s+/g, " ").trim();
  const output = known?.kind === "rule" ? outputOf(known) : written;
  return {
    name,
    source: rule.source,
    enabled: rule.enabled,
    priority: rule.priority?.name ?? "Warning",
    output,
  };
}

/** The fields that the output of a rule is known to have. */
function outputOf({ name, outputFields }: KnownRule): string {
  const fields = outputFields.map((field) => `${field.replaceAll(/\W/g, "_")}=%${field}`);
  return `${name} | ${fields.join(" ")}`;
}

interface Target {
  readonly uri: string;
  /** Absent for a file that is to be made. */
  readonly document?: Document;
}

/** The last file of the user's, if it comes after the rule's definition, or else a local file beside the default rules. */
function targetOf(
  snapshot: Snapshot,
  { id, order }: Ruleset,
  definition: Item | undefined,
  uri: string,
): Target | undefined {
  const own = order
    .flatMap(({ uri: file }) => snapshot.documents.get(file) ?? [])
    .filter((document) => isOwn(snapshot, document));
  const last = own.at(-1);
  const place = definition && snapshot.placeOf(definition);
  if (last && place?.uri !== last.uri && isAppendable(last)) return { uri: last.uri, document: last };
  // A rule that the user's last file defines is changed there.
  if (last || !place || nameOf(place.uri) !== MAIN_RULES_FILE || !id.startsWith("folder ")) return undefined;
  const local = `${uri.slice(0, uri.lastIndexOf("/") + 1)}falco_rules.local.yaml`;
  return snapshot.documents.has(local) ? undefined : { uri: local };
}

function isOwn({ settings }: Snapshot, { uri, path, host }: Document): boolean {
  return host === "rules" && !settings.defaultRules?.includes(uri) && !isPublishedFile(nameOf(path));
}

/** Whether what comes after its text is one more item of its list. */
function isAppendable({ regions: [region, ...others], text }: Document): boolean {
  if (!region?.items?.isSplit || others.length > 0 || region.template || /^\.\.\.\s*$/m.test(text))
    return false;
  return region.items.items.every(
    ({ item, start }) =>
      item.problems.length === 0 &&
      item.text.startsWith("-") &&
      (start === 0 || region.text[start - 1] === "\n"),
  );
}

interface ItemText {
  readonly title: string;
  /** Lines of the item below its name. */
  readonly lines: readonly string[];
  readonly how: "append" | "replace";
  /** The part that is to be filled in. */
  readonly fill: string;
}

function itemText(key: Changeable, rule: Changed, { catalog }: Ruleset): ItemText | undefined {
  if (!catalog.hasConstruct("override")) return undefined;
  const name = `\`${rule.name}\``;
  const field = rule.source === "syscall" ? "proc.name" : (catalog.fieldNames(rule.source)[0] ?? "evt.type");
  switch (key) {
    case "enabled": {
      const fill = String(!rule.enabled);
      const title = `${rule.enabled ? "Disable" : "Enable"} rule ${name}`;
      return { title, lines: [`enabled: ${fill}`], how: "replace", fill };
    }
    case "priority": {
      const fill = rule.priority.toUpperCase();
      return {
        title: `Change the priority of rule ${name}`,
        lines: [`priority: ${fill}`],
        how: "replace",
        fill,
      };
    }
    case "exceptions": {
      const lines = [
        "exceptions:",
        "  - name: my_exception",
        `    fields: [${field}]`,
        "    comps: [in]",
        "    values: []",
      ];
      return { title: `Add an exception to rule ${name}`, lines, how: "append", fill: "my_exception" };
    }
    case "condition": {
      const fill = `${field} = change_me`;
      return {
        title: `Append a condition to rule ${name}`,
        lines: [`condition: and not (${fill})`],
        how: "append",
        fill,
      };
    }
    case "output": {
      const fill = rule.output;
      return {
        title: `Replace the output of rule ${name}`,
        lines: ["output: >", `  ${fill}`],
        how: "replace",
        fill,
      };
    }
  }
}

function changeIn({ uri, document }: Target, key: Changeable, rule: Changed, item: ItemText): RuleChange {
  const text = document?.text ?? "";
  const name = isPlain(rule.name) ? rule.name : JSON.stringify(rule.name);
  const lines = [
    `- rule: ${name}`,
    ...item.lines.map((line) => `  ${line}`),
    "  override:",
    `    ${key}: ${item.how}`,
    "",
  ];
  const before = text === "" || text.endsWith("\n\n") ? "" : text.endsWith("\n") ? "\n" : "\n\n";
  const newText = before + lines.join("\n");
  const start = newText.indexOf(item.fill, newText.indexOf("\n", before.length));
  return {
    key,
    title: item.title,
    edit: { uri, start: text.length, end: text.length, newText },
    creates: document === undefined,
    select: { start, end: start + item.fill.length },
  };
}
