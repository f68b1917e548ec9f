import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Fix, Problem } from "../../server/src/checks/check.ts";
import { problemsOf, type Severities } from "../../server/src/checks/run.ts";
import { type Document, readDocument } from "../../server/src/hosts/document.ts";
import { createWorkspace } from "../../server/src/model/workspace/workspace.ts";
import { DEFAULT_SETTINGS, type Settings } from "../../server/src/model/workspace/settings.ts";
import { decodeText } from "../../server/src/text/decode.ts";

const CASES = path.resolve(import.meta.dirname, "../fixtures/cases");

/** A problem as a reader sees it. */
export interface CaseProblem extends Pick<Problem, "code" | "severity" | "message" | "falco" | "decide"> {
  /** Path below the case's folder. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** What is marked. */
  readonly text: string;
  /** What else is pointed at: `file:line message`. */
  readonly related: readonly string[];
  readonly fixes: readonly Fix[];
}

export interface Case {
  /** Texts by path below the case's folder. */
  readonly files: Readonly<Record<string, string>>;
  /** Of all files, in the order of their paths and texts. */
  readonly problems: readonly CaseProblem[];
  /** The problems of a code, of one file or of all. */
  of(code: string, file?: string): readonly CaseProblem[];
  /** The same case after a fix of a problem was made: the first, or the one with this title. */
  fixed(problem: CaseProblem | undefined, title?: string): Case;
}

export interface CaseOptions extends Partial<Settings> {
  readonly severities?: Severities;
}

/** The input files of `test/fixtures/cases/<name>`, or of a folder in it, checked together. */
export function readCase(name: string, options: CaseOptions = {}): Case {
  const folder = path.join(CASES, name);
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, "/"))
    .sort();
  return caseOf(
    Object.fromEntries(names.map((file) => [file, decodeText(readFileSync(path.join(folder, file))).text])),
    options,
  );
}

/** The same for texts by path. */
export function caseOf(
  files: Readonly<Record<string, string>>,
  { severities, ...settings }: CaseOptions = {},
): Case {
  const uriOf = (file: string): string => `file:///${file}`;
  const documents = new Map<string, Document>(
    Object.entries(files).map(([file, text]) => [uriOf(file), readDocument(uriOf(file), file, text)]),
  );
  const present = { roots: [""], paths: new Set(Object.keys(files)) };
  const snapshot = createWorkspace().snapshot(documents, { ...DEFAULT_SETTINGS, ...settings }, present);
  const lineAt = (uri: string, offset: number): number =>
    (documents.get(uri)?.lines.position(offset).line ?? -1) + 1;
  const problems = [...documents.values()].flatMap(({ uri, path: file, text }) =>
    problemsOf(snapshot, uri, severities).map(
      ({ code, severity, message, falco, decide, span, related, fixes }): CaseProblem => ({
        code,
        severity,
        message,
        falco,
        ...(decide !== undefined && { decide }),
        file,
        line: lineAt(uri, span.start),
        text: text.slice(span.start, span.end),
        related: related.map(
          (one) => `${documents.get(one.uri)?.path}:${lineAt(one.uri, one.start)} ${one.message}`,
        ),
        fixes,
      }),
    ),
  );
  return {
    files,
    problems,
    of: (code, file) =>
      problems.filter((one) => one.code === code && (file === undefined || one.file === file)),
    fixed(problem, title) {
      const fix = problem?.fixes.find((one) => title === undefined || one.title === title);
      if (!fix)
        throw new Error(
          `no such fix: ${title ?? "any"} of ${problem?.fixes.map((one) => one.title).join(", ")}`,
        );
      return caseOf(withFix(files, fix, uriOf), { ...(severities && { severities }), ...settings });
    },
  };
}

function withFix(
  files: Readonly<Record<string, string>>,
  fix: Fix,
  uriOf: (file: string) => string,
): Record<string, string> {
  const changed = Object.entries(files).map(([file, text]): [string, string] => {
    const edits = fix.edits
      .filter((edit) => edit.uri === uriOf(file))
      .sort((a, b) => b.start - a.start || b.end - a.end);
    return [
      file,
      edits.reduce((now, edit) => now.slice(0, edit.start) + edit.newText + now.slice(edit.end), text),
    ];
  });
  return Object.fromEntries(changed);
}
