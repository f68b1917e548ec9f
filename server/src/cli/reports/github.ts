import type { Severity } from "../../checks/check.ts";
import { githubData, githubProperty } from "./escapes.ts";
import type { FileReport } from "./report.ts";

const COMMANDS: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  info: "notice",
  hint: "notice",
};

/** Workflow commands for a file, which GitHub shows as annotations of the changed lines. Lines and columns count from 1. */
export function githubFile({ path, document, problems }: FileReport): string {
  const lines = problems.map(({ code, severity, message, span }) => {
    const start = document.lines.position(span.start);
    const end = document.lines.position(span.end);
    // GitHub rejects columns of a problem that ends on another line.
    const columns =
      start.line === end.line ? `,col=${start.character + 1},endColumn=${end.character + 1}` : "";
    return `::${COMMANDS[severity]} file=${githubProperty(path)},line=${start.line + 1},endLine=${end.line + 1}${columns},title=${githubProperty(code)}::${githubData(message)}\n`;
  });
  return lines.join("");
}
