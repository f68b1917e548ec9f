import type { DriverKind } from "../../model/chart-values/finding.ts";
import { defineCheck } from "../check.ts";

/** Kinds of driver that the chart does not know, or not by that name. See driver-kind.md. */
export const driverKind = defineCheck<DriverKind>({
  code: "driver-kind",
  severity: "warning",
  falco: null,
  migration: "chart values",
  render(finding) {
    const { canonical, problem, edits } = finding;
    const advice = canonical === undefined ? "" : ` Use \`${canonical}\`.`;
    const fixes =
      canonical === undefined || edits.length === 0
        ? []
        : [
            {
              title: `Replace with \`${canonical}\``,
              safety: problem === "alias" ? "safe" : "unsafe",
              edits,
            } as const,
          ];
    const message = `${sentence(finding)}${advice}`;
    switch (problem) {
      case "removed":
        return { message, fixes, severity: "error", deprecated: true, decide: decisionFor(canonical) };
      case "alias":
        return { message, fixes, severity: "info", deprecated: true };
      case "deprecated":
        return { message, fixes, deprecated: true, decide: decisionFor(canonical) };
      default:
        return { message, fixes };
    }
  },
});

function decisionFor(canonical: string | undefined): string {
  return canonical === undefined
    ? "This driver has no replacement. Decide on another kind, or stay with an older chart."
    : `Decide whether \`${canonical}\` works on the kernels of the nodes, then choose it.`;
}

function sentence({ value, problem, version }: DriverKind): string {
  switch (problem) {
    case "removed":
      return `The chart does not render with driver \`${value}\` since version ${version}.`;
    case "deprecated":
      return `Driver \`${value}\` is deprecated since chart ${version}.`;
    case "alias":
      return `Driver \`${value}\` has another name since chart ${version}.`;
    case "not-yet":
      return `Driver \`${value}\` requires chart ${version} or newer.`;
    case "unknown":
      return `The chart does not support driver \`${value}\`.`;
  }
}
