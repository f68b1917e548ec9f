import type { Document } from "../../hosts/document.ts";
import { type Report, summaryOf } from "./report.ts";

/** One JSON object. Lines and columns count from 1 in UTF-16 units, offsets from 0. */
export function jsonReport(report: Report): string {
  const files = report.files.map(({ path, document, problems }) => ({
    path,
    diagnostics: problems.map(({ code, severity, message, span, falco, fixes }) => ({
      code,
      severity,
      message,
      start: point(document, span.start),
      end: point(document, span.end),
      falco,
      fixes: fixes.map(({ title, safety }) => ({ title, safety })),
    })),
  }));
  const { target, skipped } = report;
  const summary = { ...summaryOf(report), skipped: skipped.length };
  return `${JSON.stringify({ version: 1, target, files, skipped, summary })}\n`;
}

function point(document: Document, offset: number): { line: number; column: number; offset: number } {
  const { line, character } = document.lines.position(offset);
  return { line: line + 1, column: character + 1, offset };
}
