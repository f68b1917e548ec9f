import { consequence, defineConfigCheck } from "../config-check.ts";

/** Metrics without a usable interval. See metrics-interval.md. */
export const metricsInterval = defineConfigCheck({
  code: "metrics-interval",
  quiet: "error",
  render({ problem, text, falco, span }) {
    const what = {
      missing: "Metrics are on without `metrics.interval`. Add one, such as `1h`.",
      "no-unit": `\`metrics.interval\` is \`${text}\` without a unit. Write for example \`${text}s\` or \`${text}ms\`.`,
      unreadable: `\`${text}\` is no interval. Write numbers with units from large to small, such as \`1h30m\`.`,
      "too-short": `\`metrics.interval\` is \`${text}\`, and the shortest is \`100ms\`.`,
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
