import { describe, expect, test } from "vitest";
import type { FixDraft, Rendered } from "../../server/src/checks/check.ts";
import { ITEM_CHECKS } from "../../server/src/checks/rules/item-checks.ts";
import { verdictOn } from "../../server/src/checks/verdict.ts";
import type { ItemCheck } from "../../server/src/checks/rules/item-check.ts";
import type { ItemCode } from "../../server/src/model/ruleset/items/item-code.ts";
import { collectItem, emptyCollection } from "../../server/src/model/ruleset/collect.ts";
import type { LoadContext } from "../../server/src/model/ruleset/judge.ts";
import type { ItemFinding } from "../../server/src/model/ruleset/items/items.ts";
import { readItemView } from "../../server/src/model/ruleset/items/read-item.ts";
import { readItems } from "../../server/src/syntax/items.ts";
import { readYaml } from "../../server/src/syntax/yaml.ts";
import { applyEdits, shift } from "../../server/src/text/span.ts";

const CONTEXT: LoadContext = {
  isSource: (name) => name === "syscall" || name === "k8s_audit",
  sources: ["syscall", "k8s_audit"],
  isFilterField: (text) => text !== "proc.nmae",
  fieldNames: () => ["proc.name"],
  pluginsOfField: () => [],
};

interface Found {
  readonly finding: ItemFinding;
  readonly start: number;
  readonly itemText: string;
}

/** What the reader and the collector find in a rules file. */
function findingsIn(text: string): readonly Found[] {
  const collected = emptyCollection();
  const found: Found[] = [];
  for (const { start, item } of readItems(text).items) {
    const { view, findings } = readItemView(item);
    const named = view && "name" in view ? collectItem(collected, view, 0, CONTEXT) : [];
    for (const finding of [...findings, ...named]) found.push({ finding, start, itemText: item.text });
  }
  return found;
}

function checkOf(code: string): ItemCheck {
  const check = Object.values(ITEM_CHECKS).find((each) => each.code === code);
  if (!check) throw new Error(`No check is named ${code}.`);
  return check as ItemCheck;
}

/** The one finding of `code` in `text`, in words. */
function rendered(text: string, code: string): Rendered & { readonly after: readonly string[] } {
  const found = findingsIn(text).filter(({ finding }) => finding.code === code);
  expect(found.map(({ finding }) => finding.code)).toEqual([code]);
  const [first] = found;
  if (!first) throw new Error("unreachable");
  const check = checkOf(code);
  const words = { ...verdictOn(check, first.finding.falco), ...check.render(first.finding, first.itemText) };
  return { ...words, after: (words.fixes ?? []).map((fix) => fixed(text, first.start, fix)) };
}

function fixed(text: string, start: number, fix: FixDraft): string {
  return applyEdits(
    text,
    fix.edits.map(({ span, newText }) => ({ span: shift(span, start), newText })),
  );
}

/** A finding as the compiler makes it. */
function compiled(
  code: ItemCode,
  detail: string,
  options: readonly string[] = [],
  name = "Shell",
): ItemFinding {
  return {
    code,
    span: { start: 0, end: 0 },
    name,
    detail,
    options,
    place: { type: "rule", name, at: 0 },
    falco: checkOf(code).falco,
  };
}

const RULE = `- rule: Shell
  desc: A shell ran.
  condition: evt.type = execve
  output: ran
  priority: WARNING
`;

const EXCEPTION = `${RULE}  exceptions:
    - name: tools
      fields: proc.name
`;

const APPENDED = `- rule: Shell
  override:
    exceptions: append
  exceptions:
    - name: `;

