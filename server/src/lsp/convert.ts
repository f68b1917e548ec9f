import {
  DiagnosticSeverity,
  DiagnosticTag,
  type Diagnostic,
  type Location,
  type Range,
  type WorkspaceEdit,
} from "vscode-languageserver";
import type { FixEdit, Problem, Severity } from "../checks/check.ts";
import type { Document } from "../hosts/document.ts";
import type { FileRange, Span } from "../text/span.ts";

/** Documents by uri: what is needed to turn offsets into lines. */
export type Documents = ReadonlyMap<string, Document>;

/** Where the page of a check is found. */
export type PageOf = (code: string) => string | undefined;

export function toRange({ lines }: Document, { start, end }: Span): Range {
  return { start: lines.position(start), end: lines.position(end) };
}

export function toSpan({ lines }: Document, { start, end }: Range): Span {
  return { start: lines.offset(start), end: lines.offset(end) };
}

/** Undefined for a file that is not there any longer. */
export function toLocation(documents: Documents, { uri, start, end }: FileRange): Location | undefined {
  const document = documents.get(uri);
  return document && { uri, range: toRange(document, { start, end }) };
}

export function toDiagnostic(
  problem: Problem,
  document: Document,
  documents: Documents,
  pageOf: PageOf,
): Diagnostic {
  const page = pageOf(problem.code);
  const tags = [
    ...(problem.deprecated ? [DiagnosticTag.Deprecated] : []),
    ...(problem.unnecessary ? [DiagnosticTag.Unnecessary] : []),
  ];
  const relatedInformation = problem.related.flatMap((related) => {
    const location = toLocation(documents, related);
    return location ? [{ location, message: related.message }] : [];
  });
  return {
    range: toRange(document, shownSpan(document, problem.span)),
    severity: SEVERITIES[problem.severity],
    code: problem.code,
    source: "falco",
    message: problem.message,
    ...(problem.falco !== null && { data: { falco: problem.falco } }),
    ...(page !== undefined && { codeDescription: { href: page } }),
    ...(tags.length > 0 && { tags }),
    ...(relatedInformation.length > 0 && { relatedInformation }),
  };
}

export function toWorkspaceEdit(edits: readonly FixEdit[], documents: Documents): WorkspaceEdit {
  const changes: NonNullable<WorkspaceEdit["changes"]> = Object.create(null);
  for (const { uri, start, end, newText } of edits) {
    const document = documents.get(uri);
    if (document)
      changes[uri] = [...(changes[uri] ?? []), { range: toRange(document, { start, end }), newText }];
  }
  return { changes };
}

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** A squiggle over many lines hides what it is about: one that runs over more than three ends with its first. */
function shownSpan({ lines }: Document, span: Span): Span {
  const first = lines.position(span.start).line;
  const last = lines.position(span.end).line;
  return last - first < 3 ? span : { start: span.start, end: Math.max(span.start, lines.lineEnd(first)) };
}
