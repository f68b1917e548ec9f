import { defineItemCheck } from "../item-check.ts";

/** Exceptions put in place by an override without comparisons, on which Falco crashes. See exception-without-comps.md. */
export const exceptionWithoutComps = defineItemCheck({
  code: "exception-without-comps",
  severity: "error",
  falco: "fatal",
  render: ({ detail }) => ({
    message: `Exception \`${detail}\` replaces others without \`comps\`, and Falco 0.44.1 crashes on that. Give \`comps\` an operator for each field.`,
  }),
});
