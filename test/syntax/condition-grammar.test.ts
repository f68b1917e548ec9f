import fc from "fast-check";
import { expect, test } from "vitest";
import { allConditions, type Condition, walk } from "../../server/src/syntax/condition/ast.ts";
import { ConditionGrammar } from "../../server/src/syntax/condition/grammar.ts";
import { tokensOf } from "../../server/src/syntax/condition/lexer.ts";
import { LogicBuilder } from "../../server/src/syntax/condition/logic-builder.ts";
import { parseCondition } from "../../server/src/syntax/condition/parse.ts";
import { Reporter } from "../../server/src/syntax/condition/syntax-problem.ts";
import { samples } from "../samples.ts";

/** Pieces that put the lexer into each of its modes. */
const PIECES = [
  ...["and ", "or ", "not ", "(", ")", ",", '"', "'", " ", "\n", "\\", "#", "[", "]", "[1]"],
  ...[
    "proc.name",
    "fd.sport",
    "a_macro",
    "= ",
    "!= ",
    "< ",
    "in ",
    "pmatch ",
    "intersects ",
    "exists ",
    "glob ",
  ],
  ...["tolower(", "val(", "concat(", "foo(evt.type)", "oneof ", "a_list", "bash", "10", "0x1f", "=~", "=="],
];

const grammar = new ConditionGrammar({ isValidated: true });

test("the grammar has no ambiguity that Chevrotain can find", () => {
  // The constructor throws if it has.
  expect(Object.keys(grammar.getGAstProductions())).toContain("condition");
});

const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 30 }).map((pieces) => pieces.join(""));

test("every text has a place for each of its tokens", () => {
  const isRead = (condition: string): void => {
    expect(errorsOf(condition)).toEqual([]);
  };
  fc.assert(fc.property(text, isRead), { numRuns: samples(3000) });
});

test("the conditions of a tree come in the order of all its nodes", () => {
  const kinds: ReadonlySet<string> = new Set<Condition["kind"]>([
    ...(["and", "or", "not", "group", "comparison", "macro", "sequence"] as const),
  ]);
  const isOrdered = (condition: string): void => {
    const { tree } = parseCondition(condition);
    const found = allConditions(tree).filter(({ kind }) => kinds.has(kind));
    expect(found).toEqual(walk(tree).filter(({ kind }) => kinds.has(kind)));
  };
  fc.assert(fc.property(text, isOrdered), { numRuns: samples(1000) });
});

test.each([
  ["calls", "tolower(".repeat(300)],
  ["lists in calls", "concat((".repeat(200)],
  ["calls after operators", "proc.name = tolower(".repeat(200)],
  ["lists", `proc.name in ${"(".repeat(500)}`],
  ["groups", "(".repeat(5000)],
])("deeply nested %s have a place too", (_, condition) => {
  expect(errorsOf(condition)).toEqual([]);
});

function errorsOf(text: string): readonly string[] {
  const found = new Reporter();
  grammar.read(tokensOf(text), { text, builder: new LogicBuilder(text, found), reporter: found });
  return grammar.errors.map(({ message }) => message);
}
