/**
 * Checks each file of the corpus beside the project alone, and prints for each code how often it was found and three of
 * its places. A file that only resembles Falco's must have nothing: `npm run review [-- [FOLDER] [CODE]]`, with a code: all its places.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { problemsOf } from "../server/src/checks/run.ts";
import type { Problem } from "../server/src/checks/check.ts";
import { readDocument } from "../server/src/hosts/document.ts";
import { createWorkspace } from "../server/src/model/workspace/workspace.ts";
import { DEFAULT_SETTINGS } from "../server/src/model/workspace/settings.ts";

const CORPUS = path.resolve(import.meta.dirname, "../../shared/corpus");
const FOLDERS = ["configs", "embedded", "rules"];
const folders = FOLDERS.filter((folder) => process.argv.includes(folder));
const wanted = process.argv.slice(2).find((argument) => !FOLDERS.includes(argument));

if (existsSync(CORPUS)) review();
else console.log("skipped: the corpus is not beside the project (../shared/corpus)");

function review(): void {
  const kinds = manifestKinds();
  const workspace = createWorkspace();
  const places = new Map<string, string[]>();
  const severities = new Map<string, Set<string>>();
  let files = 0;
  let failures = 0;
  for (const file of (folders.length > 0 ? folders : FOLDERS).flatMap(filesUnder)) {
    files++;
    const text = readFileSync(path.join(CORPUS, file), "utf8");
    const uri = `file:///${file}`;
    // Command lines of scripts and pages are kept as plain texts.
    const document = readDocument(uri, `/${file}`.replace(/\.cmds\.txt$/, ".sh"), text);
    const problems: readonly Problem[] = problemsOf(
      workspace.snapshot(new Map([[uri, document]]), DEFAULT_SETTINGS),
      uri,
    );
    for (const { code, severity, span, message } of problems) {
      const line = document.lines.position(span.start).line + 1;
      places.set(code, [
        ...(places.get(code) ?? []),
        `${file}:${line} [${kinds.get(file)}] ${severity}: ${message}`,
      ]);
      severities.set(code, (severities.get(code) ?? new Set()).add(severity));
    }
    if (kinds.get(file) === "lookalike" && problems.length > 0) {
      failures++;
      console.log(
        `FAIL: ${file} only resembles Falco's files, and has ${[...new Set(problems.map(({ code }) => code))].join(", ")}`,
      );
    }
  }
  for (const [code, found] of [...places].sort((a, b) => b[1].length - a[1].length)) {
    if (wanted !== undefined && wanted !== code) continue;
    console.log(`\n${code} (${[...(severities.get(code) ?? [])].join(", ")}): ${found.length}`);
    for (const place of wanted === undefined ? spread(found) : found) console.log(`  ${place}`);
  }
  console.log(
    `\n${files} files, ${places.size} codes, ${failures} files that must have nothing and have something`,
  );
}

/** The first, the middle and the last: likely of three sources. */
function spread(found: readonly string[]): readonly string[] {
  return [...new Set([0, found.length >> 1, found.length - 1])].flatMap((at) => found[at] ?? []);
}

function manifestKinds(): ReadonlyMap<string, string> {
  const lines = readFileSync(path.join(CORPUS, "manifest.jsonl"), "utf8").trim().split("\n");
  return new Map(
    lines
      .map((line) => JSON.parse(line) as { path: string; kind: string })
      .map(({ path: name, kind }) => [name, kind]),
  );
}

function filesUnder(folder: string): readonly string[] {
  return readdirSync(path.join(CORPUS, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(CORPUS, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, "/"))
    .sort();
}
