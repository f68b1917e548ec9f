/** What becomes of a rules file: another one, or reasons why a person must see to it. */
export interface RulesRow {
  readonly about: string;
  /** The item and its deprecated key, as `rule.append`, where the row represents one. */
  readonly key?: string;
  readonly text: string;
  readonly becomes: string | { readonly person: readonly string[] };
}

const RULE = "- rule: r\n  desc: d\n  condition: evt.type = open\n  output: o\n  priority: INFO\n";
const USED =
  "- list: l\n  items: [a]\n- macro: m\n  condition: proc.name in (l)\n- rule: r\n  desc: d\n  condition: evt.type = open and m\n  output: o\n  priority: INFO\n";

/** A row whose item is after what it changes. */
function row(
  about: string,
  key: string,
  item: string,
  becomes: string | readonly string[],
  before = USED,
): RulesRow {
  return {
    about,
    key,
    text: before + item,
    becomes: typeof becomes === "string" ? before + becomes : { person: becomes },
  };
}

/** Each construct of a rules file that is deprecated. */
export const RULES_ROWS: readonly RulesRow[] = [
  row(
    "a list",
    "list.append",
    "- list: l\n  items: [b]\n  append: true\n",
    "- list: l\n  items: [b]\n  override:\n    items: append\n",
  ),
  row(
    "a list, comments",
    "list.append",
    "- list: l # shells\n  append: true # more\n  items:\n    - b # bash\n",
    "- list: l # shells\n  override:\n    items: append # more\n  items:\n    - b # bash\n",
  ),
  row(
    "a list in flow form",
    "list.append",
    "- {list: l, items: [b], append: true}\n",
    "- {list: l, items: [b], override: {items: append}}\n",
  ),
  row(
    "a macro",
    "macro.append",
    "- macro: m\n  append: true\n  condition: or proc.name = b\n",
    "- macro: m\n  override:\n    condition: append\n  condition: or proc.name = b\n",
  ),
  row(
    "a rule's condition",
    "rule.append",
    "- rule: r\n  condition: and proc.name = b\n  append: true\n",
    "- rule: r\n  condition: and proc.name = b\n  override:\n    condition: append\n",
  ),
  row(
    "a rule's exceptions",
    "rule.append",
    "- rule: r\n  append: true\n  exceptions:\n    - name: e\n      fields: proc.name\n      values: [b]\n",
    "- rule: r\n  override:\n    exceptions: append\n  exceptions:\n    - name: e\n      fields: proc.name\n      values: [b]\n",
  ),
  row(
    "a rule's condition and exceptions",
    "rule.append",
    "- rule: r\n  append: true\n  condition: and proc.name = b\n  exceptions:\n    - name: e\n      fields: proc.name\n      values: [b]\n",
    "- rule: r\n  override:\n    condition: append\n    exceptions: append\n  condition: and proc.name = b\n  exceptions:\n    - name: e\n      fields: proc.name\n      values: [b]\n",
  ),
  row(
    "a rule's output, which was ignored",
    "rule.append",
    "- rule: r\n  append: true\n  condition: and proc.name = b\n  output: more\n",
    ["Decide whether `output` should apply. Remove it, or add it to `override` too."],
  ),
  row(
    "a rule that is switched on",
    "rule.enabled",
    "- rule: r\n  enabled: true\n",
    "- rule: r\n  enabled: true\n  override:\n    enabled: replace\n",
  ),
  row(
    "a rule that is switched off",
    "rule.enabled",
    "- rule: r\n  enabled: false # noisy\n",
    "- rule: r\n  enabled: false # noisy\n  override:\n    enabled: replace\n",
  ),
  row(
    "a rule that is switched off, in flow form",
    "rule.enabled",
    "- {rule: r, enabled: false}\n",
    "- {rule: r, enabled: false, override: {enabled: replace}}\n",
  ),
  row(
    "a rule that is switched off, with tags that are ignored",
    "rule.enabled",
    "- rule: r\n  enabled: false\n  tags: [x]\n",
    ["Decide whether `tags` should apply. Remove it, or add it to `override` too."],
  ),
  {
    about: "the container's summary",
    text: `${RULE.replace("output: o", "output: a=%proc.name %container.info")}`,
    becomes: RULE.replace("output: o", "output: a=%proc.name"),
  },
  {
    about: "an engine of one number",
    text: `- required_engine_version: 13\n${RULE}`,
    becomes: `- required_engine_version: 0.13.0\n${RULE}`,
  },
  {
    about: "an engine of one number in quotes",
    text: `- required_engine_version: "26" # old\n${RULE}`,
    becomes: `- required_engine_version: "0.26.0" # old\n${RULE}`,
  },
  ...["Emergency", "alert", "Critical", "error", "Warning", "notice", "Informational", "Info", "debug"].map(
    (priority): RulesRow => ({
      about: `the priority ${priority}`,
      text: RULE.replace("INFO", priority),
      becomes: RULE.replace("INFO", priority.toUpperCase()),
    }),
  ),
];
