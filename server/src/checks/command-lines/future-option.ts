import type { FutureOption } from "../../model/invocation/finding.ts";
import { defineCheck } from "../check.ts";

/** Options that came after the target release. See future-option.md. */
export const futureOption = defineCheck<FutureOption>({
  code: "future-option",
  severity: "error",
  falco: "fatal",
  render: ({ name, since, target }) => ({
    message: `\`${name}\` requires Falco ${since} or newer. Falco ${target} exits. Remove it, or choose a newer Falco version.`,
  }),
});
