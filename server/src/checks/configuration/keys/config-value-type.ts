import { consequence, defineConfigCheck } from "../config-check.ts";

/** A value of a type that the key does not take. See config-value-type.md. */
export const configValueType = defineConfigCheck({
  code: "config-value-type",
  quiet: "warning",
  render({ path, expected, found, text, taken, falco }) {
    const given =
      found === "nothing" ? "has no value" : found === "text" ? `is \`${text}\`` : `is a ${found}`;
    const instead =
      taken === undefined || falco === "fatal" ? consequence(falco) : ` Falco uses \`${taken}\` instead.`;
    return { message: `\`${path}\` ${given} but must be ${expected}.${instead}` };
  },
});
