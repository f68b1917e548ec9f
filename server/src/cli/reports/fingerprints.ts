import { createHash } from "node:crypto";
import type { Problem } from "../../checks/check.ts";
import type { Report } from "./report.ts";

/**
 * Returns a name for each problem that stays while lines are added or removed elsewhere in the file: a hash of path,
 * code, message and the text of the line, with a count for equal ones. `nameOf` gives the path that counts.
 */
export function fingerprintsOf(
  report: Report,
  nameOf: (path: string) => string = slashed,
): ReadonlyMap<Problem, string> {
  const counts = new Map<string, number>();
  const found = new Map<Problem, string>();
  for (const { path, document, problems } of report.files)
    for (const problem of problems) {
      const { line } = document.lines.position(problem.span.start);
      const text = document.text.slice(document.lines.lineStart(line), document.lines.lineEnd(line)).trim();
      const key = JSON.stringify([nameOf(path), problem.code, problem.message, text]);
      const count = counts.get(key) ?? 0;
      counts.set(key, count + 1);
      found.set(problem, createHash("sha256").update(`${key}${count}`).digest("hex").slice(0, 32));
    }
  return found;
}

/** However the folder is written. */
function slashed(path: string): string {
  return path.replaceAll("\\", "/").replace(/^(?:\.\/)+/, "");
}
