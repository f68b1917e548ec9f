import { givenOptions, type GivenValue, type Invocation } from "./invocation.ts";

/** The values of `-o` on a Falco line, as far as they are known before it runs. Each is a text of its own to check. */
export function overridesIn(invocation: Invocation): readonly GivenValue[] {
  if (invocation.program !== "falco") return [];
  return givenOptions(invocation, "-o").flatMap(({ value }) => (value && !value.opaque ? [value] : []));
}
