import { expect, test } from "vitest";
import { problemsOf } from "../../server/src/checks/run.ts";
import { type Document, readDocument } from "../../server/src/hosts/document.ts";
import { createWorkspace } from "../../server/src/model/workspace/workspace.ts";
import { DEFAULT_SETTINGS } from "../../server/src/model/workspace/settings.ts";

const workspace = createWorkspace();

/** How often the rules of a block are looked at while a page is checked. */
function looks(count: number): number {
  const uri = `file:///w${count}/page.md`;
  const text = Array.from(
    { length: count },
    (_, i) => `# Part ${i}\n\n\`\`\`yaml\n- macro: m${i}\n  condition: proc.name = a\n\`\`\`\n\n`,
  ).join("");
  const read = readDocument(uri, `/w${count}/page.md`, text);
  let counted = 0;
  const regions = read.regions.map(({ items, ...rest }) => ({
    ...rest,
    get items() {
      counted++;
      return items;
    },
  }));
  expect(regions.length).toBe(count);
  const document = { ...read, regions } as unknown as Document;
  problemsOf(workspace.snapshot(new Map([[uri, document]]), DEFAULT_SETTINGS), uri);
  return counted;
}

test("a page of twice as many blocks takes twice the work", () => {
  const few = looks(100);
  expect(few).toBeGreaterThan(100);
  expect(looks(200) / few).toBeLessThan(2.6);
});
