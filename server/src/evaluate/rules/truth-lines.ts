import type { Truth, TruthValue } from "./truth.ts";

/** A truth as a sign that reads without colours. */
export function signOf(truth: TruthValue): string {
  return truth === "unknown" ? "?" : truth ? "✓" : "✗";
}

/**
 * A condition with the truth of each part, one part a line, inner parts indented. With `decisive`, only the parts that make
 * the whole what it is.
 */
export function truthLines(truth: Truth, decisive = false): readonly string[] {
  return lines(truth, "", decisive);
}

function lines(truth: Truth, indent: string, decisive: boolean): readonly string[] {
  const { kind, text, parts } = truth;
  const shown = kind === "comparison" ? `${oneLine(text)}${detail(truth)}` : kind === "macro" ? text : kind;
  const inner = decisive ? parts.filter((part) => decides(part, truth)) : parts;
  return [
    `${indent}${signOf(truth.truth)} ${shown}`,
    ...inner.flatMap((part) => lines(part, `${indent}  `, decisive)),
  ];
}

function decides(part: Truth, { kind, truth }: Truth): boolean {
  return kind === "not" || kind === "macro" || part.truth === truth;
}

function detail({ missing, value }: Truth): string {
  if (missing.length > 0) return `  — no value for ${missing.map((field) => `\`${field}\``).join(", ")}`;
  return value === undefined ? "" : `  — ${shownValue(value)}`;
}

/** A value as people read it. */
export function shownValue(value: NonNullable<Truth["value"]>): string {
  return typeof value === "object"
    ? `(${value.map((one) => shownValue(one)).join(", ")})`
    : typeof value === "string"
      ? JSON.stringify(value)
      : String(value);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ");
}
