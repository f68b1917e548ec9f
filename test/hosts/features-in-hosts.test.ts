import { describe, expect, test } from "vitest";
import { problemsOf } from "../../server/src/checks/run.ts";
import { quickFixes } from "../../server/src/features/code-actions.ts";
import { complete } from "../../server/src/features/completion/complete.ts";
import { hover } from "../../server/src/features/hover/hover.ts";
import { definitions, references, rename } from "../../server/src/features/navigation.ts";
import { applyEdits } from "../../server/src/text/span.ts";
import { type Fixture, fixture } from "../features/fixture.ts";
import { RULES_HOSTS, type RulesHost } from "./rules-in-hosts.ts";

const CLEAN = `- macro: is_opened
  condition: (evt.type in (open, openat) and fd.name startswith /etc)
- list: shells
  items: [bash, sh]
- rule: Read it
  desc: one
  condition: is_opened and proc.name in (shells) and proc.name = vi
  output: read by %proc.name
  priority: WARNING
- rule: Has every key
  desc: two
  condition: evt.type = open and fd.num = 3
  output: o
  priority: INFO
`;

function open(host: RulesHost, rules: string): Fixture & { readonly source: string } {
  const source = host.write(rules);
  const made = fixture(`#- ${host.path}\n${source}`);
  return { ...made, source };
}

/** The offset in the document of the `n`th place of a word. */
function placeOf(source: string, word: string, n = 0): number {
  let at = source.indexOf(word);
  for (let i = 0; i < n; i++) at = source.indexOf(word, at + 1);
  expect(at).toBeGreaterThanOrEqual(0);
  return at;
}

describe.each(RULES_HOSTS)("in $name", (host) => {
  const { snapshot, uri, source } = open(host, CLEAN);

  test.each([
    ["is_opened", 0],
    ["is_opened", 1],
    ["shells", 1],
  ])("%s is renamed from place %i, and the rest stays", (name, n) => {
    const made = rename(snapshot, uri, placeOf(source, name, n) + 2, "renamed_one");
    expect(made).toHaveProperty("edits");
    const edits = "edits" in made ? made.edits.map(({ newText, ...span }) => ({ span, newText })) : [];
    expect(edits).toHaveLength(2);
    const after = applyEdits(source, edits);
    expect(after).toBe(host.write(CLEAN.replaceAll(name, "renamed_one")));
  });

  test("a macro leads to its definition, and that to its uses", () => {
    const [defined] = definitions(snapshot, uri, placeOf(source, "is_opened", 1) + 1);
    expect(defined?.start).toBe(placeOf(source, "is_opened"));
    expect(references(snapshot, uri, placeOf(source, "is_opened"), true).map(({ start }) => start)).toEqual([
      placeOf(source, "is_opened"),
      placeOf(source, "is_opened", 1),
    ]);
  });

  test("a field, a macro and a key are explained", () => {
    const shown = (word: string, n = 0): string =>
      hover(snapshot, uri, placeOf(source, word, n) + 1)?.markdown ?? "";
    expect(shown("fd.name")).toContain("fd.name");
    expect(shown("is_opened", 1)).toContain("startswith /etc");
    expect(shown("priority")).toContain("Severity of an alert");
  });

  test("fields, macros and keys are offered", () => {
    const labels = (word: string, into: number, n = 0): string[] =>
      complete(snapshot, uri, placeOf(source, word, n) + into).map(({ label }) => label);
    expect(labels("proc.name in", 5)).toContain("proc.exepath");
    expect(labels("is_opened", 2, 1)).toContain("is_opened");
    expect(labels("WARNING", 2)).toContain("CRITICAL");
  });

  test("a quick fix writes the right word in its place", () => {
    const broken = open(host, CLEAN.replace("fd.name", "fd.nmae"));
    const at = placeOf(broken.source, "fd.nmae");
    const [first] = quickFixes(problemsOf(broken.snapshot, uri).filter(({ span }) => span.start === at));
    const edits =
      first?.fix.edits.map(({ start, end, newText }) => ({ span: { start, end }, newText })) ?? [];
    expect(applyEdits(broken.source, edits)).toBe(source);
  });
});

