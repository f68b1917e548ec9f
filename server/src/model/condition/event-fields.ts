/** Which fields the events of the newest release never have: arguments of others, and sockets where files are opened. */
import type { Catalog } from "../../catalog/catalog.ts";
import { NEWEST_FALCO } from "../../catalog/releases.ts";
import { SYSCALL } from "../../catalog/records.ts";
import { isAtLeast } from "../../catalog/version.ts";

/** The events, where the table says of each what it has; undefined for other sources and releases, whose events are not known. */
export function knownEvents(
  events: readonly string[],
  { catalog, source }: { readonly catalog: Catalog; readonly source: string },
): readonly string[] | undefined {
  // The table of events is that of the newest release; older ones had other arguments.
  if (source !== SYSCALL || !isAtLeast(catalog.target, NEWEST_FALCO)) return undefined;
  return events.length > 0 && events.every((name) => isOrdinary(name, catalog)) ? events : undefined;
}

/** Whether a field may be one that events of some kinds never have: a first look, which needs no table. */
export function mayBeAbsent(name: string): boolean {
  return name.startsWith("fd.") || name.startsWith("evt.arg") || name.startsWith("evt.rawarg");
}

/** Whether none of the known events has a field; `argument` is what is in its brackets. */
export function isAbsentField(
  name: string,
  argument: string | undefined,
  events: readonly string[],
  { events: table }: Catalog,
): boolean {
  const wanted = /^evt\.(?:raw)?arg\.(\w+)$/.exec(name)?.[1] ?? (name === "evt.arg" ? argument : undefined);
  if (wanted === undefined || !table.parameter(wanted))
    return SOCKET_FIELDS.test(name) && events.every((event) => FILE_EVENTS.has(event));
  // What old captures hold besides is not looked at.
  return events.every((event) => table.event(event)?.params?.every((own) => own.name !== wanted) ?? false);
}

/** An event of the table that is always called so. */
function isOrdinary(name: string, { events }: Catalog): boolean {
  return (
    events.event(name) !== undefined &&
    events.carriedName(name) === undefined &&
    !events.isAsync(name) &&
    (events.event(name)?.codes.length ?? 0) > 0
  );
}

/** Events whose file descriptor is a file's. Source: libs 0.25.4, parsers.cpp, `parse_open_openat_creat_exit`. */
const FILE_EVENTS: ReadonlySet<string> = new Set(["open", "openat", "openat2", "creat", "open_by_handle_at"]);

/** What only sockets have. */
const SOCKET_FIELDS = /^fd\.(?:[cslr]?(?:ip|net|port|proto)(?:\.name)?|l4proto|sockfamily)$/;
