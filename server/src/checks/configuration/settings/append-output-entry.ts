import { consequence, defineConfigCheck } from "../config-check.ts";

/** An item of `append_output` that Falco cannot read. See append-output-entry.md. */
export const appendOutputEntry = defineConfigCheck({
  code: "append-output-entry",
  quiet: "error",
  render({ problem, text, falco }) {
    const what = {
      shape: "An item of `append_output` must be a map. Write keys, such as `match` and `extra_output`.",
      fields: "`extra_fields` must be a list of field names and `name: format` pairs.",
      repeated: `\`${text}\` appears twice, at least once with a format. Keep one of them.`,
    }[problem];
    return { message: what + consequence(falco) };
  },
});
