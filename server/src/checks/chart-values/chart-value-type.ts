import type { ChartValueType } from "../../model/chart-values/finding.ts";
import { defineCheck } from "../check.ts";

/** Values of another kind than the chart reads. See chart-value-type.md. */
export const chartValueType = defineCheck<ChartValueType>({
  code: "chart-value-type",
  severity: "warning",
  falco: null,
  render: ({ path, expected, found, instead, edits }) => ({
    message: `\`${path}\` must be ${KINDS[expected]}${expected === "boolean" && found === "value" ? "" : `, not ${FOUND[found]}`}.`,
    fixes:
      instead === undefined || edits.length === 0
        ? []
        : [{ title: `Replace with \`${instead}\``, safety: "unsafe", edits }],
  }),
});

const KINDS = {
  block: "a map",
  list: "a list",
  boolean: "`true` or `false`",
  value: "a single value",
} as const;
const FOUND = { map: "a map", list: "a list", value: "a single value" } as const;
