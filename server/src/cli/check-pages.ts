import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { checkPage } from "../checks/documentation.ts";
import { ALL_CHECKS } from "../checks/registry.ts";
import { once } from "../text/kept.ts";
import type { JsonTable } from "../text/table.ts";

/** Returns the documentation page of a check as text, or undefined where no check has the code. */
export function pageOfCheck(code: string): string | undefined {
  const check = ALL_CHECKS.find((one) => one.code === code);
  if (!check) return undefined;
  const page = markdownOf(code);
  return page === undefined
    ? `${code}: ${check.severity}. ${checkPage(code)}\n`
    : `${page.trimEnd()}\n\n${checkPage(code)}\n`;
}

/** The page of a check in Markdown; undefined where the pages are not beside the program. */
export function markdownOf(code: string): string | undefined {
  return packedPages().get(code) ?? textAt(path.join(HERE, "../../../docs/checks", `${code}.md`));
}

const HERE = path.dirname(fileURLToPath(import.meta.url));

/** As built, the pages are in one file beside the program, or above the folder of its parts. */
const packedPages = once((): ReadonlyMap<string, string> => {
  const text = textAt(path.join(HERE, "pages.json")) ?? textAt(path.join(HERE, "../pages.json"));
  return new Map(text === undefined ? [] : Object.entries(JSON.parse(text) as JsonTable<string>));
});

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
