import { consequence, defineConfigCheck } from "../config-check.ts";

/** Metrics that are on and go nowhere. See metrics-without-output.md. */
export const metricsWithoutOutput = defineConfigCheck({
  code: "metrics-without-output",
  quiet: "error",
  render: ({ falco }) => ({
    message: `Metrics are enabled, but no metrics output is configured. Set \`output_rule\`, \`output_file\` or \`webserver.prometheus_metrics_enabled\`.${consequence(falco)}`,
  }),
});
