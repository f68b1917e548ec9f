import type { Span } from "../../text/span.ts";
import type { LintFinding } from "./finding.ts";

type Bare<T> = T extends unknown ? Omit<T, "stage" | "check"> : never;

/** A piece of advice, in the part of the condition that it is about. */
export function lintFinding(bare: Bare<LintFinding>, check: { readonly span: Span }): LintFinding {
  return { ...bare, stage: "compile", check: check.span } as LintFinding;
}
