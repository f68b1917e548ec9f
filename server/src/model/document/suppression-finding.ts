import type { Finding } from "../../text/finding.ts";

/** A comment, or one of its codes, that ignores no problem. */
export interface SuppressionFinding extends Finding {
  readonly code: "unused-suppression";
  /** The code that the comment names; undefined for a comment that names none. */
  readonly named: string | undefined;
  /** Whether a check has that code. */
  readonly isKnown: boolean;
  /** What was probably meant. */
  readonly near: string | undefined;
  /** What is removed with it. */
  readonly removed: { readonly start: number; readonly end: number };
}
