import { xml } from "../../text/xml.ts";
import type { FileReport, Report } from "./report.ts";

/** JUnit's XML: a suite for each file, a failed case for each error or warning, a passed one for a file without any. */
export function junitReport(report: Report): string {
  const suites = report.files.map(suiteOf);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="falco-lint">\n${suites.map((suite) => `${suite}\n`).join("")}</testsuites>\n`;
}

function suiteOf({ path, document, problems }: FileReport): string {
  const failures = problems.filter(({ severity }) => severity === "error" || severity === "warning");
  const cases = failures.map(({ code, severity, message, span }) => {
    const { line, character } = document.lines.position(span.start);
    const at = `${path}:${line + 1}:${character + 1}`;
    return `    <testcase classname="${xml(path)}" name="${xml(`${code} ${line + 1}:${character + 1}`)}"><failure type="${severity}" message="${xml(message)}">${xml(at)}</failure></testcase>`;
  });
  const all = cases.length > 0 ? cases : [`    <testcase classname="${xml(path)}" name="${xml(path)}"/>`];
  return `  <testsuite name="${xml(path)}" tests="${all.length}" failures="${failures.length}" errors="0">\n${all.join("\n")}\n  </testsuite>`;
}
