import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { installPackage, outcome } from "./install-package.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const TARBALL = path.join(ROOT, "dist/falco-lint.tgz");
const { project, bin } = installPackage(TARBALL);
const FALCO_LINT = bin("falco-lint");

const rule = (field: string): string =>
  `- rule: r\n  desc: d\n  condition: evt.type = open and ${field} = a\n  output: o\n  priority: INFO\n`;
mkdirSync(path.join(project, "with space"));
writeFileSync(path.join(project, "with space/wrong.yaml"), rule("proc.nmae"));
writeFileSync(path.join(project, "right.yaml"), rule("proc.name"));

const WORKFLOWS = ["falco-lint", "ci", "release", "catalog-update"];
const read = (file: string): string => readFileSync(path.join(ROOT, file), "utf8");

function action(inputs: NodeJS.ProcessEnv) {
  const GITHUB_OUTPUT = path.join(mkdtempSync(path.join(tmpdir(), "falco-lint-action-")), "output");
  writeFileSync(GITHUB_OUTPUT, "");
  const script = path.join(ROOT, "integrations/github-action.sh");
  const run = outcome("bash", [script], project, { FALCO_LINT, GITHUB_OUTPUT, ...inputs });
  return { ...run, output: readFileSync(GITHUB_OUTPUT, "utf8") };
}

test("the action annotates lines, and gives the exit code", () => {
  const { code, out, output } = action({ INPUT_PATHS: "with space\nright.yaml\n" });
  expect(code).toBe(1);
  expect(output).toBe("exit-code=1\n");
  expect(out).toMatch(/^::error file=with space\/wrong\.yaml,line=3,endLine=3,.*title=unknown-field::/m);
  expect(action({ INPUT_PATHS: "right.yaml", INPUT_TARGET: "0.43.1" })).toMatchObject({ code: 0, out: "" });
});

test("the action writes SARIF, formats and tests", () => {
  expect(action({ INPUT_PATHS: "with space", INPUT_SARIF: "report.sarif" }).code).toBe(1);
  const { runs } = JSON.parse(readFileSync(path.join(project, "report.sarif"), "utf8"));
  expect(runs[0].results[0].ruleId).toBe("unknown-field");
  expect(action({ INPUT_COMMAND: "format", INPUT_PATHS: "right.yaml" }).code).toBe(0);
  expect(action({ INPUT_COMMAND: "test", INPUT_PATHS: path.join(ROOT, "examples/tested") }).code).toBe(0);
});

test("no input of the action is run", () => {
  const evil = `$(touch ${path.join(project, "run")})`;
  action({
    INPUT_PATHS: evil,
    INPUT_ARGS: `--severity\n${evil}`,
    INPUT_TARGET: `\`touch ${path.join(project, "run")}\``,
  });
  expect(existsSync(path.join(project, "run"))).toBe(false);
});

test("the action passes every input to its script, and none into a command", () => {
  const { inputs, runs } = parse(read("action.yml"));
  const [step] = runs.steps;
  expect(step.run).toBe('bash "$GITHUB_ACTION_PATH/integrations/github-action.sh"');
  for (const name of Object.keys(inputs))
    expect(step.env[`INPUT_${name.toUpperCase()}`]).toBe(`\${{ inputs.${name} }}`);
});

test.each(WORKFLOWS)("no expression of the workflow %s is part of a script", (name) => {
  const { jobs } = parse(read(`.github/workflows/${name}.yml`));
  const scripts = Object.values(jobs as Record<string, { steps: { run?: string }[] }>).flatMap(({ steps }) =>
    steps.flatMap(({ run }) => run ?? []),
  );
  expect(scripts.length).toBeGreaterThan(0);
  expect(scripts.filter((script) => script.includes("${{"))).toEqual([]);
});

test.each(WORKFLOWS)(
  "the workflow %s names its actions by commit, its permissions and its longest time",
  (name) => {
    const text = read(`.github/workflows/${name}.yml`);
    for (const [, action] of text.matchAll(/^ +- uses: (.*)$/gm))
      expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    const { permissions, jobs } = parse(text);
    expect(permissions.contents).toMatch(/^(?:read|write)$/);
    for (const job of Object.values<{ "timeout-minutes"?: number }>(jobs))
      expect(job["timeout-minutes"]).toBeLessThanOrEqual(60);
  },
);

