import type { ItemFinding } from "../../../model/ruleset/items/items.ts";
import { foreignCharacters } from "../../../text/foreign-characters.ts";
import { nearestName } from "../../../text/names.ts";

/** What a finding is about, as the beginning of a sentence: "Rule `x`". */
export function subjectOf(finding: ItemFinding): string {
  const { type, name } = finding.place;
  if (type === "exception" || type === "exceptions")
    return name === "" ? "The exception" : `Exception \`${name}\``;
  if (type.startsWith("required plugin"))
    return name === "" ? "The plugin requirement" : `The requirement of plugin \`${name}\``;
  const kind = type === "rule" || type === "macro" || type === "list" ? type : undefined;
  if (finding.name === "") return `The ${kind ?? "item"}`;
  return `${capitalised(kind ?? "item")} \`${finding.name}\``;
}

/** The name of the exception that a finding is about; empty when it has none. */
export function exceptionOf(finding: ItemFinding): string {
  return finding.place.type.startsWith("exception") ? finding.place.name : "";
}

/** The name that was probably meant: a known slip, else the nearest by spelling. */
export function meantName(
  wrong: string,
  names: readonly string[],
  slips: ReadonlyMap<string, string> = new Map(),
): string | undefined {
  const known = slips.get(wrong.toLowerCase());
  return known !== undefined && names.includes(known) ? known : nearestName(wrong, names);
}

/** " Did you mean `x`?", or nothing; before it, which character of what is written cannot be seen. */
export function didYouMean(name: string | undefined, written = ""): string {
  const [foreign] = foreignCharacters(written);
  const holds = foreign ? ` It contains ${foreign.name}.` : "";
  return name === undefined ? holds : `${holds} Did you mean \`${name}\`?`;
}

/** The same within a sentence. */
export function lowered(subject: string): string {
  return subject.charAt(0).toLowerCase() + subject.slice(1);
}

/** "`a`, `b` or `c`". */
export function oneOf(names: readonly string[]): string {
  return joined(names, "or");
}

/** "`a`, `b` and `c`". */
export function allOf(names: readonly string[]): string {
  return joined(names, "and");
}

/** "1 field", "2 fields". */
export function counted(count: string, noun: string): string {
  return `${count} ${noun}${count === "1" ? "" : "s"}`;
}

function joined(names: readonly string[], word: string): string {
  const quoted = names.map((name) => `\`${name}\``);
  const last = quoted.pop() ?? "";
  return quoted.length === 0 ? last : `${quoted.join(", ")} ${word} ${last}`;
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
