import type { Catalog } from "../../catalog/catalog.ts";

/** Where fields have no value, the most particular first. Source: libs 0.25.4, the field classes' `extract` functions. */
const ABSENT: readonly (readonly [RegExp, string])[] = [
  [
    /^fd\.(?:[clrs]?(?:ip|net|port|proto)(?:\.name)?|l4proto|sockfamily)$/,
    "Absent where the file descriptor is not a socket.",
  ],
  [/^fd\./, "Absent for events without a file descriptor."],
  [/^fs\.path\./, "Absent for events without a path of a file."],
  [/^container\.(?!id$|name$|privileged$)/, "Absent outside of containers."],
  [/^k8s\./, "Absent outside of the pods of Kubernetes."],
  [
    /^proc\.a(?:name|exe|exepath|cmdline|pid|env)$/,
    "Absent where the process has no ancestor at that level.",
  ],
  [/^evt\.(?:res|rawres|failed)$/, "Absent for events without a return value."],
];

/** Most events that are named. */
const MOST = 12;

/** A sentence on where a field has no value; undefined where nothing is known of that. */
export function absenceOf(name: string, { events }: Catalog): string | undefined {
  const argument = /^evt\.(?:raw)?arg\.(\w+)$/.exec(name)?.[1];
  if (argument === undefined) return ABSENT.find(([fields]) => fields.test(name))?.[1];
  const having = events.typeNames.filter((type) =>
    events.event(type)?.params?.some((own) => own.name === argument),
  );
  if (having.length === 0) return undefined;
  const shown = having.slice(0, MOST).map((type) => `\`${type}\``);
  const more = having.length > MOST ? ` and ${having.length - MOST} more` : "";
  return `Only events with this argument have it: ${shown.join(", ")}${more}.`;
}
