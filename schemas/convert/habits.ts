import type { PriorityRecord } from "../../server/src/catalog/language-records.ts";
import type { FieldHabitRecord, FieldRecord, PriorityHabitRecord } from "../../server/src/catalog/records.ts";
import { ShapeError, anything, list, record, text } from "../shape.ts";

const sourceShape = record({
  meta: anything,
  fields: list(record({ meant: text, written: list(text) })),
  fieldPrefixes: list(record({ meant: text, written: text })),
  priorities: list(record({ meant: list(text), written: list(text) })),
});

export interface Habits {
  readonly fields: readonly FieldHabitRecord[];
  readonly fieldPrefixes: readonly { readonly meant: string; readonly written: string }[];
  readonly priorities: readonly PriorityHabitRecord[];
}

/** `sources/habits.json` → wrong names that people write, and what each means. What is meant must exist, and what is written must not. */
export function convertHabits(source: unknown, fields: readonly FieldRecord[], priorities: readonly PriorityRecord[]): Habits {
  const read = sourceShape(source, "habits.json");
  const names = new Set(fields.map(({ name }) => name));
  const alive = new Map(fields.filter(({ removedIn }) => removedIn === undefined).map((field) => [field.name, field]));
  const levels = new Set(priorities.map(({ name }) => name.toUpperCase()));
  const seen = new Set<string>();
  const once = (written: string): void => {
    if (seen.has(written)) throw new ShapeError(`habits.json ${written}`, "is written twice");
    seen.add(written);
  };
  for (const { meant, written } of read.fields) {
    if (!isField(meant, alive)) throw new ShapeError(`habits.json fields ${meant}`, "is not a field");
    for (const name of written) {
      once(name);
      if (names.has(name)) throw new ShapeError(`habits.json fields ${meant}`, `\`${name}\` is a field itself`);
    }
  }
  for (const { meant, written } of read.fieldPrefixes) {
    if (![...alive.keys()].some((name) => name.startsWith(`${meant}.`) || name === meant))
      throw new ShapeError(`habits.json fieldPrefixes ${written}`, `no field begins with \`${meant}\``);
    if ([...names].some((name) => name.startsWith(`${written}.`)))
      throw new ShapeError(`habits.json fieldPrefixes ${written}`, "is the beginning of a field");
  }
  for (const { meant, written } of read.priorities) {
    for (const name of meant) if (!levels.has(name)) throw new ShapeError(`habits.json priorities ${name}`, "is not a priority");
    for (const name of written) {
      once(name);
      if (levels.has(name)) throw new ShapeError(`habits.json priorities ${name}`, "is a priority itself");
    }
  }
  const { fields: fieldHabits, fieldPrefixes, priorities: priorityHabits } = read;
  return { fields: fieldHabits, fieldPrefixes, priorities: priorityHabits };
}

/** Whether a name, with an argument in brackets or after a dot, leads to a field. */
function isField(meant: string, fields: ReadonlyMap<string, FieldRecord>): boolean {
  const name = meant.replace(/\[.*$/, "");
  if (fields.has(name)) return name === meant || fields.get(name)?.arg?.bracket !== undefined;
  const base = name.slice(0, name.lastIndexOf("."));
  return fields.get(base)?.arg?.dotted !== undefined;
}
