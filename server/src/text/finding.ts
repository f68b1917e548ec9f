import type { Span } from "./span.ts";

/** A fact that the model found and a check words. `code` names the check; spans are in the text that was checked. */
export interface Finding<Code extends string = string> {
  readonly code: Code;
  readonly span: Span;
  /** Message and span, in the same text. */
  readonly related?: readonly (Span & { readonly message: string })[];
}

/** The findings of one code among those of a union. */
export type OfCode<F, Code> = F extends { readonly code: infer Own }
  ? Code extends Own
    ? F & { readonly code: Code }
    : never
  : never;