test("only the job that publishes can sign and write, after the tests, from what they were built with", () => {
  const { permissions, jobs } = parse(read(".github/workflows/release.yml"));
  expect([permissions, jobs.build.permissions]).toEqual([{ contents: "read" }, undefined]);
  expect(jobs.publish).toMatchObject({ needs: "build", environment: "release" });
  expect(jobs.publish.permissions).toEqual({
    contents: "write",
    "id-token": "write",
    attestations: "write",
  });
  const programs = JSON.stringify(jobs.publish.steps).match(/npx --yes \S+/g);
  expect(programs).toEqual(["npx --yes ovsx@0.9.4", "npx --yes npm@11.21.2"]);
});

/** A folder with an `npx` that runs the packed command instead of the published one. */
function standInForNpx(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "falco-lint-npx-"));
  const script = `#!/bin/sh\nshift 2\nexec "${FALCO_LINT}" "$@"\n`;
  writeFileSync(path.join(folder, "npx"), script, { mode: 0o755 });
  return `${folder}:${process.env["PATH"]}`;
}

interface Hook {
  readonly id: string;
  readonly entry: string;
  readonly args?: readonly string[];
  readonly pass_filenames?: boolean;
}

test("each hook of pre-commit runs on the files of a commit", () => {
  const hooks: readonly Hook[] = parse(read(".pre-commit-hooks.yaml"));
  const { version } = JSON.parse(read("package.json"));
  const repository = mkdtempSync(path.join(tmpdir(), "falco-lint-commit-"));
  const base = "- macro: of_base\n  condition: evt.type = open\n";
  const local = rule("proc.name").replace("evt.type = open", "of_base");
  writeFileSync(path.join(repository, "falco_rules.yaml"), base);
  writeFileSync(path.join(repository, "local.yaml"), local);
  writeFileSync(path.join(repository, "workflow.yaml"), "on: push\njobs: {}\n");
  writeFileSync(
    path.join(repository, "a.falco-test.yaml"),
    "ruleset: [falco_rules.yaml, local.yaml]\ntests:\n  - name: n\n    event: { evt.type: open, proc.name: a }\n    fires: [r]\n",
  );
  const runOf = ({ entry, args = [], pass_filenames = true }: Hook) => {
    const files = pass_filenames ? ["local.yaml", "workflow.yaml"] : [];
    return outcome("sh", ["-c", `${entry} "$@"`, "sh", ...args, ...files], repository, {
      PATH: standInForNpx(),
    });
  };
  expect(hooks.map(({ id }) => id)).toEqual(["falco-lint", "falco-lint-format", "falco-lint-test"]);
  for (const hook of hooks) {
    expect(hook.entry).toContain(`npx --yes falco-lint@${version} `);
    const run = runOf(hook);
    expect(run.code, `${hook.entry}: ${run.out}`).toBe(0);
  }
  writeFileSync(path.join(repository, "local.yaml"), local.replace("proc.name", "proc.nmae"));
  expect(hooks.map((hook) => runOf(hook).code)).toEqual([1, 0, 1]);
});

test("GitLab's job writes the report that it names", () => {
  const jobs = parse(read("integrations/gitlab-ci.yml"));
  const { script, artifacts } = jobs[".falco-lint"];
  const run = outcome("bash", ["-c", script.join("\n")], project, {
    PATH: standInForNpx(),
    FALCO_LINT_VERSION: "latest",
    FALCO_LINT_PATHS: ".",
    FALCO_LINT_ARGS: "",
  });
  expect(run.code).toBe(1);
  const report = JSON.parse(readFileSync(path.join(project, artifacts.reports.codequality), "utf8"));
  expect(report[0]).toMatchObject({
    check_name: "unknown-field",
    location: { path: "with space/wrong.yaml" },
  });
});

test("the image's installation gives the command", () => {
  const steps = read("Dockerfile").split("\n");
  const install =
    steps
      .find((line) => line.startsWith("RUN "))
      ?.slice(4)
      .replace(/ && npm cache clean.*/, "") ?? "";
  const prefix = mkdtempSync(path.join(tmpdir(), "falco-lint-image-"));
  const run = outcome("bash", ["-c", `${install} --offline`], prefix, {
    npm_config_prefix: prefix,
    FALCO_LINT: TARBALL,
  });
  expect(run.code, run.out).toBe(0);
  const [, entry] = /^ENTRYPOINT \["([^"]+)"\]$/m.exec(read("Dockerfile")) ?? [];
  expect(outcome(path.join(prefix, "bin", entry ?? ""), ["--help"], prefix).out).toContain("Commands:");
});
