import { consequence, defineConfigCheck } from "../config-check.ts";

/** Metrics without a usable interval. See metrics-interval.md. */
export const metricsInterval = defineConfigCheck({
  code: "metrics-interval",
  quiet: "error",
  render({ problem, text, falco, span }) {
    const what = {
      missing: "Metrics are enabled without `metrics.interval`. Add it, for example `1h`.",
      "no-unit": `\`metrics.interval\` is \`${text}\`, which has no unit. Write for example \`${text}s\` or \`${text}ms\`.`,
      unreadable: `\`${text}\` is not a valid interval. Write numbers with units from large to small, such as \`1h30m\`.`,
      "too-short": `\`metrics.interval\` is \`${text}\`, but must be at least \`100ms\`.`,
    }[problem];
    const units = problem === "no-unit" ? ["s", "ms"] : [];
    return {
      message: what + consequence(falco),
      fixes: units.map((unit) => ({
        title: `Replace with \`${text.trim()}${unit}\``,
        safety: "unsafe",
        edits: [{ span, newText: `${text.trim()}${unit}` }],
      })),
    };
  },
});
