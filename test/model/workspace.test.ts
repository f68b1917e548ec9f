import { expect, test } from "vitest";
import { problemsOf } from "../../server/src/checks/run.ts";
import { type Document, readDocument } from "../../server/src/hosts/document.ts";
import { createWorkspace } from "../../server/src/model/workspace/workspace.ts";
import { DEFAULT_SETTINGS, type Settings } from "../../server/src/model/workspace/settings.ts";
import { NEWEST_FALCO } from "../../server/src/catalog/releases.ts";
import { fixture } from "../features/fixture.ts";

/** Files of a workspace that can be written again, and how many answers that made. */
function bench(files: Readonly<Record<string, string>>, settings: Settings = DEFAULT_SETTINGS) {
  const workspace = createWorkspace();
  const documents = new Map<string, Document>();
  const write = (name: string, text: string, with_ = settings) => {
    const uri = `file:///rules/${name}`;
    documents.set(
      uri,
      readDocument(
        uri,
        `/rules/${name}`,
        text,
        documents.get(uri),
        name.endsWith(".md") ? {} : { as: "rules" },
      ),
    );
    const before = workspace.judged;
    const snapshot = workspace.snapshot(documents, with_);
    const loaded = snapshot.rulesets.map(({ rules }) => rules);
    return {
      judged: workspace.judged - before,
      loaded,
      snapshot,
      codes: (of: string) => problemsOf(snapshot, `file:///rules/${of}`).map(({ code }) => code),
    };
  };
  for (const [name, text] of Object.entries(files)) write(name, text);
  return { write };
}

const macro = (name: string, pid: number): string => `- macro: ${name}\n  condition: proc.pid = ${pid}\n`;
const rule = (name: string, condition: string): string =>
  `- rule: ${name}\n  desc: d\n  condition: ${condition}\n  output: o\n  priority: INFO\n`;
const syscall = (name: string, more: string): string => rule(name, `evt.type = open and ${more}`);

const FILES = {
  "a.yaml": macro("shared", 1) + syscall("A1", "shared") + syscall("A2", "proc.pid = 2"),
  "b.yaml": syscall("B1", "shared and proc.pid != 9") + syscall("B2", "proc.pid = 3"),
  "c.yaml": syscall("C1", "proc.pid = 4") + syscall("C2", "proc.pid = 5"),
};

/** A rule's condition is parsed and checked, its macros are written out, and its events inferred. */
const ANSWERS_FOR_A_RULE = 4;

test("a snapshot of unchanged documents makes no answer anew", () => {
  const { write } = bench(FILES);
  expect(write("c.yaml", FILES["c.yaml"]).judged).toBe(0);
});

test("a keystroke in a condition checks that rule only", () => {
  const { write } = bench(FILES);
  expect(write("c.yaml", FILES["c.yaml"].replace("pid = 4", "pid = 44")).judged).toBe(ANSWERS_FOR_A_RULE);
});

test("a ruleset is loaded when something of its rules is asked for", () => {
  const workspace = createWorkspace();
  const documents = new Map(
    ["a/rules.yaml", "b/rules.yaml"].map((path) => [
      path,
      readDocument(path, `/${path}`, syscall("R", "proc.pid = 1"), undefined, { as: "rules" }),
    ]),
  );
  const snapshot = workspace.snapshot(documents, DEFAULT_SETTINGS);
  expect([snapshot.rulesets.length, workspace.judged]).toEqual([2, 0]);
  problemsOf(snapshot, "a/rules.yaml");
  expect(workspace.judged).toBe(ANSWERS_FOR_A_RULE + 1);
});

test("a line added above moves items and checks none", () => {
  const { write } = bench(FILES);
  expect(write("b.yaml", `# moved\n\n${FILES["b.yaml"]}`).judged).toBe(0);
});

test("a macro's new condition checks the macro, and expands its users only", () => {
  const { write } = bench(FILES);
  // The macro is parsed and checked; each of its two users is written out and has its events inferred.
  expect(write("a.yaml", FILES["a.yaml"].replace("pid = 1", "pid = 11")).judged).toBe(2 + 2 * 2);
});

test("a renamed macro checks its users only", () => {
  const { write } = bench(FILES);
  const definition = write("a.yaml", FILES["a.yaml"].replaceAll("shared", "renamed"));
  const user = write("b.yaml", FILES["b.yaml"].replaceAll("shared", "renamed"));
  // The item that was renamed is read and checked anew itself, and the rule that uses it beside it.
  expect([definition.judged, user.judged]).toEqual([2 + ANSWERS_FOR_A_RULE, ANSWERS_FOR_A_RULE]);
  expect(user.codes("b.yaml")).toEqual([]);
});

test("a macro renamed without its users leaves them undefined", () => {
  const { write } = bench(FILES);
  const { codes } = write("a.yaml", FILES["a.yaml"].replace("macro: shared", "macro: other_name"));
  expect(codes("a.yaml")).toContain("undefined-macro");
});

test("another Falco gives other answers to the same text", () => {
  const text = rule("P", "evt.type = open and proc.pgid.name = bash");
  const { write } = bench({ "p.yaml": text }, { ...DEFAULT_SETTINGS, target: "0.33.0" });
  const known = write("p.yaml", text, { ...DEFAULT_SETTINGS, target: "0.44.1" });
  expect(known.judged).toBe(ANSWERS_FOR_A_RULE + 1);
});

test("a page neither states the version of a workspace nor defines names for its rules", () => {
  const page =
    "Use `falcosecurity/falco:0.30.0`:\n\n```sh\ndocker run falcosecurity/falco:0.30.0 falco -A\n```\n\n```yaml\n- macro: of_the_page\n  condition: evt.type = open\n```\n";
  const { snapshot } = fixture(
    `#- a.yaml\n- macro: m\n  condition: of_the_page\n- rule: r\n  desc: d\n  condition: m\n  output: o\n  priority: INFO\n#- README.md\n${page}`,
  );
  expect(snapshot.catalog.target).toBe(NEWEST_FALCO);
  expect(problemsOf(snapshot, "file:///work/a.yaml").map(({ code }) => code)).toContain("undefined-macro");
});

test("what is typed on a page costs the block that it is typed in", () => {
  const page = (above: string, pid: number): string =>
    `# ${above}\n\n${[macro("mine", 1), syscall("A", "mine"), syscall("B", `proc.pid = ${pid}`)].map((block) => `\`\`\`yaml\n${block}\`\`\`\n`).join("\ntext\n\n")}`;
  const { write } = bench({ "page.md": page("Title", 2) });
  expect(write("page.md", page("A longer title", 2)).judged).toBe(0);
  expect(write("page.md", page("A longer title", 22)).judged).toBe(ANSWERS_FOR_A_RULE);
});
