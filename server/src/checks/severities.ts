import { nearestName } from "../text/names.ts";
import type { Problem, Severity } from "./check.ts";
import { ALL_CHECKS } from "./registry.ts";

/** What the user set for a code: another severity, or off. An optional check is on when it has a severity here. */
// biome-ignore lint/plugin: looked up by `severityOf` with `hasOwn`
export type Severities = Readonly<Record<string, Severity | "off">>;

export const SEVERITIES: readonly (Severity | "off")[] = ["error", "warning", "info", "hint", "off"];

const OPTIONAL: ReadonlySet<string> = new Set(
  ALL_CHECKS.filter(({ optional }) => optional).map(({ code }) => code),
);

/** The severity to show a problem with; undefined for one that is not to be shown. */
export function severityOf(
  { code, severity }: Pick<Problem, "code" | "severity">,
  severities: Severities,
): Severity | undefined {
  const set = isOff(code, severities) ? "off" : (setOf(code, severities) ?? severity);
  return set === "off" ? undefined : set;
}

/** Whether nothing of a code is to be shown, so that its findings need not be worded. */
export function isOff(code: string, severities: Severities): boolean {
  return (setOf(code, severities) ?? (OPTIONAL.has(code) ? "off" : undefined)) === "off";
}

function setOf(code: string, severities: Severities): Severity | "off" | undefined {
  return Object.hasOwn(severities, code) ? severities[code] : undefined;
}

/** Reads one setting; a sentence where it is not one. */
export function readSeverity(code: string, value: unknown): Severity | "off" | { readonly problem: string } {
  const found = SEVERITIES.find((one) => one === value);
  if (!found)
    return { problem: `the severity of \`${code}\` must be ${SEVERITIES.slice(0, -1).join(", ")} or off.` };
  if (ALL_CHECKS.some((check) => check.code === code)) return found;
  const near = nearestName(
    code,
    ALL_CHECKS.map((check) => check.code),
  );
  return { problem: `unknown check \`${code}\`.${near ? ` Did you mean \`${near}\`?` : ""}` };
}
