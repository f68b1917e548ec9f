import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { checkPage } from "../checks/documentation.ts";
import { ALL_CHECKS } from "../checks/registry.ts";

/** Returns the documentation page of a check as text, or undefined where no check has the code. */
export function pageOfCheck(code: string): string | undefined {
  const check = ALL_CHECKS.find((one) => one.code === code);
  if (!check) return undefined;
  const here = path.dirname(fileURLToPath(import.meta.url));
  const page = packedPage(here, code) ?? textAt(path.join(here, "../../../docs/checks", `${code}.md`));
  return page === undefined
    ? `${code}: ${check.severity}. ${checkPage(code)}\n`
    : `${page.trimEnd()}\n\n${checkPage(code)}\n`;
}

/** As built, the pages are in one file beside the program, or above the folder of its parts. */
function packedPage(here: string, code: string): string | undefined {
  const text = textAt(path.join(here, "pages.json")) ?? textAt(path.join(here, "../pages.json"));
  return text === undefined
    ? undefined
    : new Map<string, string>(Object.entries(JSON.parse(text) as object)).get(code);
}

function textAt(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

/** Returns every check with its severity, in reading order. */
export function checkList(): string {
  const width = Math.max(...ALL_CHECKS.map(({ code }) => code.length));
  const lines = ALL_CHECKS.map(
    ({ code, severity, optional }) => `${code.padEnd(width)}  ${optional ? `off (${severity})` : severity}`,
  );
  return `${lines.join("\n")}\n`;
}
