import type { Catalog } from "../../catalog/catalog.ts";
import { nearestName } from "../../text/names.ts";

const ANSWERS = new WeakMap<Catalog, Map<string, string | undefined>>();
/** A bound, so that a long session does not keep every slip. */
const MAX_ANSWERS = 2000;

/** The field or event type that a name was probably meant for. Looking through all names takes long and files repeat their slips, so answers are kept. */
export function nearest(
  kind: "field" | "event",
  name: string,
  catalog: Catalog,
  source: string,
): string | undefined {
  const answers = ANSWERS.get(catalog) ?? new Map<string, string | undefined>();
  ANSWERS.set(catalog, answers);
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

function nearestField(name: string, catalog: Catalog, source: string): string | undefined {
  const meant = MEANT.get(name);
  if (meant !== undefined && catalog.lookupField(meant, source).kind === "found") return meant;
  return withBracket(name, catalog, source) ?? nearestName(name, catalog.fieldNames(source));
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

/** What people write who come from other tools, where the letters lead elsewhere. The server is the destination of what a host sends. */
const MEANT: ReadonlyMap<string, string> = new Map([
  ["fd.dip", "fd.sip"],
  ["fd.dport", "fd.sport"],
  ["fd.dstip", "fd.sip"],
  ["fd.dstport", "fd.sport"],
  ["fd.path", "fd.name"],
  ["fd.protocol", "fd.l4proto"],
  ["file.name", "fd.name"],
  ["file.path", "fd.name"],
  ["process.name", "proc.name"],
  ["process.cmdline", "proc.cmdline"],
  ["process.pid", "proc.pid"],
  ["proc.path", "proc.exepath"],
  ["proc.parent", "proc.pname"],
  ["proc.parent.name", "proc.pname"],
  ["proc.parent.cmdline", "proc.pcmdline"],
  ["proc.user", "user.name"],
  ["proc.uid", "user.uid"],
  ["user.id", "user.uid"],
  ["evt.name", "evt.type"],
  ["container.image.name", "container.image.repository"],
  ["k8s.namespace", "k8s.ns.name"],
  ["k8s.namespace.name", "k8s.ns.name"],
  ["k8s.pod", "k8s.pod.name"],
  ["k8s.pod.namespace", "k8s.ns.name"],
]);
