import { expect, test } from "vitest";
import { problemsOf } from "../../server/src/checks/run.ts";
import { readYaml } from "../../server/src/syntax/yaml.ts";
import { applyEdits } from "../../server/src/text/span.ts";
import { snapshotOf } from "../unbreakable/snapshot-of.ts";

/** What each fix of a kind makes of a configuration. */
function fixed(text: string, code: string): readonly string[] {
  const { snapshot, uri } = snapshotOf("falco.yaml", text);
  return problemsOf(snapshot, uri)
    .filter((problem) => problem.code === code)
    .flatMap(({ fixes }) => fixes)
    .map(({ edits }) =>
      applyEdits(
        text,
        edits.map(({ start, end, newText }) => ({ span: { start, end }, newText })),
      ),
    );
}

test.each([
  [
    "the last on lines of its own",
    "engine: {\n  kind: kmod,\n  kind: kmod }\n",
    "engine: {\n  kind: kmod }\n",
  ],
  ["the last on a line", "engine: {kind: kmod,\n  kind: kmod}\na: b\n", "engine: {kind: kmod}\na: b\n"],
  [
    "before others",
    "engine: {\n  kind: kmod,\n  kind: kmod, kmod: {}}\n",
    "engine: {\n  kind: kmod,\n  kmod: {}}\n",
  ],
  [
    "on a line with its comma",
    "engine: {\n  kind: kmod,\n  kind: kmod,\n}\n",
    "engine: {\n  kind: kmod,\n}\n",
  ],
  ["without a value", "engine: {kind: kmod, kind: , kmod: {}}\n", "engine: {kind: kmod, kmod: {}}\n"],
  ["of the whole file", "{\nrules_files: [a],\nrules_files: [b]}\n", "{\nrules_files: [a]}\n"],
  ["after a question mark", "rules_files: [a]\n? rules_files\n: [b]\n", "rules_files: [a]\n"],
  ["in a block", "engine:\n  kind: kmod\n  kind: kmod # b\na: b\n", "engine:\n  kind: kmod\na: b\n"],
])("a repeated key in brackets or not is removed, %s", (_where, text, expected) => {
  expect(readYaml(text).problems).toEqual([]);
  expect(fixed(text, "repeated-config-key")).toEqual([expected]);
});

test("no fix writes a word that brackets take apart", () => {
  const config = (word: string): string =>
    `plugins:\n- {name: '${word}', library_path: a.so}\nload_plugins: [jsn]\n`;
  expect(fixed(config("json"), "undefined-plugin")).toContain(config("json").replace("[jsn]", "[json]"));
  expect(fixed(config("js]n"), "undefined-plugin")).toEqual([]);
});

test("in YAML that is broken only words are replaced, and what is broken is repaired", () => {
  const broken = "engine: {kind: ebpf\nrules_files: [a]\nrules_files: [b]\n";
  expect(readYaml(broken).problems).not.toEqual([]);
  expect(fixed(broken, "repeated-config-key")).toEqual([]);
  const tabs = "engine:\n\tkind: kmod\nrules_files: [a]\nrules_files: [b]\n";
  expect(fixed(tabs, "config-syntax")).toEqual([tabs.replace("\t", "  ")]);
});
