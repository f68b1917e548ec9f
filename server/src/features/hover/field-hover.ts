import { definedNamesAround } from "../../model/workspace/name-places.ts";
import type { Span } from "../../text/span.ts";
import { usualNames } from "../completion/likelihood.ts";
import { contextAfter, valueContexts } from "../completion/usage-counts.ts";
import { absenceOf } from "../describe/absence.ts";
import { describeField } from "../describe/describe.ts";
import type { RegionContext } from "../locate/locate.ts";
import type { Hover } from "./hover-text.ts";

/** A field by its name, where a rule of `source` has it. */
export function fieldNamed(
  place: RegionContext,
  name: string,
  source: string,
  span: Span,
): Hover | undefined {
  const { catalog } = place;
  const found = catalog.lookupField(name, source);
  if (found.kind === "found" || found.kind === "other-source") {
    const more = { examples: examplesOf(place, found.field.name), absence: absenceOf(name, catalog) };
    return { markdown: describeField(found.field, more), span };
  }
  const [record] = catalog.knownField(name);
  if (!record) return undefined;
  const why =
    found.kind === "needs-plugin"
      ? `It needs a plugin that is not loaded: ${found.plugins.map((plugin) => `\`${plugin}\``).join(", ")}.`
      : found.kind === "not-yet"
        ? `It requires Falco ${found.since} or newer, but the target is ${catalog.target}.`
        : found.kind === "removed"
          ? `Removed in ${found.plugin ? `plugin ${found.plugin} ` : "Falco "}${found.removedIn}.`
          : "Not available here.";
  return { markdown: `**\`${name}\`** · field\n\n${record.hint}.\n\n${why}`, span };
}

/** Most examples that are shown. */
const EXAMPLES = 3;

/** Values that rules compare a field with most often, those of the workspace first. */
function examplesOf({ snapshot, document, catalog }: RegionContext, field: string): readonly string[] {
  const lists = new Set([
    ...definedNamesAround(snapshot, document.uri, "list"),
    ...catalog.published.flatMap((file) => [...file.lists]),
  ]);
  const contexts = ["=", "in", "startswith", "contains"].flatMap((operator) =>
    valueContexts({ ...contextAfter(""), field, operator }),
  );
  return usualNames(contexts, snapshot)
    .filter((value) => !lists.has(value) && !/^\W*$/.test(value))
    .slice(0, EXAMPLES);
}
