import type { TransformerRecord } from "../../catalog/language-records.ts";
import type { Edit } from "../../text/span.ts";

export type CandidateKind =
  | "field"
  | "macro"
  | "list"
  | "operator"
  | "keyword"
  | "function"
  | "value"
  | "tag"
  | "event"
  | "item-key"
  | "config-key"
  | "option"
  | "rule";

/** One thing that could be typed. */
export interface Candidate {
  readonly label: string;
  readonly kind: CandidateKind;
  /** In the document; replaces the half-typed word. */
  readonly edit: Edit;
  /** The new text has `$1` and `$0` for the cursor. */
  readonly isSnippet?: boolean;
  readonly detail?: string;
  /** Where it comes from: a plugin, a file. */
  readonly origin?: string;
  /** What documentation is asked for by, where that is not the label: a configuration key's path, an item's kind and key. */
  readonly subject?: string;
  readonly deprecated?: boolean;
  /** Candidates are shown by this number, then by name. Changed in place when they are put in order: there are hundreds. */
  rank: number;
  /** Something else is offered at once after it was taken: operators after a field. */
  readonly chains?: boolean;
}

/**
 * Says of candidates that replace the document's text from `start` on, which labels are wanted. What is not wanted need not be
 * made: there are hundreds.
 */
export type Wanted = (start: number) => (label: string) => boolean;

/** A call of a transformer with a place for each argument that it must have. */
export function callSnippet({ name, minArguments }: TransformerRecord): string {
  const places = ARGUMENTS.get(name) ?? Array.from({ length: minArguments }, (_, at) => `$${at + 1}`);
  return `${name}(${places.join(", ")})$0`;
}

/** Arguments that are lists, or texts. */
const ARGUMENTS: ReadonlyMap<string, readonly string[]> = new Map([
  ["join", ["'$1'", "($2)"]],
  ["getopt", ["($1)", "'$2'"]],
]);

/** A text that is in a snippet as it is. */
export function snippetText(text: string): string {
  return text.replace(/[\\$}]/g, "\\$&");
}
