import { OPTIONS } from "../../catalog/options.ts";
import { type Override, readOverride } from "../../model/configuration/override.ts";
import { type GivenValue, readInvocation } from "../../model/invocation/invocation.ts";
import { overridesIn } from "../../model/invocation/overrides.ts";
import type { Place } from "./locate.ts";

type CommandPlace = Extract<Place, { at: "command-line" }>;

/** The value of `-o` at a place of a Falco line, with what it sets where it can be read. Offsets of `override` are in the value. */
export function overrideAt({
  region,
  offset,
  catalog,
}: CommandPlace): { readonly value: GivenValue; readonly override: Override | undefined } | undefined {
  const value = overridesIn(readInvocation(region, OPTIONS)).find(
    ({ span }) => span.start <= offset && offset <= span.end,
  );
  return value && { value, override: readOverride(value.text, catalog.target).override };
}

/** What `-c` names on the line; Falco's own path where it names nothing. */
export function configPathOf({ region }: CommandPlace): string {
  for (const part of readInvocation(region, OPTIONS).parts) {
    if (part.kind === "option" && part.record?.names.includes("-c") && part.value && !part.value.opaque)
      return part.value.text;
  }
  return "/etc/falco/falco.yaml";
}
