import { fromMarkdown } from "mdast-util-from-markdown";
import { expect, test } from "vitest";
import { problemsOf } from "../../server/src/checks/run.ts";
import { humanReport } from "../../server/src/cli/reports/human.ts";
import { effectiveAt } from "../../server/src/features/effective/effective.ts";
import { hover } from "../../server/src/features/hover/hover.ts";
import { markdownMigration } from "../../server/src/migrate/markdown-report.ts";
import { migrate } from "../../server/src/migrate/migrate.ts";
import { snapshotOf } from "./snapshot-of.ts";

const EVIL: readonly string[] = [
  "[click](https://evil.example) ![t](https://evil.example/t.png)",
  "``` \n   \n   [click](https://evil.example) ![t](https://evil.example/t.png)\n   \n   ```",
  "`` [click](https://evil.example) `` ` [b](https://evil.example)",
  "<img src=https://evil.example/t.png> https://evil.example www.evil.example",
  "~~~\n   ![t](https://evil.example)\n   ~~~",
];

type Node = {
  readonly type: string;
  readonly url?: string;
  readonly value?: string;
  readonly children?: readonly Node[];
};

/** Links, images and markup of a page that text of the file made live. */
function live(markdown: string): readonly string[] {
  const found: string[] = [];
  const visit = (node: Node): void => {
    if (/^(?:link|image|definition|html)$/.test(node.type) && /evil/.test(`${node.url} ${node.value}`))
      found.push(`${node.type} ${node.url ?? node.value}`);
    for (const child of node.children ?? []) visit(child);
  };
  visit(fromMarkdown(markdown) as unknown as Node);
  return found;
}

const one = (evil: string): string => evil.replace(/\s+/g, " ").replaceAll("'", "");
const RULES: readonly ((evil: string) => string)[] = [
  (evil) =>
    `- macro: evil\n  condition: >\n   evt.type=open and proc.name = "\n   ${evil}"\n- macro: user\n  condition: evil and evt.type = open\n`,
  (evil) =>
    `- rule: '${one(evil)}'\n  desc: '${one(evil)}'\n  condition: evt.type = open and proc.nmae = a\n  output: '${one(evil)}'\n  priority: INFO\n  append: true\n`,
  (evil) => `- list: evil\n  items: ['${one(evil)}']\n- macro: m\n  condition: proc.name in (evil)\n`,
  (evil) =>
    `- rule: r\n  desc: d\n  condition: evt.type = open\n  output: o\n  priority: INFO\n  exceptions:\n  - name: '${one(evil)}'\n    fields: ['${one(evil)}']\n    values: [['${one(evil)}']]\n`,
];

test("nothing of a rule becomes a link, an image or markup", () => {
  for (const evil of EVIL) {
    for (const make of RULES) {
      const text = make(evil);
      const { snapshot, uri } = snapshotOf("falco_rules.yaml", text);
      for (let offset = 0; offset < text.length; offset++) {
        const shown = hover(snapshot, uri, offset)?.markdown ?? "";
        expect(live(shown), shown).toEqual([]);
      }
      const effective = effectiveAt(snapshot, uri, 10) as
        | { readonly markdown?: string; readonly text?: string }
        | undefined;
      expect(live(effective?.markdown ?? effective?.text ?? "")).toEqual([]);
      const migration = migrate(snapshot.documents, snapshot.settings, "0.44.1", { unsafe: true });
      const files = [...snapshot.documents.values()].map((document) => ({ path: "a.yaml", document }));
      for (const reader of ["ticket", "editor"] as const)
        expect(live(markdownMigration(migration, files, reader))).toEqual([]);
    }
  }
});

test("on a terminal nothing of a file moves the cursor, and no line begins with `::`", () => {
  const text =
    '- rule: "a"\n  \u001b[31mdsec: d\n::set-output name=a::b\n  ::stop-commands::x\n- macro: \u009b31m\u202e\n  condition: proc.\u0007nmae = a\n';
  const { snapshot, uri } = snapshotOf("falco_rules.yaml", text);
  const document = snapshot.documents.get(uri);
  if (!document) throw new Error("no document");
  const problems = problemsOf(snapshot, uri);
  const placed = ["::", "\u001b", "\u0007"].map((sign) => ({
    ...(problems[0] as (typeof problems)[number]),
    message: `::warning::\u001b[2J${sign}`,
    span: { start: text.indexOf(sign), end: text.indexOf(sign) + 1 },
  }));
  const report = humanReport(
    {
      target: "0.44.1",
      files: [{ path: "::error::\u001b[31m.yaml", document, problems: [...problems, ...placed] }],
      skipped: [],
      listSkipped: false,
    },
    false,
  );
  expect(problems.length).toBeGreaterThan(0);
  expect(report).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]/);
  expect(report).not.toMatch(/^\s*::/m);
});
