import { writeFileSync } from "node:fs";
import path from "node:path";
import { isReadable } from "../paths/readable.ts";
import type { Problem } from "../../checks/check.ts";
import { fingerprintsOf } from "../reports/fingerprints.ts";
import type { Report } from "../reports/report.ts";
import { bytesAt, isThere } from "../repeat/disk.ts";
import { noteUnrepeatable } from "../repeat/recording.ts";
import { UsageError } from "../usage-error.ts";

/** A problem that a team accepts for now. `path` is relative to the baseline's folder. */
interface BaselineEntry {
  readonly path: string;
  readonly code: string;
  readonly message: string;
  /** Stays the same while other lines change. */
  readonly fingerprint: string;
}

/** A report without what a baseline accepts. */
export interface Accepted {
  readonly report: Report;
  readonly accepted: number;
  /** Entries for checked files that nothing has any longer. */
  readonly stale: readonly BaselineEntry[];
}

/** @throws UsageError where the file is missing or damaged */
export function withoutBaseline(report: Report, file: string): Accepted {
  const entries = readBaseline(file);
  const known = new Set(entries.map(({ fingerprint }) => fingerprint));
  const fingerprints = fingerprintsOf(report, (name) => relativeTo(file, name));
  const isAccepted = (problem: Problem): boolean => known.has(fingerprints.get(problem) ?? "");
  const found = new Set(fingerprints.values());
  const checked = new Set(report.files.map((one) => relativeTo(file, one.path)));
  return {
    report: {
      ...report,
      files: report.files.map((one) => ({
        ...one,
        problems: one.problems.filter((problem) => !isAccepted(problem)),
      })),
    },
    accepted: report.files.flatMap(({ problems }) => problems.filter(isAccepted)).length,
    stale: entries.filter((entry) => checked.has(entry.path) && !found.has(entry.fingerprint)),
  };
}

/** Writes all problems of a report, and keeps what the file says of files that were not checked. Returns how many there are. */
export function writeBaseline(report: Report, file: string): number {
  const fingerprints = fingerprintsOf(report, (name) => relativeTo(file, name));
  const checked = new Set(report.files.map((one) => relativeTo(file, one.path)));
  const kept = isThere(file) ? readBaseline(file).filter((entry) => !checked.has(entry.path)) : [];
  const found = report.files.flatMap((one) =>
    one.problems.map((problem): BaselineEntry => {
      const { code, message } = problem;
      return {
        path: relativeTo(file, one.path),
        code,
        message,
        fingerprint: fingerprints.get(problem) ?? "",
      };
    }),
  );
  const order = (entry: BaselineEntry): string => JSON.stringify([entry.path, entry.code, entry.fingerprint]);
  const entries = [...kept, ...found].sort((a, b) => (order(a) < order(b) ? -1 : 1));
  // One entry a line, so that a diff of the file shows what was accepted.
  const lines = entries.map((entry) => `\n    ${JSON.stringify(entry)}`);
  noteUnrepeatable();
  writeFileSync(file, `{\n  "version": 1,\n  "problems": [${lines.join(",")}\n  ]\n}\n`);
  return entries.length;
}

function readBaseline(file: string): readonly BaselineEntry[] {
  if (!isThere(file))
    throw new UsageError(`Baseline ${file} does not exist. Write it with --update-baseline.`);
  if (!isReadable(file)) throw new UsageError(`Baseline ${file} is not a file that can be read.`);
  let value: unknown;
  try {
    value = JSON.parse(bytesAt(file).toString());
  } catch {
    throw new UsageError(`Baseline ${file} is not valid JSON.`);
  }
  const problems =
    isObject(value) && "version" in value && value.version === 1 && "problems" in value
      ? value.problems
      : undefined;
  if (!Array.isArray(problems) || !problems.every(isEntry))
    throw new UsageError(`Baseline ${file} was not written by this version of falco-lint.`);
  return problems;
}

function isEntry(value: unknown): value is BaselineEntry {
  if (!isObject(value)) return false;
  const texts = new Map<string, unknown>(Object.entries(value));
  return ["path", "code", "message", "fingerprint"].every((key) => typeof texts.get(key) === "string");
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function relativeTo(file: string, name: string): string {
  return path
    .relative(path.dirname(path.resolve(file)), path.resolve(name))
    .split(path.sep)
    .join("/");
}
