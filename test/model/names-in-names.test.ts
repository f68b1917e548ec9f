import { expect, test } from "vitest";
import { problemsOf } from "../../server/src/checks/run.ts";
import { type Document, readDocument } from "../../server/src/hosts/document.ts";
import { createWorkspace } from "../../server/src/model/workspace/workspace.ts";
import { DEFAULT_SETTINGS } from "../../server/src/model/workspace/settings.ts";

const URI = "file:///r/a.yaml";

/** How many macros use each other: more than are looked for one by one. */
const LINKS = 60;

const link = (name: string, item: string): string => `- list: ${name}\n  items: [${item}]\n`;

const ruleOf = (condition: string): string =>
  `- rule: R\n  desc: d\n  condition: ${condition}\n  output: o\n  priority: INFO\n`;

/** A rule that uses the last of a chain of macros. */
function chain(first: string): string {
  const name = (at: number): string => `m${100 + at}`;
  const macros = Array.from(
    { length: LINKS },
    (_, at) => `- macro: ${name(at)}\n  condition: ${at === 0 ? first : name(at - 1)}\n`,
  );
  return macros.join("") + ruleOf(name(LINKS - 1));
}

function found(text: string, workspace = createWorkspace(), before?: Document) {
  const document = readDocument(URI, "/r/a.yaml", text, before);
  const snapshot = workspace.snapshot(new Map([[URI, document]]), DEFAULT_SETTINGS);
  return { document, codes: problemsOf(snapshot, URI).map(({ code, span }) => [code, span.start]) };
}

test("a change in the first of many macros reaches the rule that uses the last", () => {
  const [open, any] = [chain("evt.type = open"), chain("proc.name = open")];
  const workspace = createWorkspace();
  const sound = found(open, workspace);
  const wide = found(any, workspace, sound.document);
  expect(sound.codes).toEqual([]);
  expect(wide.codes.length).toBeGreaterThan(0);
  expect(wide.codes).toEqual(found(any).codes);
  expect(found(open, workspace, wide.document).codes).toEqual([]);
});

test("a list that Falco leaves where it is, two levels deep, is a value, which its field may not have", () => {
  const rule = ruleOf("evt.type = open and fd.num in (c)");
  const levels = `${link("a", "1")}${link("b", "a")}${link("c", "b")}${rule}`;
  expect(found(levels).codes).toEqual([["bad-value", levels.indexOf("(c)") + 1]]);
  expect(found(`${link("b", "1")}${link("c", "b")}${rule}`).codes).toEqual([]);
});
