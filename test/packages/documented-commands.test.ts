/** Every command that the README and the documentation show is run. */
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { archiveOf, file, startRegistry } from "../registry/loopback-registry.ts";
import { commandsInSentences, commandsOf, PROJECT } from "./documented-commands.ts";
import { installPackage } from "./install-package.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const { bin } = installPackage(path.join(ROOT, "dist/falco-lint.tgz"));
const BIN = path.dirname(bin("falco-lint"));
const LAYER = await archiveOf([file("falco_rules.yaml", "- macro: m\n  condition: evt.type = open\n")]);
const registry = await startRegistry({ layer: LAYER });

afterAll(() => registry.close());

/** What stays until it is stopped: it has begun when it prints this. */
const STAYS: ReadonlyMap<string, RegExp> = new Map([["falco-lint test --watch", /1 test passed/]]);

/** What has nothing to say where nothing would change, or answers requests on its input, which ends here at once. */
const MAY_BE_SILENT = / --(?:diff|check)\b| mcp$/;

/** What another test or the continuous integration runs, and where: installations, and what needs a container's host. */
const RUN_ELSEWHERE: ReadonlyMap<string, readonly [file: string, part: string]> = new Map([
  ["npm start", [".ci/run", "npm start -- --check"]],
  ["npm test", [".ci/run", "npm test"]],
  ["npm ci && npm run build", ["scripts/test.mjs", '"scripts/build.mjs"']],
  ["npm run package -- --npm", ["scripts/test.mjs", '"package", "--", "--npm"']],
  ["npm run playground", ["test/packages/open-playground.ts", "scripts/playground.mjs"]],
  [
    "falco-language-server --stdio",
    ["test/packages/packages.test.ts", 'bin("falco-language-server"), ["--stdio"]'],
  ],
  ["npm install --global falco-lint", ["test/packages/integrations.test.ts", "npm_config_prefix"]],
  ["npm install --save-dev falco-lint", ["test/packages/install-package.ts", '["install", "--offline"']],
  ["docker build -t falco-lint .", ["test/packages/integrations.test.ts", "the image's installation"]],
  [
    'docker run --rm -v "$PWD:/work:ro" falco-lint check .',
    ["test/packages/integrations.test.ts", "ENTRYPOINT"],
  ],
]);

const PAGES = [
  "README.md",
  "docs/npm.md",
  "docs/command-line.md",
  "docs/ci.md",
  "docs/testing-rules.md",
  "docs/editors.md",
];

/** A repository with the project's files, whose main branch is a commit behind. */
function newProject(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "documented-"));
  const git = (...args: readonly string[]): void =>
    void execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...args], {
      cwd: folder,
    });
  for (const [name, text] of Object.entries(PROJECT)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  writeFileSync(path.join(folder, "falco-rules-5.1.0.tar.gz"), LAYER);
  git("init", "--quiet");
  git("add", ".");
  git("commit", "--quiet", "-m", "first");
  git("update-ref", "refs/remotes/origin/main", "HEAD");
  writeFileSync(path.join(folder, "new/rules.yaml"), PROJECT["old/rules.yaml"] ?? "");
  git("commit", "--quiet", "-am", "second");
  return folder;
}

/** The command as it runs here: the built program by its name, and the test's registry in the place of a public one. */
function asRunHere(command: string): string {
  const program = command.replace(/^node dist\/falco-lint\.js/, "falco-lint").replace(/^npx /, "");
  return program.startsWith("falco-lint rules pull") && !program.includes("--archive")
    ? `${program.replace(/ --re(?:gistry|pository) \S+/g, "")} --registry ${registry.host}`
    : program;
}

interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly problems: string;
}

/** Runs a command in a shell, without input. With `begun` it is stopped once it has printed that. */
function runInShell(command: string, cwd: string, begun?: RegExp): Promise<Outcome> {
  const env = { ...process.env, PATH: `${BIN}:${process.env["PATH"]}` };
  const child = spawn("bash", ["-c", begun ? `exec ${command}` : command], { cwd, env });
  let [out, problems, hasBegun] = ["", "", false];
  child.stdout.on("data", (chunk) => {
    out += String(chunk);
    if (!begun?.test(out)) return;
    hasBegun = true;
    child.kill();
  });
  child.stderr.on("data", (chunk) => {
    problems += String(chunk);
  });
  child.stdin.end();
  return new Promise((resolve) =>
    child.on("close", (code) => resolve({ code: hasBegun ? 0 : code, out, problems })),
  );
}

test.each(PAGES)("the commands that %s shows run", { timeout: 300_000 }, async (page) => {
  const cwd = newProject();
  const commands = commandsOf(page);
  expect(commands.length).toBeGreaterThan(0);
  for (const shown of commands.filter((command) => !RUN_ELSEWHERE.has(command))) {
    const command = asRunHere(shown);
    const { code, out, problems } = await runInShell(command, cwd, STAYS.get(command));
    expect(code, `${command}\n${out}\n${problems}`).toBe(0);
    const [, written] = /> (\S+)$/.exec(command) ?? [];
    const text = written === undefined ? out + problems : readFileSync(path.join(cwd, written), "utf8");
    if (!MAY_BE_SILENT.test(command)) expect(text, command).not.toBe("");
  }
});

test.each([...PAGES, "examples/README.md"])(
  "the commands that sentences of %s name run",
  { timeout: 60_000 },
  async (page) => {
    const isShown = new Set([...commandsOf(page), ...RUN_ELSEWHERE.keys(), ...STAYS.keys()]);
    for (const named of commandsInSentences(page).filter((command) => !isShown.has(command))) {
      const command = named.replace("COMMAND", "check");
      const cwd = page.startsWith("examples") ? ROOT : newProject();
      const { code, out, problems } = await runInShell(command, cwd);
      expect(code, `${command}\n${out}\n${problems}`).toBe(0);
    }
  },
);

test("what is run elsewhere is", () => {
  for (const [command, [place, part]] of RUN_ELSEWHERE)
    expect(readFileSync(path.join(ROOT, place), "utf8"), command).toContain(part);
});
