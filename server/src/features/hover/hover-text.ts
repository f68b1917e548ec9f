import type { Span } from "../../text/span.ts";

export interface Hover {
  readonly markdown: string;
  /** In the document. */
  readonly span: Span;
}
