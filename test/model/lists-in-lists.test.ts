import { expect, test } from "vitest";
import { problemsOf } from "../../server/src/checks/run.ts";
import { type Document, readDocument } from "../../server/src/hosts/document.ts";
import { createWorkspace } from "../../server/src/model/workspace/workspace.ts";
import { DEFAULT_SETTINGS } from "../../server/src/model/workspace/settings.ts";

const URI = "file:///r/a.yaml";

/** How many lists are in each other: more than are looked for one by one. */
const LINKS = 60;

const link = (name: string, item: string): string => `- list: ${name}\n  items: [${item}]\n`;

/** A rule that compares with a chain of lists, each of which Falco replaces, since it is defined later; every third name is no single word. */
function chain(first: string): string {
  const name = (at: number): string => (at % 3 === 0 ? `l-${at}` : `l${at}`);
  const lists = Array.from({ length: LINKS }, (_, at) => link(name(at), at === 0 ? first : name(at - 1)));
  return `${lists.reverse().join("")}- rule: R\n  desc: d\n  condition: evt.type = open and fd.num in (${name(LINKS - 1)})\n  output: o\n  priority: INFO\n`;
}

function found(text: string, workspace = createWorkspace(), before?: Document) {
  const document = readDocument(URI, "/r/a.yaml", text, before);
  const snapshot = workspace.snapshot(new Map([[URI, document]]), DEFAULT_SETTINGS);
  return { document, codes: problemsOf(snapshot, URI).map(({ code, span }) => [code, span.start]) };
}

test("a change in the innermost of many lists reaches the rule that names the outermost", () => {
  const workspace = createWorkspace();
  const sound = found(chain("1"), workspace);
  const wrong = found(chain("a"), workspace, sound.document);
  expect(sound.codes).toEqual([]);
  expect(wrong.codes.length).toBeGreaterThan(0);
  expect(wrong.codes).toEqual(found(chain("a")).codes);
  expect(found(chain("1"), workspace, wrong.document).codes).toEqual([]);
});

test("a list that Falco leaves where it is, two levels deep, is a value, which its field may not have", () => {
  const rule =
    "- rule: R\n  desc: d\n  condition: evt.type = open and fd.num in (c)\n  output: o\n  priority: INFO\n";
  const levels = `${link("a", "1")}${link("b", "a")}${link("c", "b")}${rule}`;
  expect(found(levels).codes).toEqual([["bad-value", levels.indexOf("(c)") + 1]]);
  expect(found(`${link("b", "1")}${link("c", "b")}${rule}`).codes).toEqual([]);
});
