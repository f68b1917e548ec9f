import { defineConfigCheck } from "../config-check.ts";

/** A setting that has no effect as things stand. See idle-setting.md. */
export const idleSetting = defineConfigCheck({
  code: "idle-setting",
  quiet: "info",
  render: ({ problem }) => ({
    message: {
      "append-output":
        "This item adds nothing. Give it `extra_output`, `extra_fields` or `suggested_output: true`.",
      "append-output-match": "No rule fits this match, so that nothing is added.",
      prometheus: "Prometheus gets no metrics as long as `metrics.enabled` is not `true`.",
    }[problem],
  }),
});
