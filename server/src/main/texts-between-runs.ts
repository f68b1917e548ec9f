import { createHash } from "node:crypto";
import { statSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { cacheFolder } from "../cache/cache-folder.ts";
import { entriesIn } from "../cache/entries.ts";
import type { KeptTexts } from "../lsp/kept/kept-texts.ts";
import { VERSION } from "../project/product-version.ts";

/**
 * What the server keeps for its next run, in the folder for what can be made again. Another build finds nothing of this one.
 * None while the program is being worked on: its version stays the same then.
 */
export function textsBetweenRuns(program = process.argv[1], version = VERSION): KeptTexts | undefined {
  const folder = version === "development" ? undefined : cacheFolder();
  const build = program === undefined ? undefined : statSync(program, { throwIfNoEntry: false });
  const entries = folder && build && entriesIn(path.join(folder, "workspaces"));
  if (!entries) return undefined;
  const { size, mtimeMs } = build;
  const own = JSON.stringify([version, program, size, mtimeMs, process.version]);
  return {
    hashOf: (text) => createHash("sha256").update(text).digest("base64"),
    read: (key) => entries.read(`${own}\n${key}`),
    write: (key, text) => entries.write(`${own}\n${key}`, text),
  };
}
