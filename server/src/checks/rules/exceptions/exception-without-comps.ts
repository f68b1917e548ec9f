import { defineItemCheck } from "../item-check.ts";

/** Exceptions put in place by an override without comparisons, on which Falco crashes. See exception-without-comps.md. */
export const exceptionWithoutComps = defineItemCheck({
  code: "exception-without-comps",
  severity: "error",
  falco: "fatal",
  render: ({ detail }) => ({
    message: `Exception \`${detail}\` has no \`comps\` in an \`override\` that replaces exceptions. Falco exits. Add \`comps\` with an operator for each field.`,
  }),
});
