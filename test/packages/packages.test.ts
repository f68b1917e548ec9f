import { execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { expect, test } from "vitest";
import { installPackage, outcome } from "./install-package.ts";
import type { Metafile } from "esbuild";
import { isOfExtension, packagesOf } from "../../scripts/notices.mjs";

const ROOT = path.resolve(import.meta.dirname, "../..");
const TARBALL = path.join(ROOT, "dist/falco-lint.tgz");
const EXTENSION = path.join(ROOT, "dist/falco.vsix");
const { project, folder: installed, bin, lint } = installPackage(TARBALL);

test("the packages are small", () => {
  expect(statSync(TARBALL).size).toBeLessThan(1.5 * 1024 * 1024);
  expect(statSync(EXTENSION).size).toBeLessThan(1.4 * 1024 * 1024);
});

test("the npm package has no sources, source maps or tests", () => {
  const files = readdirSync(installed, { recursive: true, encoding: "utf8" });
  expect(
    files.filter((file) => /\.map$|(?<!\.d)\.ts$|(?:^|\/)(?:test|src|node_modules)\//.test(file)),
  ).toEqual([]);
  for (const file of ["README.md", "LICENSE", "THIRD-PARTY-NOTICES.txt", "CHANGELOG.md"])
    expect(files).toContain(file);
});

/** That notices have each package, and a text of its licence after it. */
function expectNotices(notices: string, metafiles: readonly Metafile[]): void {
  const packages = packagesOf(metafiles);
  expect(packages.length).toBeGreaterThan(10);
  const parts = notices.split("-".repeat(80)).map((part) => part.trim());
  for (const folder of packages) {
    const { name, version, license } = JSON.parse(
      readFileSync(path.join(ROOT, folder, "package.json"), "utf8"),
    );
    const part = parts.find((one) => one.split("\nLicense: ")[0]?.split("\n").includes(`${name} ${version}`));
    expect(part, name).toContain(`\nLicense: ${license}\n\n`);
    expect(part?.length, name).toBeGreaterThan(500);
  }
}

const METAFILES: readonly Metafile[] = JSON.parse(readFileSync(path.join(ROOT, "dist/bundles.json"), "utf8"));

test("the notices name every package whose code is in a bundle", () => {
  expectNotices(readFileSync(path.join(installed, "THIRD-PARTY-NOTICES.txt"), "utf8"), METAFILES);
});

test("the command line checks, explains and tests", () => {
  const { version } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8"));
  expect(lint("--version").out).toBe(`${version}\n`);
  const file = path.join(project, "rules.yaml");
  const rule = (field: string): string =>
    `- rule: r\n  desc: d\n  condition: evt.type = open and ${field} = a\n  output: o\n  priority: INFO\n`;
  writeFileSync(file, rule("proc.nmae"));
  const wrong = lint("check", "--format", "json", "rules.yaml");
  expect(wrong.code).toBe(1);
  expect(JSON.parse(wrong.out).files[0].diagnostics[0].code).toBe("unknown-field");
  writeFileSync(file, rule("proc.name"));
  expect(lint("check", "rules.yaml").code).toBe(0);
  expect(lint("explain", "unknown-field").out).toContain("# unknown-field");
  expect(lint("test", path.join(ROOT, "examples/tested")).code).toBe(0);
});

test("assistants are served", async () => {
  const client = new Client({ name: "test", version: "1.0.0" });
  await client.connect(new StdioClientTransport({ command: bin("falco-lint"), args: ["mcp"], cwd: project }));
  const text =
    "- rule: r\n  desc: d\n  condition: evt.type = open and proc.nmae = a\n  output: o\n  priority: INFO\n";
  const { structuredContent } = await client.callTool({
    name: "check",
    arguments: { files: [{ path: "a_rules.yaml", text }] },
  });
  expect(structuredContent).toMatchObject({ problems: [{ code: "unknown-field", line: 3 }] });
  await client.close();
});

test("the library loads nothing of Node", () => {
  const texts = new Map<string, string>();
  const read = (file: string): void => {
    if (texts.has(file)) return;
    const text = readFileSync(path.join(installed, file), "utf8");
    texts.set(file, text);
    for (const [, name = ""] of text.matchAll(/\b(?:import|from) ?\(?["'](\.[^"']+)["']/g))
      read(path.posix.join(path.posix.dirname(file), name));
  };
  read("index.js");
  expect(texts.size).toBeGreaterThan(1);
  for (const text of texts.values()) expect(text).not.toMatch(/\b(?:import|from) ?\(?["'](?:node:|fs|path)/);
});

test("tests run again when a file changes", async () => {
  const folder = path.join(project, "watched");
  mkdirSync(folder);
  const rule = (name: string): string =>
    `- rule: r\n  desc: d\n  condition: evt.type = open and proc.name = ${name}\n  output: o\n  priority: INFO\n`;
  writeFileSync(path.join(folder, "rules.yaml"), rule("a"));
  writeFileSync(
    path.join(folder, "r.falco-test.yaml"),
    "ruleset: [rules.yaml]\ntests:\n- name: opens\n  event: { evt.type: open, proc.name: a }\n  fires: [r]\n",
  );
  const watching = spawn(bin("falco-lint"), ["test", "--watch", folder], { cwd: project });
  let out = "";
  const says = (text: RegExp): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (text.test(out)) resolve();
      };
      watching.stdout.on("data", look);
      look();
    });
  watching.stdout.on("data", (chunk) => {
    out += String(chunk);
  });
  await says(/1 test passed, 0 failed/);
  writeFileSync(path.join(folder, "rules.yaml"), rule("b"));
  await says(/0 tests passed, 1 failed/);
  writeFileSync(path.join(folder, "rules.yaml"), rule("a"));
  await says(/1 test passed[^]*0 tests passed[^]*1 test passed/);
  watching.kill();
});

test("the library works as its README shows, and has types", () => {
  const readme = readFileSync(path.join(installed, "README.md"), "utf8");
  const [, code = ""] = /```js\n([\s\S]*?)```/.exec(readme) ?? [];
  writeFileSync(path.join(project, "use.js"), code);
  expect(execFileSync(process.execPath, ["use.js"], { cwd: project, encoding: "utf8" })).toMatch(
    /^unknown-field 77 Unknown field `proc\.nmae`/,
  );
  writeFileSync(path.join(project, "use.ts"), `${code}\nconst wrong: string = createWorkspace();\n`);
  const options = [
    "--noEmit",
    "--strict",
    "--module",
    "nodenext",
    "--target",
    "es2022",
    "--skipLibCheck",
    "false",
  ];
  const tsc = path.join(ROOT, "node_modules/typescript/bin/tsc");
  let said = "";
  try {
    execFileSync(process.execPath, [tsc, ...options, "--lib", "es2023,dom", "use.ts"], {
      cwd: project,
      encoding: "utf8",
    });
  } catch (error) {
    said = (error as { readonly stdout: string }).stdout;
  }
  expect(
    said
      .trim()
      .split("\n")
      .filter((line) => /error TS/.test(line)),
  ).toEqual([expect.stringMatching(/^use\.ts\(\d+,7\): error TS2322/)]);
});

test("what the library exports is what its report says: `npm run api` writes it", () => {
  const extractor = path.join(ROOT, "node_modules/@microsoft/api-extractor/bin/api-extractor");
  const { code, out } = outcome(process.execPath, [extractor, "run"], ROOT);
  expect(code, out).toBe(0);
  expect(readFileSync(path.join(ROOT, "server/library.api.md"), "utf8")).toContain(
    "export function problemsOf(",
  );
});

test("the language server answers", async () => {
  const { version } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8"));
  const printed = (option: string) =>
    execFileSync(bin("falco-language-server"), [option], { cwd: project, encoding: "utf8" });
  expect(printed("--version")).toBe(`${version}\n`);
  const unknown = spawnSync(bin("falco-language-server"), ["--stdoi"], { cwd: project, encoding: "utf8" });
  expect([unknown.status, unknown.stderr]).toEqual([
    2,
    "falco-language-server: Unknown option --stdoi. See falco-language-server --help.\n",
  ]);
  expect(printed("--help")).toContain("Usage: falco-language-server");
  const server = spawn(bin("falco-language-server"), ["--stdio"], { cwd: project });
  const body = JSON.stringify({
    jsonrpc: "2.0",
    id: 1,
    method: "initialize",
    params: { processId: null, rootUri: null, capabilities: {} },
  });
  const answer = new Promise<string>((resolve) => {
    let out = "";
    server.stdout.on("data", (chunk) => {
      out += String(chunk);
      if (out.includes('"capabilities"')) resolve(out);
    });
  });
  server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  expect(await answer).toContain('"hoverProvider"');
  expect(await answer).toContain(`"version":"${version}"`);
  server.kill();
});

interface Language {
  readonly icon: { readonly light: string; readonly dark: string };
}

test("the extension's package has what its manifest names", () => {
  const folder = path.join(project, "extension-files");
  mkdirSync(folder);
  execFileSync("python3", ["-m", "zipfile", "-e", EXTENSION, folder]);
  const root = path.join(folder, "extension");
  const manifest = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  const strings: Readonly<Record<string, string>> = JSON.parse(
    readFileSync(path.join(root, "package.nls.json"), "utf8"),
  );
  const keys = [...JSON.stringify(manifest).matchAll(/"%([^%"]+)%"/g)].map(([, key = ""]) => key);
  expect(keys.sort()).toEqual(Object.keys(strings).sort());
  expect(strings["commands.falco.migrate.title"]).toBe("Migrate Workspace to…");
  expect(JSON.stringify(manifest)).not.toContain("Migrate Workspace");
  const named = [
    manifest.main,
    manifest.browser,
    manifest.icon,
    ...manifest.contributes.languages.flatMap(({ icon }: Language) => [icon.light, icon.dark]),
    ...manifest.contributes.grammars.map((grammar: { path: string }) => grammar.path),
    ...manifest.contributes.snippets.map((snippet: { path: string }) => snippet.path),
    "dist/server.cjs",
    "dist/server/main.js",
    "dist/server/data.txt",
    "dist/web/server.js",
    "dist/pages.json",
    "LICENSE.txt",
    "THIRD-PARTY-NOTICES.txt",
    "readme.md",
  ];
  expect(named.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
  // The engine takes twice the memory for a text with a single other character.
  expect(/^[\0-\x7f]+$/.test(readFileSync(path.join(root, "dist/server/data.txt"), "utf8"))).toBe(true);
  const own = METAFILES.filter(isOfExtension);
  expect(own.length).toBe(METAFILES.length - 1);
  expectNotices(readFileSync(path.join(root, "THIRD-PARTY-NOTICES.txt"), "utf8"), own);
  const readme = readFileSync(path.join(root, "readme.md"), "utf8");
  for (const [, target = ""] of readme.matchAll(/\]\(([^)]+)\)/g))
    expect(/^https:/.test(target) || existsSync(path.join(root, target)), target).toBe(true);
});
