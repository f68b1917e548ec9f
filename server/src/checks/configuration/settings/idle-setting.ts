import { defineConfigCheck } from "../config-check.ts";

/** A setting that has no effect as it is. See idle-setting.md. */
export const idleSetting = defineConfigCheck({
  code: "idle-setting",
  quiet: "info",
  render: ({ problem }) => ({
    message: {
      "append-output":
        "This item adds nothing. Add `extra_output`, `extra_fields` or `suggested_output: true`.",
      "append-output-match":
        "No rule matches this item, so it has no effect. Correct `match`, or remove the item.",
      prometheus: "This setting has no effect while `metrics.enabled` is not `true`. Enable `metrics`.",
    }[problem],
  }),
});
