import { consequence, defineConfigCheck } from "../config-check.ts";

/** Metrics that are on and go nowhere. See metrics-without-output.md. */
export const metricsWithoutOutput = defineConfigCheck({
  code: "metrics-without-output",
  quiet: "error",
  render: ({ falco }) => ({
    message: `Metrics are on without a way out. Set \`output_rule\`, \`output_file\` or \`webserver.prometheus_metrics_enabled\`.${consequence(falco)}`,
  }),
});
