import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createCatalogs } from "../../server/src/catalog/load.ts";
import { judgeCondition } from "../../server/src/model/condition/judge.ts";
import { canonicalText } from "../../server/src/syntax/condition/canonical.ts";
import { parseCondition } from "../../server/src/syntax/condition/parse.ts";
import { printCondition } from "../../server/src/syntax/condition/print.ts";

/** Words of the language, well formed and not, from which texts are put together. */
const WORDS = [
  ...[
    "and",
    "or",
    "not",
    "(",
    ")",
    ",",
    "[",
    "]",
    "=",
    "==",
    "!=",
    "<",
    ">=",
    "in",
    "intersects",
    "pmatch",
    "exists",
    "contains",
    "regex",
    "glob",
  ],
  ...[
    "oneof",
    "anyof",
    "val(",
    "tolower(",
    "len(",
    "join(",
    "concat(",
    "getopt(",
    "proc.name",
    "evt.type",
    "fd.ip",
    "fd.types",
    "proc.aname[2]",
    "evt.arg.res",
  ],
  ...[
    "proc.pid",
    "k8s.ns.name",
    "no.such",
    "macro_x",
    "bash",
    "execve",
    "open",
    "10",
    "-1",
    "0x1f",
    "10.0.0.0/8",
    "true",
    '"a b"',
    "'it'",
    '"a\\\\"',
    '"\\d"',
    "\\",
  ],
  ...[
    '"',
    "'",
    "#",
    "!",
    "&&",
    "AND",
    "é",
    "日本",
    "\u0000",
    "\u000b",
    "\b",
    "💥",
    "\ud800",
    "<NA>",
    "a=b",
    ".",
    "*",
    "..",
    "{2}",
    "[0-9",
    "(?i)",
  ],
];

const BLANKS = ["", " ", "\n", "\t"];
const soup = fc
  .array(fc.tuple(fc.constantFrom(...WORDS), fc.constantFrom(...BLANKS)), { maxLength: 12 })
  .map((pieces) => pieces.flat().join(""));

const field = fc.constantFrom(
  "proc.name",
  "proc.aname[2]",
  "fd.name",
  "evt.arg.res",
  "tolower(proc.name)",
  'concat(proc.name, "-", fd.name)',
);
const value = fc.constantFrom("bash", '"a b"', "'x'", "/bin/*", "and", '"a\\\\b"', "oneof");
const list = fc.array(value, { maxLength: 3 }).map((items) => `(${items.join(",")})`);
const check = fc.oneof(
  fc
    .tuple(field, fc.constantFrom("=", " = ", "!=", " contains ", " glob "), value)
    .map((parts) => parts.join("")),
  fc.tuple(field, fc.constantFrom(" in ", " intersects", " pmatch "), list).map((parts) => parts.join("")),
  fc.tuple(field, fc.constantFrom(" = anyof ", " startswith allof\n"), list).map((parts) => parts.join("")),
  field.map((name) => `${name} exists`),
  fc.constantFrom("a_macro", "not_x", "or"),
);
const { condition } = fc.letrec<{ condition: string }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 4 },
    check,
    fc
      .tuple(tie("condition"), fc.constantFrom(" and ", " or ", "\nand "), tie("condition"))
      .map((parts) => parts.join("")),
    tie("condition").map((inner) => `(${inner})`),
    tie("condition").map((inner) => `not (${inner})`),
  ),
}));

/** A condition with a piece cut out or put in. */
const damaged = fc
  .tuple(condition, fc.nat(), fc.nat(6), fc.constantFrom("", ...WORDS))
  .map(([text, at, length, insert]) => {
    const start = at % (text.length + 1);
    return text.slice(0, start) + insert + text.slice(start + length);
  });

const catalog = createCatalogs()({ target: "0.44.1", plugins: "all" });

describe("whatever the text", () => {
  const holds = (text: string): void => {
    const parsed = parseCondition(text);
    const findings = judgeCondition(parsed, text, { catalog, source: "syscall" });
    for (const { span } of findings) {
      if (!(0 <= span.start && span.start <= span.end && span.end <= text.length))
        throw new Error(`A range of ${JSON.stringify(text)} lies outside.`);
    }
    const canonical = canonicalText(parsed.tree);
    if (parsed.problems.length > 0) return;
    const printed = printCondition(parsed.tree, text);
    if (printed === undefined) throw new Error(`${JSON.stringify(text)} parses and is not printed.`);
    const again = parseCondition(printed);
    if (again.problems.length > 0 || canonicalText(again.tree) !== canonical)
      throw new Error(`${JSON.stringify(text)} means something else when printed: ${printed}`);
    if (printCondition(again.tree, printed) !== printed)
      throw new Error(`${JSON.stringify(printed)} is printed differently a second time.`);
  };

  test("there is a tree, and what parses can be printed and read again", () => {
    fc.assert(fc.property(soup, holds), { numRuns: 60_000 });
    fc.assert(fc.property(damaged, holds), { numRuns: 30_000 });
  }, 180_000);

  test("what is made by the grammar is accepted", () => {
    fc.assert(
      fc.property(condition, (text) => {
        expect(parseCondition(text).problems).toEqual([]);
        holds(text);
      }),
      { numRuns: 10_000 },
    );
  }, 60_000);
});
