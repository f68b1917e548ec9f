import fc from "fast-check";
import { expect, test } from "vitest";
import { type ConditionNode, walk } from "../../server/src/syntax/condition/ast.ts";
import { parseCondition } from "../../server/src/syntax/condition/parse.ts";
import type { Span } from "../../server/src/text/span.ts";

const CONDITIONS = [
  "a.b = 1 or not c.d[0] in (x, 'y z') and (m or e.f exists)",
  'a.b[some key] contains "q \\" r" AND c.d not in (l)',
  "not  (not a.b = val(c.d) or tolower(e.f) = x)",
  "a.b in l and c.d pmatch (/etc, /usr) or e.f != anyof (1, 2)",
  "(a.b = 1 or c.d in (x, y",
  "a.b == -12.5e+3 && !(m)",
  "a.b[ = 1 or c.d in ('\\q')",
];

test.each(CONDITIONS)("every place of %j is that of what the node says", (text) => {
  expectPlaces(text);
});

test("places of nodes are those of their words, however the words come", () => {
  const words = [
    "a.b",
    "a.b[1]",
    "=",
    "not",
    "(",
    ")",
    "in",
    "and",
    "or",
    "x",
    "'q'",
    ",",
    "!",
    "m",
    "exists",
  ];
  const texts = fc.array(fc.constantFrom(...words), { maxLength: 14 }).map((made) => made.join(" "));
  fc.assert(fc.property(texts, expectPlaces), { numRuns: 2000 });
});

function expectPlaces(text: string): void {
  const { tree } = parseCondition(text);
  const at = ({ start, end }: Span): string => text.slice(start, end);
  for (const node of walk(tree)) {
    expect(node.span.start).toBeLessThanOrEqual(node.span.end);
    expect(node.span.end).toBeLessThanOrEqual(text.length);
    for (const [place, written] of wordsOf(node))
      expect(at(place), `${node.kind} in ${text}`).toMatch(written);
  }
}

/** The places that a node has beside its span, and what is written there. */
function wordsOf(node: ConditionNode): readonly (readonly [Span, RegExp])[] {
  switch (node.kind) {
    case "field":
      return [
        [node.nameSpan, exactly(node.name)],
        [node.span, beginningWith(node.name)],
      ];
    case "macro":
    case "name":
      return [[node.span, exactly(node.name)]];
    case "text":
      return [[node.span, node.quote ? beginningWith(node.quote) : exactly(node.text)]];
    case "operator":
      return [[node.span, new RegExp(`${escaped(node.name)}$`, "i")]];
    case "and":
    case "or":
      expect(node.keywords).toHaveLength(node.operands.length - 1);
      return node.keywords.map((place) => [place, /^(?:and|or|&&?|\|\|?)$/i] as const);
    case "not":
      return [
        [node.keyword, /^(?:not|!)$/i],
        [node.span, /^(?:not|!)/i],
      ];
    case "group":
    case "list":
      return [
        [node.open, /^\($/],
        [node.span, node.close ? /^\([^]*\)$/ : /^\(/],
        ...(node.close ? [[node.close, /^\)$/] as const] : []),
      ];
    default:
      return [];
  }
}

function exactly(word: string): RegExp {
  return new RegExp(`^${escaped(word)}$`);
}

function beginningWith(word: string): RegExp {
  return new RegExp(`^${escaped(word)}`);
}

function escaped(word: string): string {
  return word.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
