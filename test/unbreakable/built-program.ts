import { rmSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll } from "vitest";
import { folderOf } from "../cli/workspace.ts";

/** The server, and falco-lint. */
type Entry = "main/node.ts" | "cli/main.ts";

/**
 * A folder with these files, and a program in it. The program is built before the tests of the file that calls this, and the
 * folder is removed after them.
 */
export function builtProgram(
  entry: Entry,
  files: Readonly<Record<string, string>> = {},
  define: Readonly<Record<string, string>> = {},
): { readonly folder: string; readonly program: string } {
  const folder = folderOf(files);
  const program = path.join(folder, "program/main.mjs");
  beforeAll(async () => {
    await build({
      entryPoints: [path.join(import.meta.dirname, "../../server/src", entry)],
      bundle: true,
      platform: "node",
      format: "esm",
      outfile: program,
      logLevel: "silent",
      define,
      banner: {
        js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
      },
    });
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return { folder, program };
}