/** Code, file, what the message names, and where there is one fix or more, the file after the first. */
const READ: readonly (readonly [code: string, text: string, named: string, after?: string])[] = [
  ["not-an-item", "- shell\n", "item"],
  ["unknown-item", "- marco: m\n  condition: a.b = c\n", "marco", "- macro: m\n  condition: a.b = c\n"],
  ["unknown-item", "- desc: m\n  rul: a\n", "desc", "- desc: m\n  rule: a\n"],
  ["missing-key", "- macro: m\n", "`condition`"],
  ["missing-key", "- rule: Shell\n", "`Shell`"],
  ["missing-key", `${RULE}  exceptions:\n    - fields: proc.name\n`, "`name`"],
  ["empty-value", "- macro: m\n  condition:\n", "`condition`"],
  [
    "empty-value",
    `${RULE}  exceptions:\n  tags: [a] # kept\n`,
    "`exceptions`",
    `${RULE}  tags: [a] # kept\n`,
  ],
  ["wrong-shape", "- list: l\n  items: bash # one\n", "`items`", "- list: l\n  items: [bash] # one\n"],
  ["wrong-shape", "- list: l\n  items:\n", "`items`", "- list: l\n  items: []\n"],
  ["wrong-shape", "- list: l\n  items: [a, [b]]\n", "`items`"],
  ["wrong-value", `${RULE}  enabled: 1\n`, "`1`", `${RULE}  enabled: true\n`],
  ["wrong-value", `${RULE}  capture_duration: 5s\n`, "`5s`", `${RULE}  capture_duration: 5000\n`],
  ["boolean-style", `${RULE}  enabled: 'No' # off\n`, "`enabled`", `${RULE}  enabled: 'false' # off\n`],
  ["invalid-priority", RULE.replace("WARNING", "warn"), "`warn`", RULE],
  ["invalid-priority", RULE.replace("WARNING", "4"), "`4`", RULE],
  ["invalid-priority", RULE.replace("WARNING", "HIGH"), "`HIGH`", RULE.replace("WARNING", "CRITICAL")],
  ["invalid-priority", RULE.replace("WARNING", "IMPORTANT"), "`IMPORTANT`"],
  ["priority-case", RULE.replace("WARNING", '"Warning"'), "`Warning`", RULE.replace("WARNING", '"WARNING"')],
  ["unknown-key", `${RULE}  tag: [a]\n`, "`tag`", `${RULE}  tags: [a]\n`],
  [
    "unknown-key",
    "- macro: m\n  condition: a.b = c\n  tags: [a]\n",
    "Only a rule",
    "- macro: m\n  condition: a.b = c\n",
  ],
  ["unknown-key", "- list: l\n  items: []\n  rule: r\n", "`- rule:`", "- list: l\n  items: []\n- rule: r\n"],
  ["unknown-key", `${EXCEPTION}      value: [cat]\n`, "`value`", `${EXCEPTION}      values: [cat]\n`],
  ["unknown-key", "- macro: m\n  condition: a.b = c\n  <<: {}\n", "`<<`"],
  [
    "repeated-key",
    "- macro: m\n  condition: a.b = c\n  condition: a.b = d\n",
    "`condition`",
    "- macro: m\n  condition: a.b = c\n",
  ],
  [
    "invalid-name",
    "- macro: my-macro\n  condition: a.b = c\n",
    "`my-macro`",
    "- macro: my_macro\n  condition: a.b = c\n",
  ],
  ["invalid-name", "- list: my list\n  items: []\n", "`my list`", "- list: my_list\n  items: []\n"],
  [
    "append-with-override",
    `${RULE}- rule: Shell\n  append: true\n  condition: and a.b = c\n  exceptions: []\n  override:\n    condition: append\n`,
    "`Shell`",
    `${RULE}- rule: Shell\n  condition: and a.b = c\n  exceptions: []\n  override:\n    condition: append\n    exceptions: append\n`,
  ],
  [
    "deprecated-append",
    "- list: l\n  append: true # more\n  items: [a]\n",
    "`l`",
    "- list: l\n  override:\n    items: append # more\n  items: [a]\n",
  ],
  [
    "deprecated-append",
    "- {list: l, append: yes, items: [a]}\n",
    "`l`",
    "- {list: l, override: {items: append}, items: [a]}\n",
  ],
  [
    "deprecated-append",
    '- {"list": "l", "append": true, "items": []}\n',
    "`l`",
    '- {"list": "l", "override": {"items": "append"}, "items": []}\n',
  ],
  [
    "deprecated-append",
    "- append: true\r\n  macro: m\r\n  condition: or b\r\n",
    "`m`",
    "- override:\r\n    condition: append\r\n  macro: m\r\n  condition: or b\r\n",
  ],
  [
    "deprecated-append",
    `${RULE}- rule: Shell\n  condition: and b\n  exceptions: []\n  append: true`,
    "`Shell`",
    `${RULE}- rule: Shell\n  condition: and b\n  exceptions: []\n  override:\n    condition: append\n    exceptions: append`,
  ],
  [
    "deprecated-append",
    `${RULE}- rule: Shell\n  condition: and b\n  output: o\n  append: true\n`,
    "`output`",
  ],
  ["deprecated-append", "- list: l\n  append: true\n  items: [a]\n  override:\n", "`l`"],
  [
    "deprecated-enabled",
    `${RULE}- rule: Shell\n  enabled: false # noisy`,
    "`Shell`",
    `${RULE}- rule: Shell\n  enabled: false # noisy\n  override:\n    enabled: replace`,
  ],
  [
    "deprecated-enabled",
    `${RULE}- {rule: Shell, enabled: false}\n`,
    "`Shell`",
    `${RULE}- {rule: Shell, enabled: false, override: {enabled: replace}}\n`,
  ],
  ["deprecated-enabled", `${RULE}- rule: Shell\n  enabled: false\n  tags: [a]\n`, "`tags`"],
  [
    "append-without-value",
    `${RULE}- rule: Shell\n  tags: [a]\n  append: true\n`,
    "`Shell`",
    `${RULE}- rule: Shell\n  tags: [a]\n  override:\n    tags: append\n`,
  ],
  [
    "invalid-override",
    `${RULE}- rule: Shell\n  priority: INFO\n  override:\n    priority: append\n`,
    "`priority`",
    `${RULE}- rule: Shell\n  priority: INFO\n  override:\n    priority: replace\n`,
  ],
  [
    "invalid-override",
    "- list: l\n  items: []\n  override:\n    items: add\n",
    "`items`",
    "- list: l\n  items: []\n  override:\n    items: append\n",
  ],
  ["invalid-override", "- list: l\n  items: []\n  override:\n    items:\n", "`items`"],
  [
    "invalid-override-key",
    "- list: l\n  items: []\n  override:\n    item: append\n",
    "`item`",
    "- list: l\n  items: []\n  override:\n    items: append\n",
  ],
  [
    "override-without-value",
    `${RULE}- rule: Shell\n  tags: []\n  override: {tags: append, output: append}\n`,
    "`output`",
  ],
  [
    "override-without-value",
    `${RULE}- rule: Shell\n  tags: []\n  override:\n    output: append\n    tags: append\n`,
    "`output`",
    `${RULE}- rule: Shell\n  tags: []\n  override:\n    tags: append\n`,
  ],
  [
    "value-without-override",
    `${RULE}- rule: Shell\n  tags: []\n  override: {tags: append}\n  priority: INFO\n`,
    "`priority`",
    `${RULE}- rule: Shell\n  tags: []\n  override: {tags: append, priority: replace}\n  priority: INFO\n`,
  ],
  [
    "invalid-version",
    "- required_engine_version: '0.31'\n",
    "`0.31`",
    "- required_engine_version: '0.31.0'\n",
  ],
  [
    "invalid-version",
    "- required_plugin_versions:\n    - {name: json, version: v1.2}\n",
    "`v1.2`",
    "- required_plugin_versions:\n    - {name: json, version: 1.2.0}\n",
  ],
  [
    "repeated-plugin",
    "- required_plugin_versions:\n    - name: json\n      version: 1.2.0\n      alternatives: [{name: json, version: 1.3.0}]\n",
    "`json`",
  ],
  ["no-base", "- list: l\n  items: []\n  override: {items: append}\n", "`l`"],
  [
    "source-changed",
    `${RULE}${RULE}  source: k8s_audit\n`,
    "`k8s_audit`",
    `${RULE}${RULE}  source: syscall\n`,
  ],
  ["unknown-source", `${RULE}  source: sycall\n`, "`sycall`", `${RULE}  source: syscall\n`],
  ["repeated-exception", `${EXCEPTION}    - name: tools\n      fields: proc.name\n`, "`tools`"],
  ["exception-without-fields", `${RULE}  exceptions:\n    - name: tools\n      fields: []\n`, "`tools`"],
  ["exception-without-values", `${RULE}${APPENDED}tools\n      fields: proc.name\n`, "`tools`"],
  [
    "exception-length",
    `${RULE}  exceptions:\n    - name: tools\n      fields: [proc.name, fd.name]\n      comps: ["="]\n`,
    "2 fields",
  ],
  [
    "exception-comparison",
    `${RULE}  exceptions:\n    - name: tools\n      fields: [proc.name]\n      comps: [startwith]\n`,
    "`startwith`",
    `${RULE}  exceptions:\n    - name: tools\n      fields: [proc.name]\n      comps: [startswith]\n`,
  ],
  [
    "exception-comparison",
    `${EXCEPTION}      comps: "="\n`,
    "`intersects`",
    `${EXCEPTION}      comps: "in"\n`,
  ],
  [
    "exception-comparison",
    `${EXCEPTION}      comps: startswith\n`,
    "`startswith oneof`",
    `${EXCEPTION}      comps: startswith oneof\n`,
  ],
  ["exception-shape", `${EXCEPTION}      comps: [in]\n`, "`tools`", `${EXCEPTION}      comps: in\n`],
  ["exception-field", EXCEPTION.replace("proc.name", "proc.nmae"), "`proc.nmae`", EXCEPTION],
  [
    "exception-refined",
    `${EXCEPTION}${APPENDED}tools\n      fields: proc.name\n      comps: in\n      values: [a]\n`,
    "`tools`",
    `${EXCEPTION}${APPENDED}tools\n      values: [a]\n`,
  ],
  ["append-no-values", `${EXCEPTION}${APPENDED}tools\n`, "`tools`"],
];

