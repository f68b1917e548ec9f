import type { ValueType } from "../../catalog/records.ts";
import { type EventScalar, type EventValue, readValue, type Value } from "../values/value.ts";

/** What a slot holds: a value, several, or null where the event has none. */
export type Loaded = Value | readonly Value[] | null;

/** One event, to be asked by conditions of the evaluator that made it. */
export interface EvaluationEvent {
  readonly values: ReadonlyMap<string, EventValue>;
  /** What was read so far, by slot. */
  readonly slots: (Loaded | undefined)[];
  /** What comparisons answered so far, by their places: 1 for true, 2 for false. */
  readonly truths: Uint8Array;
}

/** A field, or a field with transformers, that several conditions ask for is read once for each event. */
export interface Slots {
  /** A reader of one slot; `load` is asked once for each event. */
  reader(key: string, load: (event: EvaluationEvent) => Loaded): (event: EvaluationEvent) => Loaded;
  /** How many there are so far. */
  readonly count: number;
}

export function createSlots(): Slots {
  const readers = new Map<string, (event: EvaluationEvent) => Loaded>();
  return {
    reader(key, load) {
      const known = readers.get(key);
      if (known) return known;
      const index = readers.size;
      const made = (event: EvaluationEvent): Loaded => {
        const held = event.slots[index];
        if (held !== undefined) return held;
        const loaded = load(event);
        event.slots[index] = loaded;
        return loaded;
      };
      readers.set(key, made);
      return made;
    },
    get count() {
      return readers.size;
    },
  };
}

/** The one value of a field; null where there is none, or where it is not a value of the type. */
export function loadScalar(value: EventValue | undefined, type: ValueType): Value | null {
  const one = isMany(value) ? value[0] : value;
  return one === undefined ? null : (readValue(one, type) ?? null);
}

/** All values of a field; null where there is none. */
export function loadList(value: EventValue | undefined, type: ValueType): readonly Value[] | null {
  if (value === undefined) return null;
  const read = (isMany(value) ? value : [value]).flatMap((one) => readValue(one, type) ?? []);
  return read.length === 0 ? null : read;
}

function isMany(value: EventValue | undefined): value is readonly EventScalar[] {
  return typeof value === "object";
}
