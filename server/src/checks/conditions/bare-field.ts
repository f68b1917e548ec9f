import { fieldByHabit } from "../../catalog/habits.ts";
import type { Span } from "../../text/span.ts";
import type { FixDraft } from "../check.ts";
import { replacing } from "./condition-check.ts";

/** A name of a field without its class, such as `cmdline`, where a check begins. */
interface BareField {
  readonly word: string;
  /** The field that is meant. */
  readonly field: string;
  /** Offsets in the condition. */
  readonly span: Span;
}

/** What may be before a check, and its first word: the start, a bracket or a keyword. */
const FIRST_WORD = /(?:^|\(|(?<![\w.-])(?:and|or|not))\s*([a-z_]+)\s*$/;
/** Farther back none is looked for. */
const FAR = 60;

/** Returns the bare name at the end of what is before an operator, where people know a field by it. */
export function bareField(before: string): BareField | undefined {
  const cut = Math.max(0, before.length - FAR);
  const near = FIRST_WORD.exec(before.slice(cut));
  const word = near?.[1];
  const field = word === undefined ? undefined : fieldByHabit(word);
  if (!near || word === undefined || field === undefined) return undefined;
  const start = cut + near.index + near[0].lastIndexOf(word);
  return { word, field, span: { start, end: start + word.length } };
}

/** What to say of it: the field in full. */
export function bareFieldAdvice({ word, field, span }: BareField): {
  readonly message: string;
  readonly fixes: readonly FixDraft[];
} {
  return {
    message: `\`${word}\` is not a field. Did you mean \`${field}\`?`,
    fixes: [replacing(`Replace with \`${field}\``, "unsafe", span, field)],
  };
}
