import { describe, expect, test } from "vitest";
import { DEFAULT_FORMAT, formatConditions } from "../../server/src/features/formatting.ts";
import { readDocument } from "../../server/src/hosts/document.ts";
import { applyEdits, type Span } from "../../server/src/text/span.ts";

function format(text: string, lineWidth = 40, path = "/falco_rules.yaml", within?: Span): string {
  const document = readDocument(`file://${path}`, path, text);
  return applyEdits(text, formatConditions(document, { lineWidth }, within));
}

/** Before and after, for lines of 40 characters. */
const LAID_OUT: readonly (readonly [what: string, before: string, after: string])[] = [
  [
    "a folded block",
    "- macro: m\n  condition: >\n    evt.type = open and proc.name = bash and fd.num > 2\n",
    "- macro: m\n  condition: >\n    evt.type = open\n    and proc.name = bash\n    and fd.num > 2\n",
  ],
  [
    "a literal block in which lines end as on Windows",
    "- macro: m\r\n  condition: |-\r\n    evt.type = open and proc.name = bash and x\r\n",
    "- macro: m\r\n  condition: |-\r\n    evt.type = open\r\n    and proc.name = bash\r\n    and x\r\n",
  ],
  [
    "a plain text, with the comment behind it",
    "- macro: m\n  condition: evt.type=open and proc.name=bash # why\n  append: true\n",
    "- macro: m\n  condition: evt.type=open\n    and proc.name=bash # why\n  append: true\n",
  ],
  [
    "a text in double quotes, its escapes kept",
    '- macro: m\n  condition: "proc.name = \\"a b\\" or proc.name = \\"c\\""\n',
    '- macro: m\n  condition: "proc.name = \\"a b\\"\n    or proc.name = \\"c\\""\n',
  ],
  [
    "a text in single quotes",
    "- macro: m\n  condition: 'proc.name = ''a b'' or proc.name = c'\n",
    "- macro: m\n  condition: 'proc.name = ''a b''\n    or proc.name = c'\n",
  ],
  [
    "brackets within brackets",
    "- macro: m\n  condition: >\n    a and not (proc.name = bash or (proc.name = zsh and x))\n",
    "- macro: m\n  condition: >\n    a\n    and not (proc.name = bash\n      or (proc.name = zsh and x))\n",
  ],
  [
    "a list, whose own lines stay",
    "- macro: m\n  condition: >\n    proc.name in (a,\n     bbbbbbbbbbbbbb, cccccccccccccc, dddddddddddd, e)\n",
    "- macro: m\n  condition: >\n    proc.name in (a,\n    bbbbbbbbbbbbbb, cccccccccccccc,\n    dddddddddddd, e)\n",
  ],
  [
    "superfluous blanks in lines that are short enough",
    "- macro: m\n  condition: >\n    a   and ( b or\n         c )  \n      and proc.name in ( x , y )\n",
    "- macro: m\n  condition: >\n    a and (b or\n         c)\n      and proc.name in (x, y)\n",
  ],
];

describe("conditions are laid out", () => {
  test.each(LAID_OUT)("%s", (_what, before, after) => {
    expect(format(before)).toBe(after);
    expect(format(after)).toBe(after);
  });

  test("in rules within a manifest, with its indentation", () => {
    const manifest = (condition: string): string =>
      `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: falco-rules\ndata:\n  local.yaml: |\n    - macro: m\n      condition: >\n        ${condition}\n`;
    expect(format(manifest("evt.type = open and proc.name = bash and x"), 40, "/cm.yaml")).toBe(
      manifest("evt.type = open\n        and proc.name = bash\n        and x"),
    );
  });

  test("in the selected lines only", () => {
    const one = "- macro: m\n  condition: a  and  b\n";
    const two = one.replace("m\n", "n\n");
    expect(format(one + two, 40, "/falco_rules.yaml", { start: one.length + 20, end: one.length + 20 })).toBe(
      one + two.replace("a  and  b", "a and b"),
    );
  });
});

/** What stays as it is, for lines of 40 characters. */
const KEPT: readonly (readonly [what: string, text: string])[] = [
  ["what does not parse", "- macro: m\n  condition: a  and  and b\n"],
  [
    "lines that are short enough, however they are cut",
    "- macro: m\n  condition: >\n    (a or\n     b) and\n    proc.name=x\n",
  ],
  ["blanks within texts", "- macro: m\n  condition: proc.name = 'a   b'\n"],
  [
    "a flow map, which has to stay on its line",
    "- {macro: m, condition: proc.name = bash and proc.name = zsh}\n",
  ],
  ["an escaped line end between words", '- macro: m\n  condition: "a  and\\n b"\n'],
  [
    "lists and outputs",
    "- list: l\n  items: [a,  b]\n- rule: r\n  desc: a  b\n  output: a  b\n  priority: INFO\n  condition: a\n",
  ],
  ["an alias", "- macro: m\n  condition: &c a\n- macro: n\n  condition: *c\n"],
  [
    "a word that is longer than a line",
    "- macro: m\n  condition: proc.cmdline contains aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n",
  ],
];

test.each(KEPT)("%s: nothing changes", (_what, text) => {
  expect(format(text)).toBe(text);
});

test("what a template makes is left alone", () => {
  const text =
    "apiVersion: v1\nkind: ConfigMap\ndata:\n  falco_rules.local.yaml: |\n    - macro: m\n      condition: a  and  b {{ .Values.x }}\n";
  expect(format(text, 40, "/templates/cm.yaml")).toBe(text);
});

test("by itself a line may hold 120 characters", () => {
  const text = (length: number): string =>
    `- macro: m\n  condition: a and proc.name = ${"b".repeat(length)}\n`;
  expect(format(text(80), DEFAULT_FORMAT.lineWidth)).toBe(text(80));
  expect(format(text(100), DEFAULT_FORMAT.lineWidth)).toContain("a\n    and");
});
