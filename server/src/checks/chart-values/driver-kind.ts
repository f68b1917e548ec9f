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
    ? "Nothing takes the place of this driver: decide on another kind, or stay with an older chart."
    : `Decide whether \`${canonical}\` works on the kernels of the nodes, then choose it.`;
}

function sentence({ value, problem, version }: DriverKind): string {
  switch (problem) {
    case "removed":
      return `The chart does not render with the driver \`${value}\` since ${version}.`;
    case "deprecated":
      return `The driver \`${value}\` is deprecated since chart ${version}.`;
    case "alias":
      return `The driver \`${value}\` has another name since chart ${version}.`;
    case "not-yet":
      return `The driver \`${value}\` came with chart ${version}, which is newer than this one.`;
    case "unknown":
      return `The chart knows no driver \`${value}\`.`;
  }
}