describe("what the reader and the collector find", () => {
  test.each(READ.map((row) => [row[0], row] as const))(
    "%s is worded",
    (_code, [code, text, named, after]) => {
      const words = rendered(text, code);
      expect(words.message).toContain(named);
      expect(words.message).toMatch(/^[`A-Z].*[.?]$/);
      expect(words.after[0]).toBe(after);
      for (const [at, each] of words.after.entries()) {
        expect(readYaml(each).problems).toEqual([]);
        expect(
          findingsIn(each).map(({ finding }) => finding.code),
          words.fixes?.[at]?.title,
        ).not.toContain(code);
      }
    },
  );
});

const COMPILED: readonly (readonly [finding: ItemFinding, named: readonly string[]])[] = [
  [compiled("yaml-syntax", "A quote is not closed."), ["A quote is not closed."]],
  [compiled("not-a-list", ""), ["list"]],
  [compiled("ignored-append-key", "output"), ["`output`"]],
  [compiled("undefined-macro", "is_shel"), ["`is_shel`"]],
  [compiled("undefined-macro", "is_shel", ["is_shell", "is_sh"]), ["`is_shel`", "`is_shell`"]],
  [compiled("macro-loop", "a"), ["`a`"]],
  [compiled("macro-order", "inner", [], "outer"), ["`inner`", "`outer`"]],
  [compiled("unused-macro", "a"), ["`a`"]],
  [compiled("unused-list", "a"), ["`a`"]],
  [compiled("no-event-type", ""), ["`Shell`"]],
  [compiled("no-event-type", "One side of `or` has none."), ["`Shell`", "One side of `or` has none."]],
  [compiled("no-event-type", "empty"), ["`Shell`", "never matches"]],
  [compiled("exception-values-length", "tools", ["2"]), ["`tools`", "2 fields"]],
  [compiled("exception-values-length", "tools", ["2", "1"]), ["`tools`", "2 fields", "1 value"]],
  [compiled("exception-values-shape", "tools"), ["`tools`"]],
  [compiled("required-engine", "0.99.0", ["0.62.0"]), ["`0.99.0`", "`0.62.0`"]],
  [compiled("list-without-brackets", "shells", ["in"]), ["`shells`", "`in (shells)`"]],
  [compiled("integer-engine", "31", ["0.31.0", "0.37.0"]), ["`31`", "`0.31.0`", "0.37.0"]],
  [
    compiled("low-engine-version", "0.31.0", ["0.62.0", "oneof", "0.44.0"]),
    ["`oneof`", "`0.62.0`", "`0.31.0`"],
  ],
  [
    compiled("high-engine-version", "0.62.0", ["0.43.0", "regex", "0.39.0"]),
    ["`regex`", "`0.43.0`", "`0.62.0`"],
  ],
  [compiled("missing-engine-version", "", ["0.43.0", "regex", "0.39.0"]), ["`regex`", "`0.43.0`"]],
  [
    compiled("missing-plugin-version", "container", ["0.1.0", "container.id"]),
    ["`container.id`", "`container`", "`0.1.0`"],
  ],
  [
    compiled("low-plugin-version", "container", ["0.1.0", "container.id", "0.0.1"]),
    ["`container.id`", "`0.1.0`", "`0.0.1`"],
  ],
  [
    compiled("high-plugin-version", "container", ["0.1.0", "container.id", "0.7.0"]),
    ["`container.id`", "`0.1.0`", "`0.7.0`"],
  ],
  [compiled("required-plugin", "json", ["1.0.0", ""]), ["`json`", "`1.0.0`", "not loaded"]],
  [compiled("required-plugin", "json", ["1.0.0", "0.7.0"]), ["`json`", "`1.0.0`", "`0.7.0`"]],
  [compiled("from-default-rules", "container", ["falco_rules.yaml"]), ["`container`", "`falco_rules.yaml`"]],
];

describe("what the whole set shows", () => {
  test.each(COMPILED.map(([finding, named]) => [finding.code, finding, named] as const))(
    "%s is worded",
    (code, finding, named) => {
      const { message } = checkOf(code).render(finding, RULE);
      for (const name of named) expect(message).toContain(name);
    },
  );

  test("an undefined macro can become each of the nearest names", () => {
    const text = "- macro: m\n  condition: is_shel\n";
    const span = { start: text.indexOf("is_shel"), end: text.indexOf("is_shel") + 7 };
    const { fixes = [] } = checkOf("undefined-macro").render(
      { ...compiled("undefined-macro", "is_shel", ["is_shell", "is_sh"]), span },
      text,
    );
    expect(fixes.map((fix) => fixed(text, 0, fix))).toEqual([
      text.replace("is_shel", "is_shell"),
      text.replace("is_shel", "is_sh"),
    ]);
  });

  test("a rule without event types can say that it means it", () => {
    const { fixes = [] } = checkOf("no-event-type").render(
      { ...compiled("no-event-type", ""), span: { start: 8, end: 13 } },
      RULE,
    );
    expect(fixes.map((fix) => fixed(RULE, 0, fix))).toEqual([`${RULE}  warn_evttypes: false\n`]);
  });

  test("names that nothing uses are dimmed", () => {
    const dimmed = (["unused-macro", "unused-list", "from-default-rules"] as const).map(
      (code) => checkOf(code).render(compiled(code, "a"), "").unnecessary,
    );
    expect(dimmed).toEqual([true, true, true]);
  });
});

describe("severities", () => {
  test("what Falco rejects is an error, what it reports a warning", () => {
    for (const check of Object.values(ITEM_CHECKS)) {
      if (check.falco?.startsWith("LOAD_ERR_") || check.falco === "fatal")
        expect([check.code, check.severity]).toEqual([check.code, "error"]);
      else if (check.falco?.startsWith("LOAD_"))
        expect([check.code, check.severity]).toEqual([check.code, "warning"]);
      else expect(check.severity).not.toBe("error");
    }
  });

  test("a finding's own verdict decides where it is not the check's", () => {
    expect(rendered(`${RULE}  exceptions:\n`, "empty-value")).toMatchObject({
      falco: "schema",
      severity: "warning",
    });
    expect(rendered("- list: a b\n  items: []\n", "invalid-name")).toMatchObject({
      falco: "LOAD_INVALID_LIST_NAME",
      severity: "warning",
    });
  });

  test("what is deprecated is struck through", () => {
    expect(rendered("- list: l\n  append: true\n  items: [a]\n", "deprecated-append").deprecated).toBe(true);
    expect(rendered(`${RULE}- rule: Shell\n  enabled: false\n`, "deprecated-enabled").deprecated).toBe(true);
  });

  test("only fixes that keep the meaning are safe", () => {
    const safe = new Set(
      READ.flatMap(([code, text]) =>
        (rendered(text, code).fixes ?? []).filter((fix) => fix.safety === "safe").map(() => code),
      ),
    );
    expect([...safe].sort()).toEqual([
      "boolean-style",
      "deprecated-append",
      "deprecated-enabled",
      "empty-value",
      "priority-case",
    ]);
  });
});
