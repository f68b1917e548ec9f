import { keptBy } from "../../text/kept.ts";
import type { Catalog } from "../../catalog/catalog.ts";
import { fieldByHabit, withFalcoPrefix } from "../../catalog/habits.ts";
import { editDistance, nearestName } from "../../text/names.ts";

const answersFor = keptBy((_catalog: Catalog) => new Map<string, string | undefined>());
/** Far longer than any name with its argument: what is longer is not a slip of one. */
const LONGEST_NAME = 500;
/** A bound, so that a long session does not keep every slip. */
const MAX_ANSWERS = 2000;

/** The field or event type that a name was probably meant for. Looking through all names takes long and files repeat their slips, so answers are kept. */
export function nearest(
  kind: "field" | "event",
  name: string,
  catalog: Catalog,
  source: string,
): string | undefined {
  if (name.length > LONGEST_NAME) return undefined;
  const answers = answersFor(catalog);
  const key = kind === "field" ? `${source} ${name}` : ` ${name}`;
  if (!answers.has(key)) {
    if (answers.size >= MAX_ANSWERS) answers.clear();
    answers.set(
      key,
      kind === "field" ? nearestField(name, catalog, source) : nearestName(name, catalog.events.typeNames),
    );
  }
  return answers.get(key);
}

/** By habit first, then by how a field is written, and by its letters last: these often lead elsewhere. */
function nearestField(name: string, catalog: Catalog, source: string): string | undefined {
  const isThere = (field: string): boolean =>
    catalog.lookupField(field.replace(/\[.*/, ""), source).kind === "found";
  const habit = fieldByHabit(name);
  if (habit !== undefined && isThere(habit)) return habit;
  const prefixed = withFalcoPrefix(name);
  const renamed = prefixed === undefined ? undefined : (fieldByHabit(prefixed) ?? prefixed);
  if (renamed !== undefined && isThere(renamed)) return renamed;
  const names = catalog.fieldNames(source);
  return (
    withBracket(name, catalog, source) ??
    longerName(name, names) ??
    byLastPart(name, names) ??
    byLetters(name, names) ??
    (prefixed === undefined ? undefined : byLetters(prefixed, names))
  );
}

/** `container.label.app`, where the name of the label belongs in brackets. */
function withBracket(name: string, catalog: Catalog, source: string): string | undefined {
  for (let dot = name.lastIndexOf("."); dot > 0; dot = name.lastIndexOf(".", dot - 1)) {
    const found = catalog.lookupField(name.slice(0, dot), source);
    if (found.kind === "found" && found.suffix === undefined && found.field.arg?.bracket?.includes("key"))
      return `${found.field.name}[${name.slice(dot + 1)}]`;
  }
  return undefined;
}

/** The only field that a name is the beginning of, such as `container.image.repo`; of several below it the one that is its name. */
function longerName(name: string, names: readonly string[]): string | undefined {
  const last = name.slice(name.lastIndexOf(".") + 1);
  const longer = last.length < 3 ? [] : names.filter((field) => field.startsWith(name));
  const own = `${name}.name`;
  if (longer.includes(own)) return own;
  return longer.length === 1 ? longer[0] : undefined;
}

/** The only field of the same class with the same last part, such as `container.image.tag` for `container.tag`. */
function byLastPart(name: string, names: readonly string[]): string | undefined {
  const first = name.slice(0, name.indexOf(".") + 1);
  const last = name.slice(name.lastIndexOf("."));
  const same = names.filter((field) => field.startsWith(first) && field.endsWith(last));
  return same.length === 1 ? same[0] : undefined;
}

/** The nearest by spelling, if the parts that differ are near: not `proc.cwd` for `proc.pcpu`. */
function byLetters(name: string, names: readonly string[]): string | undefined {
  const near = nearestName(name, names);
  if (near === undefined) return undefined;
  const [a, b] = differing(name.toLowerCase().split("."), near.toLowerCase().split("."));
  const limit = Math.max(1, Math.floor(Math.min(a.length, b.length) / 3));
  return editDistance(a, b, limit + 1) <= limit ? near : undefined;
}

/** What is left of two names without the parts that they begin and end with alike. */
function differing(a: string[], b: string[]): readonly [string, string] {
  while (a.length > 0 && b.length > 0 && a[0] === b[0]) {
    a.shift();
    b.shift();
  }
  while (a.length > 0 && b.length > 0 && a.at(-1) === b.at(-1)) {
    a.pop();
    b.pop();
  }
  return [a.join("."), b.join(".")];
}
