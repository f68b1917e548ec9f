/**
 * Fields that follow from others. Only what is certain: where the engine looks at more than the event states, nothing is
 * derived. What the event states itself is never changed.
 */
import type { Catalog } from "../../catalog/catalog.ts";
import type { EventScalar, EventValue } from "../values/value.ts";
import { SYSCALL } from "../../catalog/records.ts";

type Values = ReadonlyMap<string, EventValue>;

/**
 * Adds the fields that follow. Of an event that states only some fields, as an alert does, nothing follows from what is
 * not there.
 */
export function withDerivedFields(
  values: Values,
  source: string,
  catalog: Catalog,
  isPartial = false,
): Values {
  const all = new Map(values);
  if (source !== SYSCALL) return all;
  for (const derive of isPartial ? PARTIAL_DERIVATIONS : DERIVATIONS) {
    for (const [name, value] of derive(all)) if (!all.has(name)) all.set(name, value);
  }
  // A field that was deprecated may have one value only from then on.
  for (const { name, deprecated } of catalog.fieldsFor(source)) {
    if (deprecated?.fixedValue !== undefined && !all.has(name)) all.set(name, deprecated.fixedValue);
  }
  return all;
}

type Derived = readonly (readonly [string, EventValue])[];

/** Calls by which a process opens a file. Source: libsinsp, `sinsp_filter_check_event`. */
const OPENS: ReadonlySet<string> = new Set(["open", "openat", "openat2", "open_by_handle_at"]);

const TYPE_LETTERS: ReadonlyMap<string, string> = new Map([
  ["file", "f"],
  ["directory", "d"],
  ["ipv4", "4"],
  ["ipv6", "6"],
  ["unix", "u"],
  ["pipe", "p"],
  ["event", "e"],
  ["signalfd", "s"],
  ["eventpoll", "l"],
  ["inotify", "i"],
  ["timerfd", "t"],
]);
const LETTER_TYPES: ReadonlyMap<string, string> = new Map(
  [...TYPE_LETTERS].map(([type, letter]) => [letter, type]),
);

const DERIVATIONS: readonly ((values: Values) => Derived)[] = [
  typeOfDescriptor,
  partsOfName,
  networks,
  openFlags,
  ancestors,
  results,
];

/** The ancestors that an event names are not all that there are. */
const PARTIAL_DERIVATIONS = DERIVATIONS.map((derive) =>
  derive === ancestors
    ? (values: Values): Derived => ancestors(values).filter(([name]) => !ANCESTORS.has(name))
    : derive,
);

function typeOfDescriptor(values: Values): Derived {
  const letter = TYPE_LETTERS.get(textIn(values, "fd.type") ?? "");
  const type = LETTER_TYPES.get(textIn(values, "fd.typechar") ?? "");
  return [
    ...(letter === undefined ? [] : [["fd.typechar", letter] as const]),
    ...(type === undefined ? [] : [["fd.type", type] as const]),
  ];
}

/** `fd.name` of a file has a folder and a file name. Of a path without a slash, or of `/x`, the engine's folder is another matter. */
function partsOfName(values: Values): Derived {
  const name = textIn(values, "fd.name");
  const isFile =
    textIn(values, "fd.typechar") === "f" ||
    (!values.has("fd.typechar") && name?.startsWith("/") === true && !name.includes("->"));
  const slash = name?.lastIndexOf("/") ?? -1;
  if (name === undefined || !isFile || slash <= 0 || slash === name.length - 1) return [];
  return [
    ["fd.directory", name.slice(0, slash)],
    ["fd.filename", name.slice(slash + 1)],
  ];
}

/** A network field is the address that it is compared with. */
function networks(values: Values): Derived {
  return ["c", "s", "l", "r"].flatMap((end): Derived => {
    const address = values.get(`fd.${end}ip`);
    return address === undefined ? [] : [[`fd.${end}net`, address]];
  });
}

/** `evt.is_open_…` follow from the event type, and for the calls that open files from their flags. */
function openFlags(values: Values): Derived {
  const type = textIn(values, "evt.type");
  if (type === undefined) return [];
  const names = ["evt.is_open_read", "evt.is_open_write"];
  if (!OPENS.has(type))
    return type === "creat" || type === "io_uring_enter" ? [] : names.map((name) => [name, false] as const);
  const flags = textIn(values, "evt.arg.flags") ?? textIn(values, "evt.arg[flags]");
  if (flags === undefined) return [];
  const set = new Set(flags.split(/[|(]/));
  return [
    ["evt.is_open_read", set.has("O_RDONLY") || set.has("O_RDWR")],
    ["evt.is_open_write", set.has("O_WRONLY") || set.has("O_RDWR")],
  ];
}

const ANCESTORS: ReadonlySet<string> = new Set([
  "proc.aname",
  "proc.apid",
  "proc.aexe",
  "proc.aexepath",
  "proc.acmdline",
]);

/** The parent is the first ancestor. */
function ancestors(values: Values): Derived {
  return [
    ["proc.aname", "proc.pname"],
    ["proc.apid", "proc.ppid"],
    ["proc.aexe", "proc.pexe"],
    ["proc.aexepath", "proc.pexepath"],
    ["proc.acmdline", "proc.pcmdline"],
  ].flatMap(([all = "", parent = ""]): Derived => {
    const given = values.get(all);
    const listed = given === undefined ? [] : typeof given === "object" ? given : [given];
    const first = values.get(`${all}[1]`) ?? listed[0];
    const indexed = listed.map((value, index) => [`${all}[${index + 1}]`, value] as const);
    const known = values.get(parent);
    const numbered = given === undefined ? numberedAncestors(values, all, known) : [];
    return [
      ...(first === undefined ? [] : [[parent, first] as const]),
      ...indexed,
      ...(known === undefined ? [] : [[`${all}[1]`, known] as const]),
      ...(numbered.length === 0 ? [] : [[all, numbered] as const]),
    ];
  });
}

/** All ancestors that the event states by number, as the ancestors there are. */
function numberedAncestors(
  values: Values,
  all: string,
  parent: EventValue | undefined,
): readonly EventScalar[] {
  const found: EventScalar[] = [];
  for (let index = 1; ; index++) {
    const value = values.get(`${all}[${index}]`) ?? (index === 1 ? parent : undefined);
    if (value === undefined || typeof value === "object") return found;
    found.push(value);
  }
}

function results(values: Values): Derived {
  const raw = values.get("evt.rawres");
  const number = raw === undefined || typeof raw === "object" ? undefined : Number(raw);
  return number === undefined || Number.isNaN(number) ? [] : [["evt.failed", number < 0]];
}

function textIn(values: Values, name: string): string | undefined {
  const value = values.get(name);
  return typeof value === "string" ? value : undefined;
}
