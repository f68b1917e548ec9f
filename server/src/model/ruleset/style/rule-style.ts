/** Where rules, macros and lists differ from the style guide of the default rules. Source: facts on styles, "Rules as lint checks". */
import { SYSCALL } from "../../../catalog/records.ts";
import type { YamlMap } from "../../../syntax/yaml-node.ts";
import { finding } from "../items/item-finding.ts";
import { sourceOf } from "../items/items.ts";
import type { ItemFinding, NamedView, RuleView } from "../items/items.ts";
import { tagStyle } from "./tag-style.ts";

/** Keys of a rule in the order of the guide; others may be anywhere. */
const ORDER: readonly string[] = ["rule", "desc", "condition", "output", "priority", "tags"];

/** Fields that every output has. */
const OUTPUT_FIELDS: readonly string[] = [
  "evt.type",
  "user.name",
  "user.uid",
  "user.loginuid",
  "proc.name",
  "proc.exepath",
  "proc.pname",
  "proc.cmdline",
  "proc.tty",
];

/** What is found of the style of an item. Of rules only whole definitions are looked at. */
export function styleFindings(view: NamedView, node: YamlMap): readonly ItemFinding[] {
  if (view.kind !== "rule") return nameStyle(view, /^[a-z][a-z0-9_]*$/);
  // What is said of tags and outputs is for rules about system calls.
  if (view.mode !== "define" || sourceOf(view) !== SYSCALL) return [];
  return [
    ...nameStyle(view, /^\p{Lu}/u),
    ...keyOrder(view, node),
    ...descStyle(view),
    ...outputStyle(view),
    ...priorityStyle(view),
    ...tagStyle(view),
  ];
}

function nameStyle(view: NamedView, pattern: RegExp): readonly ItemFinding[] {
  return pattern.test(view.name) ? [] : [found(view, "name", view.nameNode.span)];
}

function keyOrder(view: RuleView, { entries }: YamlMap): readonly ItemFinding[] {
  const known = entries.filter(({ key }) => ORDER.includes(key.text));
  const late = known.find(({ key }, at) => {
    const next = known[at + 1];
    return next !== undefined && ORDER.indexOf(key.text) > ORDER.indexOf(next.key.text);
  });
  const after = late && known[known.indexOf(late) + 1];
  return late && after ? [found(view, "key-order", after.key.span, [after.key.text, late.key.text])] : [];
}

function descStyle(view: RuleView): readonly ItemFinding[] {
  const text = view.desc?.text.trimEnd() ?? "";
  return view.desc && text !== "" && !text.endsWith(".") ? [found(view, "desc", view.desc.span)] : [];
}

function outputStyle(view: RuleView): readonly ItemFinding[] {
  const { output } = view;
  if (!output) return [];
  const [, ...rest] = output.text.trim().split(" | ");
  const pairs = rest.join(" ").trim().split(/\s+/);
  const isShaped = rest.length > 0 && pairs.every((pair) => /^[a-z][\w.[\]]*=\S/.test(pair));
  if (!isShaped) return [found(view, "output", output.span)];
  const fields = new Set([...output.text.matchAll(/%([a-z][\w.]*\w)/g)].map(([, field]) => field));
  const missing = OUTPUT_FIELDS.filter((field) => !fields.has(field));
  return missing.length > 0 ? [found(view, "output-fields", output.span, missing)] : [];
}

function priorityStyle(view: RuleView): readonly ItemFinding[] {
  return view.priority?.name === "Debug" ? [found(view, "priority", view.priority.node.span)] : [];
}

function found(
  view: NamedView,
  detail: string,
  span: { start: number; end: number },
  options: readonly string[] = [],
): ItemFinding {
  return { ...finding(view, "style-guide", span, { detail, options }), falco: null };
}
