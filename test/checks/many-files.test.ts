/** What Falco rejects, reports, or does in silence when items meet: a small ruleset for each, with the words that are marked. */
import { expect, test } from "vitest";
import { readFileSync } from "node:fs";
import { problemsOf } from "../../server/src/checks/run.ts";
import { readDocument } from "../../server/src/hosts/document.ts";
import { createWorkspace } from "../../server/src/model/workspace/workspace.ts";
import { DEFAULT_SETTINGS } from "../../server/src/model/workspace/settings.ts";
import { macro, rule } from "../model/ruleset.ts";

const OPEN = "evt.type = open";

type Told = readonly [file: number, severity: string, code: string, words: string];

/** Everything reported of texts that load in this order, except that macros and lists are not used. */
function told(texts: readonly string[], plugins = "all" as const): readonly Told[] {
  const documents = new Map(
    texts.map((text, i) => [
      `file:///r/${i}.yaml`,
      readDocument(`file:///r/${i}.yaml`, `/r/${i}.yaml`, text, undefined, { as: "rules" }),
    ]),
  );
  const snapshot = createWorkspace().snapshot(documents, {
    ...DEFAULT_SETTINGS,
    plugins,
    exactRuleset: [...documents.keys()],
  });
  return [...documents.values()].flatMap(({ uri, text }, file) =>
    problemsOf(snapshot, uri).map(
      ({ severity, code, span }): Told => [file, severity, code, text.slice(span.start, span.end)],
    ),
  );
}

const EXCEPTION = "  exceptions:\n    - name: e\n      fields: [proc.name, proc.pid]\n      comps: [=, =]\n";

