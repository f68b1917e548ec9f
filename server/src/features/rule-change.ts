/** Changes of a rule that is defined in another file, each as an item at the end of the workspace's own last file. */
import { type KnownFile, knownFile, type KnownRule } from "../catalog/default-rule-facts.ts";
import { MAIN_RULES_FILE } from "../catalog/default-rules.ts";
import type { Catalog } from "../catalog/catalog.ts";
import { joined } from "../model/ruleset/loaded-text.ts";
import { standsFor } from "../model/ruleset/outline.ts";
import { nameAt } from "../model/workspace/name-places.ts";
import type { Ruleset, Snapshot } from "../model/workspace/workspace.ts";
import { isPlain } from "../syntax/scalar-text.ts";
import type { Span } from "../text/span.ts";
import { itemAt } from "./locate/locate.ts";
import { type ChangeTarget, changeTarget, type FileEdit } from "./rule-change-target.ts";
import { SYSCALL } from "../catalog/records.ts";

/** What may be changed of a rule, by the key that says it. */
const CHANGEABLE = ["enabled", "priority", "exceptions", "condition", "output"] as const;

export type Changeable = (typeof CHANGEABLE)[number];

export interface RuleChange {
  readonly key: Changeable;
  readonly title: string;
  /** Goes into a file that is there, or is the text of a new one. */
  readonly edit: FileEdit;
  readonly creates: boolean;
  /** Names the new file in the configuration, which does not load it yet. */
  readonly registers?: FileEdit;
  /** What is to be filled in, in the new text. */
  readonly select: Span;
}

/** The changes of the rule whose name is at an offset; none for one that its own file can change directly. */
export function ruleChangesAt(snapshot: Snapshot, uri: string, offset: number): readonly RuleChange[] {
  for (const [index, region] of (snapshot.documents.get(uri)?.regions ?? []).entries()) {
    const inner = region.kind === "rules" ? region.map.from(offset) : undefined;
    const placed = inner === undefined ? undefined : itemAt(region, inner);
    const name = placed && inner !== undefined ? nameAt(snapshot, uri, placed, inner) : undefined;
    if (name?.kind === "rule") return ruleChanges(snapshot, uri, name.name, index);
  }
  return [];
}

/** The changes of a rule by its name, as far as the rulesets that load a document, or one region of it, know it. */
export function ruleChanges(
  snapshot: Snapshot,
  uri: string,
  name: string,
  region?: number,
): readonly RuleChange[] {
  const ruleset = snapshot.rulesets.find(({ order }) =>
    order.some((ref) => ref.uri === uri && (region === undefined || ref.region === region)),
  );
  const rule = ruleset && changed(ruleset, name);
  const definition = ruleset?.rules.collected.rules.get(name)?.views[0]?.item;
  const target = rule && changeTarget(snapshot, ruleset, definition);
  if (!ruleset || !rule || !target) return [];
  return CHANGEABLE.flatMap((key) => {
    const written = itemText(key, rule, ruleset);
    return written ? (overrideItem(target, key, name, written) ?? []) : [];
  });
}

/** Names of the rules that a document's rulesets know from other files. */
export function changeableRules(snapshot: Snapshot, uri: string): readonly string[] {
  const names = snapshot.rulesets
    .filter(({ order }) => order.some((ref) => ref.uri === uri))
    .flatMap(({ rules, catalog }) => [
      ...rules.collected.rules.keys(),
      ...(publishedRules(catalog)?.rules.keys() ?? []),
    ]);
  return [...new Set(names)].filter((name) => ruleChanges(snapshot, uri, name).length > 0).sort();
}

/** The default rules that are there, as far as they are known. */
export function publishedRules({ published }: Catalog): KnownFile | undefined {
  const main = published.find(({ file }) => file === MAIN_RULES_FILE);
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
function changed({ rules, catalog }: Ruleset, name: string): Changed | undefined {
  const rule = rules.collected.rules.get(name);
  const known =
    standsFor(rule?.output[0]?.item)?.known ?? (rule ? undefined : publishedRules(catalog)?.rules.get(name));
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

export interface ItemText {
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
  const field = rule.source === SYSCALL ? "proc.name" : (catalog.fieldNames(rule.source)[0] ?? "evt.type");
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

/** An item that changes one key of a rule, at the end of the target; undefined where it cannot be written. */
export function overrideItem(
  { uri, region, registers }: ChangeTarget,
  key: Changeable,
  rule: string,
  item: ItemText,
): RuleChange | undefined {
  const text = region?.text ?? "";
  const name = isPlain(rule) ? rule : JSON.stringify(rule);
  const lines = [
    `- rule: ${name}`,
    ...item.lines.map((line) => `  ${line}`),
    "  override:",
    `    ${key}: ${item.how}`,
    "",
  ];
  const before = text === "" || text.endsWith("\n\n") ? "" : text.endsWith("\n") ? "\n" : "\n\n";
  const inner = before + lines.join("\n");
  const edit = region
    ? region.map.edit({ start: text.length, end: text.length }, inner)
    : { span: { start: 0, end: 0 }, newText: inner };
  if (!edit) return undefined;
  const { newText, span } = edit;
  const start = newText.indexOf(item.fill, newText.indexOf(name) + name.length);
  return {
    key,
    title: item.title,
    edit: { uri, ...span, newText },
    creates: region === undefined,
    ...(registers && { registers }),
    select: { start, end: start + item.fill.length },
  };
}
