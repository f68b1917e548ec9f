import type { Severity } from "../../checks/check.ts";
import { fingerprintsOf } from "./fingerprints.ts";
import type { Report } from "./report.ts";

const SEVERITIES: Readonly<Record<Severity, string>> = {
  error: "major",
  warning: "minor",
  info: "info",
  hint: "info",
};

/** GitLab's Code Quality report: one JSON array. Lines count from 1. */
export function gitlabReport(report: Report): string {
  const fingerprints = fingerprintsOf(report);
  const issues = report.files.flatMap(({ path, document, problems }) =>
    problems.map((problem) => ({
      description: problem.message,
      check_name: problem.code,
      fingerprint: fingerprints.get(problem) ?? "",
      severity: SEVERITIES[problem.severity],
      location: {
        path: path.replaceAll("\\", "/").replace(/^\.\//, ""),
        lines: {
          begin: document.lines.position(problem.span.start).line + 1,
          end: document.lines.position(problem.span.end).line + 1,
        },
      },
    })),
  );
  return `${JSON.stringify(issues)}\n`;
}