const TABLE: readonly (readonly [title: string, texts: readonly string[], told: readonly Told[]])[] = [
  [
    "a macro that is defined after the macro that uses it",
    [macro("a", "b") + macro("b", OPEN) + rule("R", "a")],
    [[0, "error", "macro-order", "b"]],
  ],
  [
    "the same, made right by declaring the outer macro again",
    [
      `${macro("a", "b") + macro("b", OPEN)}- macro: a\n  condition: and proc.pid = 1\n  override: {condition: append}\n${rule("R", "a")}`,
    ],
    [],
  ],
  ["a macro that a rule uses before it is defined", [rule("R", "a") + macro("a", OPEN)], []],
  ["a macro of a later file", [rule("R", "a"), macro("a", OPEN)], [[0, "error", "undefined-macro", "a"]]],
  [
    "a macro that uses itself",
    [macro("a", `a or ${OPEN}`) + rule("R", "a")],
    [[0, "error", "macro-order", "a"]],
  ],
  [
    "a redefinition that loses keys",
    [rule("R", OPEN, "  enabled: false\n  tags: [a]\n"), rule("R", OPEN)],
    [[1, "hint", "defined-twice", "R"]],
  ],
  [
    "a redefinition that says them again",
    [rule("R", OPEN, "  enabled: false\n"), rule("R", OPEN, "  enabled: false\n")],
    [],
  ],
  [
    "a list of another file that is defined again",
    ["- list: l\n  items: [a]\n", `- list: l\n  items: [b]\n${rule("R", `${OPEN} and proc.name in (l)`)}`],
    [],
  ],
  [
    "a macro that is defined twice in a file",
    [macro("m", OPEN) + macro("m", "evt.type = close") + rule("R", "m")],
    [[0, "hint", "defined-twice", "m"]],
  ],
  [
    "a legacy append whose output is ignored",
    [`${rule("R", OPEN)}- rule: R\n  append: true\n  condition: and proc.pid = 1\n  output: new\n`],
    [
      [0, "warning", "deprecated-append", "append: true"],
      [0, "hint", "ignored-append-key", "output"],
    ],
  ],
  [
    "a key that is given twice",
    [rule("R", OPEN, "  output: again\n")],
    [[0, "warning", "repeated-key", "output"]],
  ],
  [
    "an exception whose tuple is short",
    [rule("R", OPEN, `${EXCEPTION}      values:\n        - [a]\n`)],
    [[0, "error", "exception-values-length", "[a]"]],
  ],
  [
    "an exception with a value where a tuple is due",
    [rule("R", OPEN, `${EXCEPTION}      values: [a]\n`)],
    [[0, "error", "exception-values-length", "a"]],
  ],
  [
    "comparisons of another number than fields",
    [
      rule(
        "R",
        OPEN,
        "  exceptions:\n    - name: e\n      fields: [proc.name, proc.pid]\n      comps: [=]\n",
      ),
    ],
    [[0, "error", "exception-length", "[=]"]],
  ],
  [
    "unknown keys",
    [
      rule(
        "R",
        OPEN,
        "  tag: [x]\n  exceptions:\n    - name: e\n      fields: proc.name\n      value: [a]\n",
      ),
    ],
    [
      [0, "warning", "unknown-key", "tag"],
      [0, "warning", "unknown-key", "value"],
    ],
  ],
  [
    "a priority that loads but fails the schema",
    [rule("R", OPEN).replace("INFO", "Warning")],
    [[0, "hint", "priority-case", "Warning"]],
  ],
  [
    "an override whose base comes later",
    ["- rule: R\n  output: x\n  override: {output: replace}\n", rule("R", OPEN)],
    [[0, "error", "no-base", "R"]],
  ],
  [
    "an override of a rule of another source",
    [
      rule("R", "ka.verb = get", "  source: k8s_audit\n"),
      "- rule: R\n  source: syscall\n  condition: and ka.target.name = a\n  override: {condition: append}\n",
    ],
    [[1, "error", "source-changed", "syscall"]],
  ],
  [
    "a list's name between quotes",
    [
      `- list: tools\n  items: [nc]\n${rule("R", `${OPEN} and proc.name in (tools) and proc.cmdline contains "run tools now"`)}`,
    ],
    [[0, "warning", "list-in-text", "tools"]],
  ],
  [
    "a list's name as a part of a quoted word",
    [
      `- list: tools\n  items: [nc]\n${rule("R", `${OPEN} and proc.name in (tools) and proc.cmdline contains "my-tools"`)}`,
    ],
    [],
  ],
  [
    "a list's item that ends a condition early",
    [
      `- list: l\n  items: [a, "b("]\n${rule("R", `${OPEN} and proc.name in (l)`)}${rule("Q", `${OPEN} and proc.name = = a and fd.name in (l)`)}`,
    ],
    [
      [0, "error", "list-item-syntax", '"b("'],
      [0, "error", "unexpected-token", "="],
    ],
  ],
  [
    "a list's item with quotes of its own",
    [`- list: l\n  items: [a, '"b("']\n${rule("R", `${OPEN} and proc.name in (l)`)}`],
    [],
  ],
  [
    "a list that shadows a macro",
    [`- list: m\n  items: [nc]\n${macro("m", OPEN)}${rule("R", `${OPEN} and proc.name in (m)`)}`],
    [
      [0, "hint", "list-named-as-macro", "m"],
      [0, "warning", "unused-macro", "m"],
    ],
  ],
  [
    "a switch without an override",
    [`${rule("R", OPEN)}- rule: R\n  enabled: false\n`],
    [[0, "warning", "deprecated-enabled", "enabled: false"]],
  ],
  [
    "an unknown source",
    [rule("R", "x.y = 1", "  source: nowhere\n")],
    [
      [0, "hint", "unknown-field", "x.y"],
      [0, "warning", "unknown-source", "nowhere"],
    ],
  ],
  [
    "a requirement of a newer engine",
    ["- required_engine_version: 0.99.0\n"],
    [[0, "error", "required-engine", "0.99.0"]],
  ],
  [
    "an exception's name that is taken",
    [
      rule(
        "R",
        OPEN,
        "  exceptions:\n    - {name: e, fields: proc.name}\n    - {name: e, fields: proc.pid}\n",
      ),
    ],
    [[0, "warning", "repeated-exception", "e"]],
  ],
  [
    "an exception without values in an append",
    [
      `${rule("R", OPEN, "  exceptions:\n    - {name: e, fields: proc.name}\n")}- rule: R\n  exceptions:\n    - name: e\n  override: {exceptions: append}\n`,
    ],
    [[0, "warning", "append-no-values", "e"]],
  ],
  ["an item without a kind", ["- desc: nothing\n"], [[0, "warning", "unknown-item", "desc"]]],
  ["a rule without event types", [rule("R", "proc.name = a")], [[0, "warning", "no-event-type", "R"]]],
  [
    "a condition that Falco crashes on",
    [rule("R", "tolower(evt.type) = open")],
    [[0, "error", "event-type-expression", "tolower(evt.type)"]],
  ],
  [
    "an exception that Falco crashes on",
    [
      `${rule("R", OPEN)}- rule: R\n  exceptions:\n    - name: e\n      fields: [proc.name]\n      values: [[a]]\n  override: {exceptions: replace}\n`,
    ],
    [[0, "error", "exception-without-comps", "[proc.name]"]],
  ],
];

