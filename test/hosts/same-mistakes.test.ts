import { describe, expect, test } from "vitest";
import type { Problem } from "../../server/src/checks/check.ts";
import { problemsOf } from "../../server/src/checks/run.ts";
import { readDocument } from "../../server/src/hosts/document.ts";
import { applyEdits, type Span } from "../../server/src/text/span.ts";
import { fixture } from "../features/fixture.ts";
import { RULES_HOSTS, type RulesHost } from "./rules-in-hosts.ts";

/** Every kind of mistake that people make in rules, each with a name of its own. */
const BROKEN = `- required_engine_version: 99.0.0
- list: shells
  items: [bash, sh]
- list: nobody_uses_this
  items: [a, b]
- list: gone_before
  items: [c]
  append: true
- macro: is_opened
  condition: (evt.type in (open, openat) and fd.nmae startswith /etc)
- macro: asks_too_early
  condition: (later_one and evt.type = open)
- macro: nobody_calls_this
  condition: evt.type = close
- macro: said_twice
  condition: (evt.type = open)
- macro: said_twice
  condition: (evt.type = openat)
- macro: shells
  condition: (proc.pid = 1)
- rule: Read it
  desc: one
  condition: is_opened and said_twice and proc.name in (shells) and proc.name = vi or undefined_one
  output: read by %proc.nmae
  priority: WARNNG
- rule: Misses a key
  desc: two
  condition: evt.type = open and fd.num = abc
  priority: INFO
- rule: Has a stray word
  desc: three
  condition: evt.type = open and and proc.name = a
  output: o
  priority: INFO
- rule: Lacks a bracket
  desc: four
  condition: evt.type = open and (proc.name = a
  output: o
  priority: INFO
- rule: Knows no operator
  desc: five
  condition: evt.type = open and proc.name equals a
  output: o
  priority: INFO
- rule: Wants an argument
  desc: six
  condition: evt.type = open and proc.aname[x] = a and evt.arg = b
  output: o
  priority: info
- rule: Has a wrong expression
  desc: seven
  condition: evt.type = open and proc.name regex "a(b"
  output: o %evt.time and %
  priority: INFO
- rule: Uses what comes later
  desc: eight
  condition: evt.type = open and asks_too_early
  output: o
  priority: INFO
  tag: [a]
- macro: later_one
  condition: (proc.name = x)
- rule: Everything
  desc: nine
  condition: proc.name = x
  output: o %container.info
  priority: INFO
- rule: Looks at directions
  desc: ten
  condition: evt.type = open and evt.dir = < and proc.pname != a
  output: o
  priority: INFO
  exceptions:
    - name: first
      fields: [proc.name, fd.nope]
      comps: [in]
      values:
        - [[a, b], c, d]
    - name: second
- rule: Looks at directions
  condition: or proc.name = z
  append: true
- rule: Everything
  priority: NOTICE
  override:
    priority: append
    nothing: replace
- rule: Never defined
  condition: and proc.name = a
  override:
    condition: append
- rule: Everything
  enabled: false
- rule: Of another source
  desc: eleven
  condition: proc.name = a
  output: o
  priority: INFO
  source: syscal
- rule: Mixes sources
  desc: twelve
  condition: evt.type = open and ka.verb = get
  output: o
  priority: INFO
`;

/** Texts that the YAML reader rejects, which a list that is part of another document cannot hold. */
const UNREADABLE = `- rule: Is cut off
  desc: "one
  condition: evt.type = open
- macro: fine
  condition: evt.type = open and fd.nmae = a
`;

interface Opened {
  readonly source: string;
  readonly problems: readonly Problem[];
}

function open(host: RulesHost, rules: string): Opened {
  const source = host.write(rules);
  const { snapshot, uri } = fixture(`#- ${host.path}\n${source}`);
  return { source, problems: problemsOf(snapshot, uri) };
}

/** What is found, as code, severity, marked words, message and places beside it, in any order of places. */
function found(host: RulesHost, rules: string): string[] {
  const { source, problems } = open(host, rules);
  const words = ({ start, end }: Span): string =>
    JSON.stringify(
      source
        .slice(start, end)
        .replaceAll(/(?:\s|\\n)+/g, " ")
        .replaceAll('\\"', '"'),
    );
  return problems
    .map(({ code, severity, span, message, related }) =>
      [
        severity,
        code,
        words(span),
        message,
        ...related.map((other) => `${other.message} ${words(other)}`),
      ].join(" | "),
    )
    .sort();
}

/** The rules of a document after each fix that is offered, by what it fixes and its title. */
function fixed(host: RulesHost, rules: string): ReadonlyMap<string, string> {
  const { source, problems } = open(host, rules);
  return new Map(
    problems.flatMap(({ code, span, fixes }) =>
      fixes.map(({ title, edits }): [string, string] => {
        const after = applyEdits(
          source,
          edits.map(({ newText, ...at }) => ({ span: at, newText })),
        );
        return [`${code} ${source.slice(span.start, span.end)}: ${title}`, rulesIn(host, after)];
      }),
    ),
  );
}

function rulesIn({ path }: RulesHost, source: string): string {
  const [region] = readDocument("file:///x", path, source).regions.filter(({ kind }) => kind === "rules");
  return region?.text.replaceAll("\r\n", "\n").replaceAll(/\n+/g, "\n").trimEnd() ?? "";
}

const [file, ...embedded] = RULES_HOSTS;
if (!file) throw new Error("The hosts begin with a rules file.");

const EXPECTED = {
  found: found(file, BROKEN),
  fixed: fixed(file, BROKEN),
  unreadable: found(file, UNREADABLE),
};

