import type { Span } from "../../text/span.ts";
import type { StatedVersion } from "../host.ts";

/** The version that a text asks Helm for, and where in the text it is. */
export interface ChartVersion extends Pick<StatedVersion, "version" | "upTo"> {
  readonly start: number;
  readonly end: number;
}

const EXACT = /^[~=v ]*(\d+\.\d+\.\d+)$/;
const PART = "\\d+|[xX*]";
const PARTLY = new RegExp(`^(\\^|~>?|=)?[v ]*(\\d+)(?:\\.(${PART}))?(?:\\.(${PART}))?$`);
const BETWEEN = /^>= *v?(\d+(?:\.\d+){0,2}) *(?:, *)?< *v?(\d+(?:\.\d+){0,2})$/;

/** A version such as `4.2.0`, or a range such as `4.*`, `^4.2`, `~4.2.0` or `>=4.0 <5`; undefined for what has no upper end. */
export function chartVersionIn(text: string): ChartVersion | undefined {
  const exact = EXACT.exec(text)?.[1];
  if (exact !== undefined) return { version: exact, start: text.length - exact.length, end: text.length };
  const whole = { start: 0, end: text.length };
  const [, from, to] = BETWEEN.exec(text) ?? [];
  if (from !== undefined && to !== undefined) return { ...whole, version: filled(from), upTo: filled(to) };
  const [, sign, major, minor, patch] = PARTLY.exec(text) ?? [];
  if (major === undefined) return undefined;
  const isMinorFree = minor === undefined || !/^\d/.test(minor) || sign === "^";
  const version = filled(
    [major, minor, patch].filter((part) => part !== undefined && /^\d/.test(part)).join("."),
  );
  const start = patch !== undefined && /^\d/.test(patch) ? text.length - version.length : 0;
  return {
    ...whole,
    start,
    version,
    upTo: isMinorFree ? `${Number(major) + 1}.0.0` : `${major}.${Number(minor) + 1}.0`,
  };
}

/** With all three numbers. */
function filled(version: string): string {
  return [...version.split("."), "0", "0"].slice(0, 3).join(".");
}

/** The same where it is in a document. */
export function statedChart({ version, upTo }: ChartVersion, span: Span, group?: string): StatedVersion {
  return {
    of: "chart",
    version,
    span,
    ...(upTo !== undefined && { upTo }),
    ...(group !== undefined && { group }),
  };
}
