import { type Comparison, type Condition, conditionsIn } from "../../syntax/condition/ast.ts";
import type { Edit, Span } from "../../text/span.ts";

/** What a check that always comes out the same means to the condition around it. */
export interface SettledCheck {
  /** What the check always is; undefined where that is not certain from what is compared. */
  readonly value: boolean | undefined;
  /** `idle`: the condition means the same without it; `decides`: the condition around it always is the value too. */
  readonly effect: "idle" | "decides" | "unknown";
  /** Takes an idle check out, with its keyword and with brackets that are left around nothing else. */
  readonly edits: readonly Edit[];
}

/** The comparison at `check`, whose field always has the value `fixed`, in its condition. */
export function settledCheck(tree: Condition, text: string, check: Span, fixed: string): SettledCheck {
  const path = pathTo(tree, check);
  const comparison = path?.at(-1);
  if (!path || comparison?.kind !== "comparison") return { value: undefined, effect: "unknown", edits: [] };
  let value = valueOf(comparison, fixed);
  if (value === undefined) return { value, effect: "unknown", edits: [] };
  const own = value;
  // Brackets and `not` around it are as settled as it is.
  for (let depth = path.length - 1; depth > 0; depth--) {
    const around = path[depth - 1];
    const node = path[depth];
    if (!around || !node) break;
    if (around.kind === "not") value = !value;
    else if (around.kind === "and" || around.kind === "or") {
      if (value !== (around.kind === "and")) return { value: own, effect: "decides", edits: [] };
      return { value: own, effect: "idle", edits: withoutOperand(around, node, path[depth - 2], text) };
    } else if (around.kind !== "group") return { value: own, effect: "unknown", edits: [] };
  }
  return { value: own, effect: "decides", edits: [] };
}

function pathTo(node: Condition, check: Span): readonly Condition[] | undefined {
  if (node.span.start > check.start || node.span.end < check.end) return undefined;
  if (node.kind === "comparison")
    return node.span.start === check.start && node.span.end === check.end ? [node] : undefined;
  for (const child of conditionsIn(node)) {
    const path = pathTo(child, check);
    if (path) return [node, ...path];
  }
  return undefined;
}

function valueOf({ left, operator, modifier, right }: Comparison, fixed: string): boolean | undefined {
  if (left.kind !== "field" || operator.kind !== "operator" || modifier) return undefined;
  if (operator.name === "exists") return true;
  if (right?.kind === "text") {
    if (operator.name === "=" || operator.name === "==") return right.text === fixed;
    return operator.name === "!=" ? right.text !== fixed : undefined;
  }
  if (operator.name !== "in" || right?.kind !== "list" || right.emptiedBy) return undefined;
  const texts = right.items.map((item) => (item.kind === "text" ? item : undefined));
  if (texts.some((item) => item?.text === fixed)) return true;
  // A bare word may be the name of a list.
  return texts.every((item) => item && (item.quote || /^[<>]$/.test(item.text))) ? false : undefined;
}

/** An operand taken out of its `and` or `or`; what is alone in brackets then loses them. */
function withoutOperand(
  around: Condition & { kind: "and" | "or" },
  operand: Condition,
  outer: Condition | undefined,
  text: string,
): readonly Edit[] {
  const at = around.operands.indexOf(operand);
  const before = around.operands[at - 1];
  const after = around.operands[at + 1];
  const gone = before
    ? { start: before.span.end, end: operand.span.end }
    : after && { start: operand.span.start, end: after.span.start };
  if (!gone) return [];
  const rest = before ?? after;
  const bare =
    around.operands.length === 2 &&
    outer?.kind === "group" &&
    outer.close &&
    (rest?.kind === "comparison" || rest?.kind === "macro" || rest?.kind === "group")
      ? outer
      : undefined;
  if (!bare?.close || !rest) return [{ span: gone, newText: "" }];
  // Brackets part words, so a space replaces them where nothing else does.
  const gap = (position: number): string => (/[^\s(]/.test(text.charAt(position)) ? " " : "");
  return [
    {
      span: { start: bare.open.start, end: before ? rest.span.start : operand.span.start },
      newText: gap(bare.open.start - 1),
    },
    { span: before ? gone : { start: operand.span.start, end: rest.span.start }, newText: "" },
    {
      span: { start: before ? gone.end : rest.span.end, end: bare.close.end },
      newText: /[^\s)]/.test(text.charAt(bare.close.end)) ? " " : "",
    },
  ].filter(({ span, newText }) => span.end > span.start || newText !== "");
}
