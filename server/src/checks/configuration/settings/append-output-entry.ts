import { consequence, defineConfigCheck } from "../config-check.ts";

/** An item of `append_output` that Falco cannot read. See append-output-entry.md. */
export const appendOutputEntry = defineConfigCheck({
  code: "append-output-entry",
  quiet: "error",
  render({ problem, text, falco }) {
    const what = {
      shape: "An item of `append_output` is a map that says what to add.",
      fields: "`extra_fields` is a list of field names and of `name: format` pairs.",
      repeated: `\`${text}\` is given twice, at least once with a format. Keep one of them.`,
    }[problem];
    return { message: what + consequence(falco) };
  },
});
