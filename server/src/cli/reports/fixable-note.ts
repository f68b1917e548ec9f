import type { Problem, Safety } from "../../checks/check.ts";
import { plural } from "./plural.ts";
import type { Report } from "./report.ts";

/** How many problems have fixes, and how they are applied; empty without any. */
export function fixableNote({ files }: Report): string {
  const problems = files.flatMap((file) => file.problems);
  const has = ({ fixes }: Problem, safety: Safety): boolean => fixes.some((fix) => fix.safety === safety);
  const safe = problems.filter((problem) => has(problem, "safe")).length;
  const unsafe = problems.filter((problem) => !has(problem, "safe") && has(problem, "unsafe")).length;
  const notes = [
    ...(safe > 0 ? [`${plural(safe, "problem")} can be fixed with --fix.`] : []),
    ...(unsafe > 0 ? [`${plural(unsafe, "problem")} can be fixed with falco-lint fix --unsafe.`] : []),
  ];
  return notes.length === 0 ? "" : `${notes.join(" ")}\n`;
}