test.each(TABLE)("%s", (_title, texts, expected) => {
  expect(told(texts)).toEqual(expected);
});

/** Forms that Falco takes and other readers of YAML may not. */
const ODD: readonly (readonly [title: string, text: string])[] = [
  ["several documents, one of them empty", `${macro("m", OPEN)}---\n---\n${rule("R", "m")}...\n`],
  ["an item that is null", `- \n${rule("R", OPEN)}-\n`],
  [
    "an anchor in one item and its alias in another",
    `- rule: R\n  desc: &d d\n  condition: ${OPEN}\n  output: *d\n  priority: INFO\n`,
  ],
  ["a byte order mark and Windows line ends", `\ufeff${rule("R", OPEN)}`.replaceAll("\n", "\r\n")],
  ["quoted keys", `- "rule": 'R'\n  "desc": d\n  'condition': ${OPEN}\n  "output": o\n  priority: "INFO"\n`],
  [
    "items in flow style",
    `[{list: l, items: [a]}, {macro: m, condition: proc.name in (l)}, {rule: R, desc: d, condition: ${OPEN} and m, output: o, priority: INFO}]\n`,
  ],
  [
    "an indented list with comments between",
    `# top\n  - macro: m # why\n    # what\n    condition: ${OPEN}\n\n  # next\n  - rule: R\n    desc: d\n    condition: m\n    output: o\n    priority: INFO\n`,
  ],
  [
    "scalars that are no strings",
    `- rule: 123\n  desc: true\n  condition: ${OPEN}\n  output: 7\n  priority: INFO\n  tags: [1, true, 2020-01-01]\n`,
  ],
  [
    "a tab behind a value",
    `- rule: R\t\n  desc: d\n  condition: ${OPEN}\t# tab\n  output: o\n  priority: INFO\n`,
  ],
  ["an empty override", `${rule("R", OPEN)}${rule("S", OPEN, "  override: {}\n")}`],
  ["a list without items", `- list: l\n  items: []\n${rule("R", `${OPEN} and proc.name in (l, a)`)}`],
];

test.each(ODD)("%s gets no error", (_title, text) => {
  expect(told([text]).filter(([, severity]) => severity === "error")).toEqual([]);
});

test.each(["defined-twice", "list-named-as-macro", "list-in-text"])(
  "the page of %s says what is found",
  (code) => {
    const page = readFileSync(new URL(`../../docs/checks/${code}.md`, import.meta.url), "utf8");
    const [wrong = "", right = ""] = [...page.matchAll(/```yaml\n([^]*?)```/g)].map(
      (block) => block[1] ?? "",
    );
    expect(told([wrong]).map(([, , found]) => found)).toContain(code);
    expect(told([right])).toEqual([]);
  },
);
