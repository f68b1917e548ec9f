import { eventData } from "./data.ts";
import type { EventArgumentRecord, EventRecord, SyscallRecord } from "./records.ts";
import { ownValue } from "../text/table.ts";

/** What `evt.type` and the event parameters can be, with some plugins loaded. */
export interface EventTable {
  /** Falco accepts it as a value of `evt.type`: an event, a system call, or an asynchronous event of a loaded plugin. */
  isEventType(name: string): boolean;
  /** Every name that `isEventType` accepts, each once. */
  readonly typeNames: readonly string[];
  event(name: string): EventRecord | undefined;
  syscall(name: string): SyscallRecord | undefined;
  isAsync(name: string): boolean;
  /** Plugins add event types that nobody here knows. */
  readonly isOpen: boolean;
  /** For a name that is accepted but that no event carries: the name that the event has. */
  carriedName(name: string): string | undefined;
  /** The codes that a name restricts a condition to: those of its events, 402 for an asynchronous one, 0 and 1 for a generic system call. */
  codesOf(name: string): readonly number[];
  /** The system calls whose capture a name asks for; none for aliases and for events without one. */
  syscallsOf(name: string): readonly string[];
  /** The event table's name of a code; undefined for the two generic codes, which have none of their own. */
  nameOfCode(code: number): string | undefined;
  /** The name under which a captured system call shows up in `evt.type`. */
  nameOfSyscall(name: string): string;
  /** Codes go from 0 to this, exclusive. */
  readonly codeCount: number;
  readonly syscallNames: readonly string[];
  /** Where a system call is among `syscallNames`. */
  syscallIndex(name: string): number | undefined;
  /** A syscall rule whose condition admits more codes than this, or none, is warned of. */
  readonly warnAbove: number;
  /** A parameter by the name that follows `evt.arg.` or `evt.rawarg.`. */
  parameter(name: string): EventArgumentRecord | undefined;
  readonly parameterNames: readonly string[];
  /** The longest parameter name that `text` begins with: how far Falco's own reader gets. */
  parameterPrefix(text: string): string | undefined;
}

const EVENTS: ReadonlyMap<string, EventRecord> = new Map(
  eventData.events.map((event) => [event.name, event]),
);
const SYSCALLS: ReadonlyMap<string, SyscallRecord> = new Map(
  eventData.syscalls.map((syscall) => [syscall.name, syscall]),
);
const PARAMETERS: ReadonlyMap<string, EventArgumentRecord> = new Map(
  eventData.args.map((parameter) => [parameter.name, parameter]),
);
const SYSCALL_NAMES: readonly string[] = [...SYSCALLS.keys()];
const SYSCALL_INDEX: ReadonlyMap<string, number> = new Map(SYSCALL_NAMES.map((name, index) => [name, index]));
const PARAMETER_NAMES: readonly string[] = [...PARAMETERS.keys()];

/** The enter and exit codes that all generic system calls share. A name's codes are looked up from the next one on. */
const GENERIC_CODES: readonly number[] = [0, 1];
const NAMES_BY_CODE: ReadonlyMap<number, string> = new Map(
  eventData.events.flatMap((event) =>
    event.codes
      .filter((code) => !GENERIC_CODES.includes(code))
      .map((code): [number, string] => [code, event.name]),
  ),
);
const CODES: ReadonlyMap<string, readonly number[]> = new Map(
  eventData.events.map((event) => [event.name, event.codes.filter((code) => !GENERIC_CODES.includes(code))]),
);
const ASYNC_CODES: readonly number[] = CODES.get("asyncevent") ?? [];

/**
 * The event table with the asynchronous events of the loaded plugins. `isOpen`: they add others that nobody here knows, and
 * any unknown name may be one of these.
 */
export function createEventTable(asyncNames: readonly string[], isOpen: boolean): EventTable {
  const async = new Set(asyncNames);
  const isAsync = (name: string): boolean =>
    async.has(name) || (isOpen && !EVENTS.has(name) && !SYSCALLS.has(name));
  return {
    isEventType: (name) => EVENTS.has(name) || SYSCALLS.has(name) || async.has(name),
    typeNames: [...new Set([...EVENTS.keys(), ...SYSCALLS.keys(), ...async])],
    event: (name) => EVENTS.get(name),
    syscall: (name) => SYSCALLS.get(name),
    isAsync,
    isOpen,
    carriedName: (name) => ownValue(eventData.unmatchable, name),
    codesOf: (name) => codesOf(name, isAsync(name)),
    syscallsOf,
    nameOfCode: (code) => NAMES_BY_CODE.get(code),
    nameOfSyscall: (name) => SYSCALLS.get(name)?.event ?? name,
    codeCount: eventData.codeCount,
    syscallNames: SYSCALL_NAMES,
    syscallIndex: (name) => SYSCALL_INDEX.get(name),
    warnAbove: eventData.warnAbove,
    parameter: (name) => PARAMETERS.get(name),
    parameterNames: PARAMETER_NAMES,
    parameterPrefix: (text) =>
      PARAMETER_NAMES.filter((name) => text.startsWith(name)).reduce<string | undefined>(
        (best, name) => (best && best.length >= name.length ? best : name),
        undefined,
      ),
  };
}

function codesOf(name: string, isAsync: boolean): readonly number[] {
  const own = CODES.get(name) ?? [];
  if (isAsync) return [...own, ...ASYNC_CODES];
  if (own.length > 0) return own;
  return SYSCALLS.has(name) ? GENERIC_CODES : [];
}

function syscallsOf(name: string): readonly string[] {
  const event = EVENTS.get(name);
  if (event && (CODES.get(name)?.length ?? 0) > 0) return event.syscalls ?? [];
  const syscall = SYSCALLS.get(name);
  return syscall && syscall.event === undefined ? [syscall.name] : [];
}
