import type { FutureOption } from "../../model/invocation/finding.ts";
import { defineCheck } from "../check.ts";

/** Options that came after the target release. See future-option.md. */
export const futureOption = defineCheck<FutureOption>({
  code: "future-option",
  severity: "error",
  falco: "fatal",
  render: ({ name, since, target }) => ({
    message: `\`${name}\` came with Falco ${since}; ${target} does not start with it. Remove it or use a newer Falco.`,
  }),
});
