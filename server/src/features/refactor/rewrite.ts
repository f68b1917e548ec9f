import type { Condition, ConditionNode } from "../../syntax/condition/ast.ts";
import { tokensOf } from "../../syntax/condition/lexer.ts";
import { parseCondition } from "../../syntax/condition/parse.ts";
import { applyEdits, type Edit, type FileRange, type Span } from "../../text/span.ts";

/** Another way to write a part of a condition, with the same meaning. */
export interface Rewrite {
  readonly title: string;
  /** In the text of the condition; they do not overlap. */
  readonly edits: readonly Edit[];
}

/** A change of how rules are written that keeps what they mean. */
export interface Refactoring {
  readonly title: string;
  readonly kind: "extract" | "inline" | "rewrite";
  readonly edits: readonly (FileRange & { readonly newText: string })[];
}

/** A condition that parses, and what is chosen in it. */
export interface Chosen {
  readonly text: string;
  readonly tree: Condition;
  /** Empty for a cursor. */
  readonly span: Span;
}

/** The rewrites whose text parses again; those that would drop a comment are left out. */
export function soundRewrites(text: string, rewrites: readonly Rewrite[]): readonly Rewrite[] {
  const comments = commentsIn(text);
  return rewrites.filter(({ edits }) => {
    const after = applyEdits(text, edits);
    return (
      after !== text &&
      parseCondition(after).problems.length === 0 &&
      commentsIn(after).join("\n") === comments.join("\n")
    );
  });
}

function commentsIn(text: string): readonly string[] {
  return tokensOf(text).flatMap(({ kind, image }) => (kind === "comment" ? [image] : []));
}

/** The text of a part of a condition. */
export function written(text: string, { span }: { readonly span: Span }): string {
  return text.slice(span.start, span.end);
}

/** The node that holds `child` directly, in a path of nodes from the root; undefined for the root. */
export function parentIn(path: readonly ConditionNode[], child: ConditionNode): ConditionNode | undefined {
  const at = path.indexOf(child);
  return at > 0 ? path[at - 1] : undefined;
}

/** Whether a list of operands of `or` can be in a place without parentheses. */
export function standsAlone(parent: ConditionNode | undefined): boolean {
  return parent === undefined || parent.kind === "group" || parent.kind === "or";
}
