import { canonicalText } from "../../syntax/condition/canonical.ts";
import {
  type Condition,
  type ConditionNode,
  type Group,
  type Logical,
  type Not,
  nodesAt,
} from "../../syntax/condition/ast.ts";
import { parseCondition } from "../../syntax/condition/parse.ts";
import { applyEdits, type Edit } from "../../text/span.ts";
import { type Chosen, parentIn, type Rewrite, standsAlone } from "./rewrite.ts";

/** Other ways to write the `and`, `or`, `not` and parentheses around a place. */
export function logicRewrites(chosen: Chosen): readonly Rewrite[] {
  const path = nodesAt(chosen.tree, chosen.span.start);
  return [...path].reverse().flatMap((node): readonly Rewrite[] => {
    const parent = parentIn(path, node);
    switch (node.kind) {
      case "not":
        return negationInside(node, parent);
      case "and":
      case "or":
        return [...negationOutside(node, parent), ...wrapped(node, parent)];
      case "group":
        return unwrapped(chosen, node);
      default:
        return [];
    }
  });
}

/** `not (a and b)` as `(not a or not b)`. */
function negationInside(node: Not, parent: Parent): readonly Rewrite[] {
  const { operand } = node;
  if (operand.kind !== "group" || !operand.close) return [];
  const { body, open, close } = operand;
  if (body.kind !== "and" && body.kind !== "or") return [];
  const other = body.kind === "and" ? "or" : "and";
  const bare = other === "or" ? standsAlone(parent) : parent?.kind !== "not";
  return [
    {
      title: `Move \`not\` to each operand of \`${body.kind}\``,
      edits: [
        { span: { start: node.span.start, end: open.end }, newText: bare ? "" : "(" },
        ...body.operands.flatMap((operand) => negated(operand)),
        ...body.keywords.map((span) => ({ span, newText: other })),
        { span: close, newText: bare ? "" : ")" },
      ],
    },
  ];
}

/** Edits that make the opposite of one operand. */
function negated(operand: Condition): readonly Edit[] {
  if (operand.kind === "not")
    return [{ span: { start: operand.span.start, end: operand.operand.span.start }, newText: "" }];
  const needsParentheses = operand.kind === "and" || operand.kind === "or";
  const before = { start: operand.span.start, end: operand.span.start };
  if (!needsParentheses) return [{ span: before, newText: "not " }];
  const after = { start: operand.span.end, end: operand.span.end };
  return [
    { span: before, newText: "not (" },
    { span: after, newText: ")" },
  ];
}

/** `not a and not b` as `not (a or b)`. */
function negationOutside(node: Logical, parent: Parent): readonly Rewrite[] {
  const nots = node.operands.flatMap((operand) => (operand.kind === "not" ? [operand] : []));
  if (nots.length !== node.operands.length || parent?.kind === "not") return [];
  const other = node.kind === "and" ? "or" : "and";
  // An operand that holds an operator of its own would join the others.
  if (nots.some(({ operand }) => operand.kind === "and" || operand.kind === "or")) return [];
  return [
    {
      title: `Combine into one \`not (… ${other} …)\``,
      edits: [
        ...nots.map(
          ({ span, operand }, at): Edit => ({
            span: { start: span.start, end: operand.span.start },
            newText: at === 0 ? "not (" : "",
          }),
        ),
        ...node.keywords.map((span) => ({ span, newText: other })),
        { span: { start: node.span.end, end: node.span.end }, newText: ")" },
      ],
    },
  ];
}

/** Operands of `and` that are one operand of an `or`. */
function wrapped(node: Logical, parent: Parent): readonly Rewrite[] {
  if (node.kind !== "and" || parent?.kind !== "or") return [];
  return [
    {
      title: "Wrap in parentheses",
      edits: [
        { span: { start: node.span.start, end: node.span.start }, newText: "(" },
        { span: { start: node.span.end, end: node.span.end }, newText: ")" },
      ],
    },
  ];
}

/** Parentheses without which the condition is read in the same way. */
function unwrapped({ text, tree }: Chosen, { open, close }: Group): readonly Rewrite[] {
  if (!close) return [];
  const touchesWord = (before: number, after: number): boolean => {
    const [left = "", right = ""] = [text[before], text[after]];
    return /[^\s()]/.test(left) && /[^\s()]/.test(right);
  };
  const edits: readonly Edit[] = [
    { span: open, newText: touchesWord(open.start - 1, open.end) ? " " : "" },
    { span: close, newText: touchesWord(close.start - 1, close.end) ? " " : "" },
  ];
  const after = parseCondition(applyEdits(text, edits));
  return after.problems.length === 0 && canonicalText(after.tree) === canonicalText(tree)
    ? [{ title: "Remove unnecessary parentheses", edits }]
    : [];
}

type Parent = ConditionNode | undefined;
