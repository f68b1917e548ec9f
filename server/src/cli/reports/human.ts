import { plural } from "./plural.ts";
import type { Severity } from "../../checks/check.ts";
import type { SkippedFile } from "../files.ts";
import type { Document } from "../../hosts/document.ts";
import { type FileReport, type Report, summaryOf } from "./report.ts";
import { pictured, shown } from "../output.ts";

const COLOURS: Readonly<Record<Severity, number>> = { error: 31, warning: 33, info: 36, hint: 90 };
const WIDEST = 160;

const REASONS: Readonly<Record<SkippedFile["reason"], string>> = {
  content: "it contains no Falco rules, configuration or command lines.",
  binary: "it is a binary file.",
  size: "it is too large.",
  unreadable: "it cannot be read.",
  git: "it is ignored by Git.",
};

/** For people: place, message, source line and caret; ends with a line that counts. */
export function humanReport(report: Report, colour: boolean): string {
  return report.files.map((file) => humanFile(file, colour)).join("") + humanEnd(report, colour);
}

/** The part of one file; empty without problems. */
export function humanFile({ path, document, problems }: FileReport, colour: boolean): string {
  const paint = painter(colour);
  const out: string[] = [];
  for (const { span, severity, message, code, fixes } of problems) {
    const { line, character } = document.lines.position(span.start);
    out.push(
      `${paint(`${shown(path)}:${line + 1}:${character + 1}`, 1)}: ${paint(severity, COLOURS[severity])}: ${shown(message)} ${paint(`[${code}]`, 90)}\n`,
    );
    out.push(...excerpt(document, span.start, span.end).map((text) => `    ${text}\n`));
    const [fix] = fixes;
    if (fix) out.push(`    ${paint(`fix (${fix.safety}): ${shown(fix.title)}`, 90)}\n`);
  }
  return out.join("");
}

/** What comes after all files: those that were skipped, and the counts. */
export function humanEnd(report: Report, colour: boolean): string {
  const paint = painter(colour);
  const { skipped, listSkipped } = report;
  const list = listSkipped
    ? skipped.map(({ path, reason }) => `${paint(shown(path), 1)}: skipped: ${REASONS[reason]}\n`)
    : [];
  const { errors, warnings, hints, infos } = summaryOf(report);
  const were = skipped.length === 1 ? "was" : "were";
  const how = listSkipped ? "" : ", which --skipped lists";
  const note = skipped.length === 0 ? "" : ` ${plural(skipped.length, "file")} ${were} skipped${how}.`;
  return `${list.join("")}${plural(errors, "error")}, ${plural(warnings, "warning")}, ${plural(hints + infos, "hint")} in ${plural(report.files.length, "file")}, for Falco ${report.target}.${note}\n`;
}

function painter(colour: boolean): (text: string, code: number) => string {
  return (text, code) => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);
}

function excerpt(document: Document, start: number, end: number): readonly string[] {
  const { line, character } = document.lines.position(start);
  const begin = document.lines.lineStart(line);
  const text = pictured(document.text.slice(begin, document.lines.lineEnd(line)).replaceAll("\t", " "));
  const from = character > WIDEST - 40 ? character - 60 : 0;
  const excerptOf = text.slice(from, from + WIDEST);
  const length = Math.max(1, Math.min(end - start, excerptOf.length - (character - from)));
  return [excerptOf, `${" ".repeat(Math.max(0, character - from))}${"^".repeat(length)}`];
}