describe("over the texts of one file", () => {
  const values = (rules: string): string => `  ${rules}.yaml: |-\n`;
  const two = `customRules:\n${values("a")}    - macro: mine\n      condition: (evt.type = open)\n${values("b")}    - rule: r\n      desc: d\n      condition: mi$0ne and proc.name = x\n      output: o\n      priority: INFO\n`;

  test("a name is renamed in both rules files of the same values", () => {
    const { snapshot, uri, offset, text } = fixture(`#- values.yaml\n${two}`);
    expect(problemsOf(snapshot, uri)).toEqual([]);
    const made = rename(snapshot, uri, offset, "yours");
    const edits = "edits" in made ? made.edits.map(({ newText, ...span }) => ({ span, newText })) : [];
    expect(applyEdits(text(uri), edits)).toBe(text(uri).replaceAll("mine", "yours"));
  });

  test("a name is renamed in all blocks of a page, and followed from one to another", () => {
    const block = (rules: string): string => `text\n\n\`\`\`yaml\n${rules}\`\`\`\n\n`;
    const before = "- macro: mine\n  condition: (evt.type = open)\n";
    const page =
      block(before) +
      block(before.replace("open", "openat")) +
      block("- rule: r\n  desc: d\n  condition: mi$0ne and proc.name = x\n  output: o\n  priority: INFO\n");
    const { snapshot, uri, offset, text } = fixture(`#- page.md\n${page}`);
    expect(problemsOf(snapshot, uri)).toEqual([]);
    expect(definitions(snapshot, uri, offset)).toHaveLength(2);
    const made = rename(snapshot, uri, offset, "yours");
    const edits = "edits" in made ? made.edits.map(({ newText, ...span }) => ({ span, newText })) : [];
    expect(applyEdits(text(uri), edits)).toBe(text(uri).replaceAll("mine", "yours"));
  });

  test("the same name of another release is another thing", () => {
    const release = (name: string, cursor: string): string =>
      `${name}:\n${two.replace("$0", cursor).replaceAll(/^(?=.)/gm, "  ")}`;
    const { snapshot, uri, offset, text } = fixture(
      `#- values.yaml\n${release("prod", "$0")}${release("dev", "")}`,
    );
    const made = rename(snapshot, uri, offset, "yours");
    const edits = "edits" in made ? made.edits.map(({ newText, ...span }) => ({ span, newText })) : [];
    const dev = text(uri).indexOf("dev:");
    expect(applyEdits(text(uri), edits)).toBe(
      text(uri).slice(0, dev).replaceAll("mine", "yours") + text(uri).slice(dev),
    );
  });
});

describe("a message names what to write as it is written there", () => {
  test.each([
    ["run.sh", "falco -D '50%'\n", "`-o 'rules[].disable.rule=*50%*'`"],
    ["falco.service", "[Service]\nExecStart=/usr/bin/falco -D 50%%\n", "`-o rules[].disable.rule=*50%%*`"],
    [
      "ds.yaml",
      "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - image: falcosecurity/falco\n      args: [-D, a b]\n",
      "`-o rules[].disable.rule=*a b*`",
    ],
    ["Dockerfile", "FROM falcosecurity/falco\nCMD falco -D 'a b'\n", "`-o 'rules[].disable.rule=*a b*'`"],
    ["tasks/main.yml", "- name: a\n  ansible.builtin.shell: falco -D x\n", "`-o 'rules[].disable.rule=*x*'`"],
  ])("%s: %j", (path, text, expected) => {
    const { snapshot, uri } = fixture(`#- ${path}\n${text}`);
    expect(problemsOf(snapshot, uri).map(({ message }) => message)).toEqual([
      expect.stringContaining(expected),
    ]);
  });

  test("a source is reported only where it is nearly one that is known", () => {
    const found = (source: string): string[] => {
      const { snapshot, uri } = fixture(`#- run.sh\nfalco --disable-source ${source}\n`);
      return problemsOf(snapshot, uri).map(({ code }) => code);
    };
    expect(found("sycall")).toEqual(["option-argument"]);
    expect(found("my_own_source")).toEqual([]);
    expect(found("k8s_audit")).toEqual([]);
  });
});
