import type { EnvironmentRecord } from "../../catalog/records.ts";
import { stageAt, type Version } from "../../catalog/version.ts";
import type { AgedVariable } from "./finding.ts";

/**
 * What is wrong with an environment variable `NAME=value` for the release `target`. Only names that are Falco's own
 * are checked: others, such as `HOME`, have more readers than Falco.
 */
export function judgeVariable(
  text: string,
  records: readonly EnvironmentRecord[],
  target: Version,
): AgedVariable[] {
  const name = text.slice(0, Math.max(0, text.indexOf("=")));
  const record = name.includes("_") ? records.find((one) => one.name === name) : undefined;
  const stage = record && stageAt(record, target);
  if (!record || (stage !== "removed" && stage !== "deprecated")) return [];
  const span = { start: 0, end: name.length };
  const renamed = records.some((one) => one.name === record.replacedBy && stageAt(one, target) === "active")
    ? record.replacedBy
    : undefined;
  const edits = renamed === undefined ? [] : [{ span, newText: renamed }];
  return [
    { code: stage === "removed" ? "removed-variable" : "deprecated-variable", span, record, target, edits },
  ];
}
