import { VALUE_TYPES, type EventArgumentRecord, type EventRecord, type SyscallRecord } from "../../server/src/catalog/records.ts";
import {
  ShapeError,
  anything,
  defined,
  flag,
  list,
  mapOf,
  number,
  oneOf,
  optional,
  record,
  some,
  text,
  unused,
} from "../shape.ts";

export interface Events {
  readonly events: readonly EventRecord[];
  readonly syscalls: readonly SyscallRecord[];
  readonly args: readonly EventArgumentRecord[];
  /** Names that pass as an event type though the event carries another name. */
  readonly unmatchable: Readonly<Record<string, string>>;
  /** How many codes the event table has, from 0 on. */
  readonly codeCount: number;
  /** More codes than this, or none, and Falco warns. */
  readonly warnAbove: number;
}

/** `sources/events.json` → events, system calls and event parameters. */
export function convertEvents(source: unknown): Events {
  const read = sourceShape(source, "events.json");
  const codes = new Set(read.names.flatMap((event) => event.codes));
  if (codes.size !== read.meta.eventCodes || Math.max(...codes) !== codes.size - 1)
    throw new ShapeError("events.json names", "the event codes have gaps or repeats");
  const names = new Set(read.names.map((event) => event.name));
  return {
    events: read.names.map((event) => {
      if (!read.meta.categories.includes(event.category))
        throw new ShapeError(`events.json ${event.name}`, `unknown category \`${event.category}\``);
      return defined({
        name: event.name,
        kinds: event.kinds,
        category: event.category,
        codes: event.codes,
        syscalls: some(event.syscalls),
        params: some(event.params.map((param) => defined({ ...param }))),
        legacyParams: some(event.legacyOnlyParams),
        ignoredByDefault: event.ignoredByDefault,
        notEmitted: event.stillEmitted ? undefined : (true as const),
      });
    }),
    syscalls: read.syscalls.map((syscall) => {
      if (!names.has(syscall.event)) throw new ShapeError(`events.json ${syscall.name}`, `unknown event \`${syscall.event}\``);
      return defined({ name: syscall.name, event: syscall.generic ? undefined : syscall.event });
    }),
    args: read.argNames.map(({ name, rawType, rawComparable, types, events }) => ({
      name,
      rawType,
      rawComparable,
      types,
      events,
    })),
    unmatchable: read.unmatchableNames,
    codeCount: read.meta.eventCodes,
    warnAbove: read.meta.noEvttypeThreshold,
  };
}

const type = oneOf(VALUE_TYPES);
const sourceShape = record({
  meta: record({
    falco: text,
    libs: text,
    from: list(text),
    eventCodes: number,
    eventNames: number,
    scNames: number,
    categories: list(text),
    noEvttypeThreshold: number,
  }),
  unmatchableNames: mapOf(text),
  names: list(
    record({
      name: text,
      kinds: list(oneOf(["syscall", "tracepoint", "metaevent", "plugin", "iter", "unknown"])),
      category: text,
      codes: list(number),
      codeCount: number,
      versions: number,
      stillEmitted: flag,
      syscalls: list(text),
      createsFd: flag,
      usesFd: flag,
      modifiesState: flag,
      inStateSet: flag,
      ignoredByDefault: flag,
      params: list(record({ name: text, type, values: optional(list(text)) })),
      legacyOnlyParams: list(text),
    }),
  ),
  genericSyscalls: unused,
  syscalls: list(record({ name: text, event: text, generic: flag, inStateSet: flag, x86_64: anything })),
  stateSyscalls: unused,
  ioSyscallsIgnoredWithoutA: unused,
  asyncNames: unused,
  argNames: list(
    record({
      name: text,
      rawType: type,
      types: list(type),
      events: list(text),
      rawComparable: oneOf(["numeric", "string", "ip", "existsOnly"]),
    }),
  ),
});
