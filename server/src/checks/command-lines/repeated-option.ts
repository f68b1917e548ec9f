import type { RepeatedOption } from "../../model/invocation/finding.ts";
import { defineCheck } from "../check.ts";

/** Options that count once and are given more often. See repeated-option.md. */
export const repeatedOption = defineCheck<RepeatedOption>({
  code: "repeated-option",
  severity: "warning",
  falco: null,
  render: ({ name }) => ({
    message: `\`${name}\` is repeated later, and Falco uses only the last one. Remove this one.`,
    unnecessary: true,
  }),
});
