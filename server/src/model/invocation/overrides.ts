import type { GivenValue, Invocation } from "./invocation.ts";

/** The values of `-o` on a Falco line, as far as they are known before it runs. Each is a text of its own to judge. */
export function overridesIn(invocation: Invocation): readonly GivenValue[] {
  if (invocation.program !== "falco") return [];
  return invocation.parts.flatMap((part) => (part.kind === "option" && part.record?.names.includes("-o") && part.value && !part.value.opaque ? [part.value] : []));
}
