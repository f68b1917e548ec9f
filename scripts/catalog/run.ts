/** One update of the data, and when a release line provides things. */
import type { Checkout } from "./checkout.ts";
import type { Lived } from "./sources.ts";

export const OPTIONS_FILE = "userspace/falco/app/options.cpp";
export const SCHEMA_FILE = "userspace/falco/config_json_schema.h";

export interface Change {
  readonly kind: "new" | "removed" | "deprecated" | "changed" | "decide";
  readonly of: string;
  readonly name: string;
  readonly note?: string;
}

export interface Run {
  readonly release: string;
  readonly from: string;
  readonly isNew: boolean;
  readonly checkout: Checkout;
  readonly changes: Change[];
  readonly disagreements: string[];
}

/** The first release after the last known one in which a file of the checkout has a text; the new release where none says. */
export function firstWith(
  file: string,
  has: (text: string) => boolean,
  { checkout, from, release }: Run,
): string {
  const tags = checkout.tags.filter((tag) => compare(tag, from) > 0 && compare(tag, release) <= 0);
  return tags.find((tag) => has(checkout.read(tag, file) ?? "")) ?? firstOfLine(tags, release);
}

/** Fields and deprecations come with the first release of a line; later ones of it fix. */
export function firstOfLine(tags: readonly string[], release: string): string {
  const line = release.replace(/\.\d+$/, ".0");
  return tags.includes(line) ? line : release;
}

export function isThere({ since, removedIn }: Lived, release: string): boolean {
  const begins = since === null || since.startsWith("<") || compare(since, release) <= 0;
  return begins && (removedIn === null || compare(removedIn, release) > 0);
}

export function isOptionIn(text: string, name: string): boolean {
  const bare = name.replace(/^-+/, "").replaceAll("-", "\\-");
  return new RegExp(`"(?:${bare}|\\w,\\s*${bare}|${bare},[^"]*)"`).test(text);
}

/** Below 0 where the first version is older. */
export function compare(a: string, b: string): number {
  const [one, other] = [a, b].map((text) => text.split(/[.-]/).map(Number));
  for (let at = 0; at < 3; at++) {
    const difference = (one?.[at] ?? 0) - (other?.[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