test("the mistakes are of many kinds", () => {
  const codes = new Set(open(file, BROKEN).problems.map(({ code }) => code));
  expect([...codes].sort()).toMatchInlineSnapshot(`
    [
      "bad-field-argument",
      "bad-value",
      "bare-percent",
      "contradicting-checks",
      "defined-twice",
      "deprecated-append",
      "deprecated-enabled",
      "deprecated-field",
      "deprecated-output-field",
      "exception-length",
      "exception-values-length",
      "field-of-other-source",
      "invalid-override",
      "invalid-override-key",
      "invalid-priority",
      "invalid-regex",
      "list-named-as-macro",
      "macro-order",
      "missing-field-argument",
      "missing-key",
      "missing-operand",
      "mixed-logic",
      "no-base",
      "no-event-type",
      "priority-case",
      "required-engine",
      "unclosed-bracket",
      "undefined-macro",
      "unknown-field",
      "unknown-key",
      "unknown-operator",
      "unknown-output-field",
      "unknown-source",
      "unused-list",
      "unused-macro",
    ]
  `);
});

/** A page shows parts of rules, so what is missing there, or provided by what it leaves out, counts for less. */
function asShown(host: RulesHost, problems: readonly string[]): readonly string[] {
  if (!/\.mdx?$/.test(host.path)) return problems;
  return problems.map((one) => one.replace(/^\w+(?= \| (?:missing-key|unknown-source) \|)/, "hint")).sort();
}

describe.each(embedded)("in $name", (host) => {
  test("everything is found that is found in a rules file, at the same words", () => {
    expect(found(host, BROKEN)).toEqual(asShown(host, EXPECTED.found));
  });

  test("each fix leaves the rules that it leaves in a rules file", () => {
    const made = fixed(host, BROKEN);
    for (const [fix, rules] of made) expect([fix, rules]).toEqual([fix, EXPECTED.fixed.get(fix)]);
    // Folding joins the lines that a fix would add.
    if (!host.name.includes("folded"))
      expect([...made.keys()].sort()).toEqual([...EXPECTED.fixed.keys()].sort());
  });

  // A list that is part of another document is unreadable with it.
  if (host.name.endsWith("as a list")) return;
  test("an item that cannot be read spoils no other, as in a rules file", () => {
    expect(found(host, UNREADABLE)).toEqual(EXPECTED.unreadable);
    expect(EXPECTED.unreadable.join()).toContain("yaml-syntax");
  });
});

describe("a page", () => {
  const page = (...blocks: readonly string[]): RulesHost => ({
    name: "",
    path: "page.md",
    write: () => blocks.map((block) => `text\n\n\`\`\`yaml\n${block}\`\`\`\n`).join("\n"),
  });
  const codes = (...blocks: readonly string[]): string[] =>
    open(page(...blocks), "").problems.map(({ code }) => code);
  const RULE = "- rule: r\n  desc: d\n  condition: evt.type = open and mine\n  output: o\n  priority: INFO\n";

  test("may define in one block what another uses, in any order", () => {
    expect(codes(RULE)).toEqual(["undefined-macro"]);
    expect(codes(RULE, "- macro: mine\n  condition: (proc.name = a)\n")).toEqual([]);
    expect(codes("- macro: mine\n  condition: (proc.name = a)\n", RULE)).toEqual([]);
  });

  test("may change in one block what another defines", () => {
    const change = "- list: mine\n  items: [b]\n  override:\n    items: append\n";
    expect(codes(change)).toEqual(["no-base"]);
    expect(codes("- list: mine\n  items: [a]\n", change)).toEqual([]);
  });

  test("defines nothing for other files", () => {
    const { snapshot } = fixture(
      `#- a.md\n${page("- macro: mine\n  condition: (proc.name = a)\n").write("")}#- rules/a.yaml\n${RULE}#- b.md\n${page(RULE).write("")}`,
    );
    const own = (name: string): string[] =>
      problemsOf(snapshot, `file:///work/${name}`).map(({ code }) => code);
    expect([own("rules/a.yaml"), own("b.md")]).toEqual([["undefined-macro"], ["undefined-macro"]]);
  });

  test("may show a list that only its readers use, but no whole ruleset with one", () => {
    const list = "- list: shells\n  items: [bash]\n";
    const whole = RULE.replace(" and mine", "");
    expect(codes(list)).toEqual([]);
    expect(codes(list + whole)).toEqual(["unused-list"]);
    expect(codes(list + whole, "- macro: m\n  condition: proc.name in (shells)\n")).toEqual([]);
  });

  test("shows chart values as a file of values has them", () => {
    const values = `driver:\n  kind: modern_ebpf\ncollectors:\n  docker:\n    enabled: true\nfalco:\n  json_ouput: true\n  load_plugins: [json]\n  plugins:\n    - name: json\n      library_path: libjson.so\ncustomRules:\n  a.yaml: |-\n    - required_plugin_versions:\n        - name: k8saudit\n          version: 0.7.0\n${RULE.replaceAll(/^(?=.)/gm, "    ")}`;
    const inFile = found({ name: "", path: "values.yaml", write: (text) => text }, values);
    expect(inFile.length).toBeGreaterThan(3);
    expect(
      found({ name: "", path: "page.md", write: (text) => `\`\`\`yaml\n${text}\`\`\`\n` }, values),
    ).toEqual(inFile.map((one) => one.replace("`values.yaml`", "`page.md`")));
  });

  test("says of each block what holds for it without naming the page", () => {
    const { problems } = open(page(RULE.replace("INFO", "LOUD"), RULE), "");
    expect(problems.map(({ message }) => message).join()).not.toContain("only when loaded");
  });
});
