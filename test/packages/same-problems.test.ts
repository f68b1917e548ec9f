/** Editors, the command line, the library and the playground find the same problems in the whole sample. */
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { EXAMPLE, toAddress } from "../../playground/src/address-state.ts";
import { chromium } from "../harness/paths.mjs";
import { problemsOfServer } from "./ask-server.ts";
import { startNeovim } from "./drive-neovim.ts";
import { type FoundProblem, sortedLines } from "./found-problem.ts";
import { installPackage } from "./install-package.ts";
import { openPage, preparePlayground } from "./open-playground.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const { project, bin, lint } = installPackage(path.join(ROOT, "dist/falco-lint.tgz"));
const folder = path.join(mkdtempSync(path.join(tmpdir(), "sample-")), "playground");
cpSync(path.join(ROOT, "examples"), folder, { recursive: true });
const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
  statSync(path.join(folder, name)).isFile(),
);

/** What the command line finds, which the others are compared with. */
const expected = sortedLines(ofCommandLine());

function ofCommandLine(): readonly FoundProblem[] {
  const report: Report = JSON.parse(lint("check", "--format", "json", folder).out);
  return report.files.flatMap(({ path: file, diagnostics }) =>
    diagnostics.map(({ start, severity, code, message }) => ({
      file: path.relative(folder, path.resolve(project, file)),
      line: start.line,
      column: start.column,
      severity,
      code,
      message,
    })),
  );
}

interface Report {
  readonly files: readonly {
    readonly path: string;
    readonly diagnostics: readonly (Omit<FoundProblem, "file" | "line" | "column"> & {
      readonly start: { readonly line: number; readonly column: number };
    })[];
  }[];
}

test("the sample has problems of many kinds", () => {
  expect(new Set(expected.map((line) => line.split(" ")[2])).size).toBeGreaterThan(9);
});

test("the language server for other editors", async () => {
  const found = await problemsOfServer([bin("falco-language-server"), "--stdio"], folder);
  expect(sortedLines(found)).toEqual(expected);
});

test("the language server of the extension", async () => {
  const unpacked = mkdtempSync(path.join(tmpdir(), "extension-"));
  execFileSync("python3", ["-m", "zipfile", "-e", path.join(ROOT, "dist/falco.vsix"), unpacked]);
  const server = path.join(unpacked, "extension/dist/server.cjs");
  expect(sortedLines(await problemsOfServer([process.execPath, server, "--stdio"], folder))).toEqual(
    expected,
  );
});

test("the library", () => {
  const program = path.join(project, "problems.js");
  writeFileSync(
    program,
    `import { readFileSync } from "node:fs";
import { createWorkspace, DEFAULT_SETTINGS, problemsOf, readDocument } from "falco-lint";
const [folder, ...files] = process.argv.slice(2);
// The library needs nothing of Node.
delete globalThis.Buffer;
const documents = new Map(files.map((file) => {
  const document = readDocument("file://" + folder + "/" + file, folder + "/" + file, readFileSync(folder + "/" + file, "utf8"));
  return [document.uri, document];
}));
const paths = new Set(files.map((file) => folder + "/" + file));
const snapshot = createWorkspace().snapshot(documents, DEFAULT_SETTINGS, { roots: [folder], paths });
const found = files.flatMap((file) => problemsOf(snapshot, "file://" + folder + "/" + file).map(({ code, severity, message, span }) => {
  const { line, character } = documents.get("file://" + folder + "/" + file).lines.position(span.start);
  return { file, line: line + 1, column: character + 1, severity, code, message };
}));
console.log(JSON.stringify(found));
`,
  );
  const out = execFileSync(process.execPath, [program, folder, ...files], { cwd: project, encoding: "utf8" });
  expect(sortedLines(JSON.parse(out))).toEqual(expected);
});

const hasNeovim = spawnSync("nvim", ["--version"]).status === 0;
if (!hasNeovim) console.log("skipped: there is no Neovim (on Debian: apt-get install neovim)");

test.skipIf(!hasNeovim)("Neovim", { timeout: 60_000 }, async () => {
  const neovim = startNeovim(folder, path.dirname(bin("falco-language-server")));
  try {
    await expect.poll(() => neovim.lua("1"), { timeout: 10_000 }).toBe(1);
    for (const file of files) neovim.keys(`:edit ${file}<CR>`);
    await expect.poll(() => sortedLines(neovim.problems()), { timeout: 30_000 }).toEqual(expected);
  } finally {
    neovim.close();
  }
});

if (!chromium()) console.log("skipped: there is no Chromium to open the playground in.");

test.skipIf(!chromium())("the playground", { timeout: 120_000 }, async () => {
  const playground = await preparePlayground();
  try {
    const { page } = playground;
    const texts = files.map((name) => ({ name, text: readFileSync(path.join(folder, name), "utf8") }));
    await openPage(playground, await toAddress({ ...EXAMPLE, files: texts, active: "falco.yaml" }));
    const text = (of: string): Promise<readonly string[]> => page.locator(`#problems ${of}`).allInnerTexts();
    const shown = async (): Promise<readonly FoundProblem[]> => {
      const [severities, messages, places] = await Promise.all([
        text(".badge"),
        text(".message"),
        text("small"),
      ]);
      return places.map((place, at) => {
        const [, file = "", line, column, code = ""] = /^(.+):(\d+):(\d+) (.+)$/.exec(place) ?? [];
        const [severity = "", message = ""] = [severities[at], messages[at]];
        return { file, line: Number(line), column: Number(column), severity, code, message };
      });
    };
    await expect.poll(async () => sortedLines(await shown()), { timeout: 30_000 }).toEqual(expected);
  } finally {
    await playground.close();
  }
});
