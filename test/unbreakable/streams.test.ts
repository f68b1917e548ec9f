import { spawn } from "node:child_process";
import { existsSync, mkdirSync, openSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { builtProgram } from "./built-program.ts";

/** Text that a terminal and GitHub's runners would take for commands, wherever a file may hold text. */
const EVIL = "\\u001b[2J\\u009b31m\\n::error::x\\n  ::stop-commands::x";
const RULES = `- rule: "R ${EVIL}"\n  desc: "${EVIL}"\n  condition: evt.type = open and proc.nmae = "a" and fd.name = ${JSON.stringify("x")}\n  output: "o ${EVIL} %evt.dir"\n  priority: INFO\n  tags: ["${EVIL}"]\n- rule: Plain\n  desc: d\n  condition: evt.type = open and evt.dir = <\n  output: "o ${EVIL}"\n  priority: INFO\n- macro: "${EVIL}"\n  condition: a = b\n`;
const TESTS = `tests:\n- name: "T ${EVIL}"\n  event: { evt.type: open, evt.dir: "<" }\n  fires:\n  - rule: Plain\n    output: "p ${EVIL}"\n- name: "U ${EVIL}"\n  event: { evt.type: close, proc.name: "${EVIL}" }\n  fires: [Plain]\n`;

const { folder, program } = builtProgram("cli/main.ts", {
  "falco_rules.yaml": RULES,
  "a.falco-test.yaml": TESTS,
});

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly said: string;
}

/** Runs the real program; `stdout` is where it writes: a pipe, one that is closed after the first bytes, or a file. */
function ran(
  args: readonly string[],
  stdout: "pipe" | "closed" | number = "pipe",
  input = "",
): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [program, ...args], {
      cwd: folder,
      env: { ...process.env, GITHUB_ACTIONS: "true" },
      stdio: ["pipe", typeof stdout === "number" ? stdout : "pipe", "pipe"],
    });
    let out = "";
    let said = "";
    child.stdout?.on("data", (chunk) => (out += String(chunk)));
    if (stdout === "closed") child.stdout?.destroy();
    child.stderr?.on("data", (chunk) => (said += String(chunk)));
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(input);
    child.on("close", (code) => resolve({ code, out, said }));
  });
}

const FOLDER = ".";
const COMMANDS: readonly (readonly [args: readonly string[], input?: string])[] = [
  ...["human", "json", "sarif", "falco"].map((format) => [["check", "--format", format, FOLDER]] as const),
  [["check", "--target", "0.41.3,0.44.1", FOLDER]],
  [["explain", "--all", FOLDER]],
  [["explain", "--all", "--format", "json", FOLDER]],
  [["explain", "no\u001b[2J\n::error::x", FOLDER]],
  [["evaluate", "Plain", "--event", '{"evt.type":"open","fd.name":"\\u001b[2J\\n::error::x"}', FOLDER]],
  [["evaluate", "--all", "--format", "json", "--event", '{"evt.type":"open","evt.dir":"<"}', FOLDER]],
  ...["human", "json", "markdown"].map((format) => [["migrate", "--format", format, FOLDER]] as const),
  [["migrate", "--diff", FOLDER]],
  ...["human", "json", "junit", "tap"].map(
    (format) => [["test", "--coverage", "--format", format, FOLDER]] as const,
  ),
  [["condition"], "proc.nmae = '\u001b[2J\u009b31m'\n"],
  [["check", "no\u001b[2J\n::error::x"]],
];

test("no output moves the cursor, and no line of it is a command of GitHub's runners", async () => {
  for (const [args, input] of COMMANDS) {
    const { out, said } = await ran(args, "pipe", input);
    expect((out + said).length, args.join(" ")).toBeGreaterThan(10);
    expect(out + said, args.join(" ")).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
    expect(out + said, args.join(" ")).not.toMatch(/^\s*::/m);
    expect(said, args.join(" ")).not.toMatch(/^ {4}at /m);
  }
}, 120_000);

test("in GitHub's format the only commands are its own", async () => {
  const { out } = await ran(["test", "--format", "github", FOLDER]);
  const commands = out.split("\n").filter((line) => line.trim().startsWith("::"));
  expect(commands).toHaveLength(2);
  for (const command of commands) expect(command).toMatch(/^::error file=a\.falco-test\.yaml,line=\d+,/);
  expect(out).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
});

test("a reader that goes away changes no exit code", async () => {
  const rule = `- rule: r\n  desc: d\n  condition: evt.type = open and proc.nmae = a\n  output: o\n  priority: INFO\n`;
  writeFileSync(path.join(folder, "many.yaml"), rule.repeat(500));
  mkdirSync(path.join(folder, "many"));
  for (let file = 0; file < 30; file++) writeFileSync(path.join(folder, `many/${file}.yaml`), rule);
  for (const [args, code] of [
    [["check", "many.yaml"], 1],
    [["check", "many"], 1],
    [["check", "--format", "github", "many"], 1],
    [["explain", "--all", "many.yaml"], 0],
    [["explain", "--list-checks"], 0],
    [["--help"], 0],
  ] as const)
    expect(await ran(args, "closed"), args.join(" ")).toEqual({ code, out: "", said: "" });
}, 60_000);

const FULL = "/dev/full";
const hasFull = existsSync(FULL);
if (!hasFull) console.log(`skipped: output to a full disk, since there is no ${FULL}`);

test.skipIf(!hasFull)(
  "a full disk is reported in a sentence",
  async () => {
    for (const args of [
      ["check", FOLDER],
      ["explain", "--list-checks"],
      ["--help"],
      ["condition", "a = b"],
    ]) {
      const { code, said } = await ran(args, openSync(FULL, "w"));
      expect(code, args.join(" ")).toBe(2);
      expect(said, args.join(" ")).toMatch(/^falco-lint: Could not write the output: .*\n$/);
    }
  },
  60_000,
);
