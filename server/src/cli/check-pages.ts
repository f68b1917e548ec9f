import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { checkPage } from "../checks/documentation.ts";
import { ALL_CHECKS } from "../checks/registry.ts";

/** Folders of the documentation pages, relative to this file: as built, and as in the repository. */
const FOLDERS = ["pages", "../pages", "../../../docs/checks"];

/** Returns the documentation page of a check as text, or undefined where no check has the code. */
export function pageOfCheck(code: string): string | undefined {
  const check = ALL_CHECKS.find((one) => one.code === code);
  if (!check) return undefined;
  const here = path.dirname(fileURLToPath(import.meta.url));
  for (const folder of FOLDERS) {
    try {
      return `${readFileSync(path.join(here, folder, `${code}.md`), "utf8").trimEnd()}\n\n${checkPage(code)}\n`;
    } catch {
      // The next folder may have it.
    }
  }
  return `${code}: ${check.severity}. ${checkPage(code)}\n`;
}

/** Returns every check with its severity, in reading order. */
export function checkList(): string {
  const width = Math.max(...ALL_CHECKS.map(({ code }) => code.length));
  const lines = ALL_CHECKS.map(
    ({ code, severity, optional }) => `${code.padEnd(width)}  ${optional ? `off (${severity})` : severity}`,
  );
  return `${lines.join("\n")}\n`;
}
