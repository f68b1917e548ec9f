import { defineConfigCheck, replaceBy } from "../config-check.ts";

/** A name in `base_syscalls.custom_set` that no system call has. See unknown-system-call.md. */
export const unknownSystemCall = defineConfigCheck({
  code: "unknown-system-call",
  quiet: "warning",
  growsWithReleases: true,
  render: ({ text, near, span }) => ({
    message: `Unknown system call \`${text}\`. Falco leaves it out of the set.${near === undefined ? " Correct or remove it." : ` Did you mean \`${near}\`?`}`,
    fixes: near === undefined ? [] : [replaceBy(span, near)],
  }),
});
