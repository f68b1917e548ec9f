import type { Severity } from "../../checks/check.ts";
import { xml } from "../../text/xml.ts";
import type { Report } from "./report.ts";

const SEVERITIES: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  info: "info",
  hint: "info",
};

/** Checkstyle's XML. Lines and columns count from 1. */
export function checkstyleReport(report: Report): string {
  const files = report.files.map(({ path, document, problems }) => {
    const errors = problems.map(({ code, severity, message, span }) => {
      const { line, character } = document.lines.position(span.start);
      return `    <error line="${line + 1}" column="${character + 1}" severity="${SEVERITIES[severity]}" message="${xml(message)}" source="falco-lint.${xml(code)}"/>\n`;
    });
    return `  <file name="${xml(path)}">\n${errors.join("")}  </file>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3">\n${files.join("")}</checkstyle>\n`;
}
