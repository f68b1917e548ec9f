import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { runTestCommand } from "../../server/src/cli/testing/test.ts";

const folder = mkdtempSync(path.join(tmpdir(), "falco-test-"));
afterAll(() => rmSync(folder, { recursive: true }));

writeFileSync(
  path.join(folder, "falco_rules.yaml"),
  "- rule: Shell\n  desc: d\n  condition: evt.type = execve and proc.name = bash\n  output: Shell %proc.name\n  priority: INFO\n",
);

/** What the command writes, and its exit code. */
async function runCommand(...args: readonly string[]): Promise<{ code: number; output: string }> {
  let output = "";
  const spy = vi.spyOn(process.stdout, "write").mockImplementation((...written: readonly unknown[]) => {
    output += String(written[0]);
    const done = written.at(-1);
    if (typeof done === "function") done();
    return true;
  });
  const code = await runTestCommand(args).finally(() => spy.mockRestore());
  return { code, output };
}

/** Writes a test file and runs the command on it. */
async function run(text: string, ...args: readonly string[]): Promise<{ code: number; output: string }> {
  const file = path.join(folder, "t.falco-test.yaml");
  writeFileSync(file, text);
  const { code, output } = await runCommand(file, ...args);
  return { code, output: output.replaceAll(file, "T") };
}

const PASSES = "tests:\n- name: a shell\n  event: { evt.type: execve, proc.name: bash }\n  fires: [Shell]\n";
const FAILS = `${PASSES}- name: no & shell\n  event: { evt.type: execve, proc.name: "<b>" }\n  fires:\n  - rule: Shell\n- name: output\n  event: { evt.type: execve, proc.name: bash }\n  fires: [{ rule: Shell, output: Shell sh }]\n`;

test("tests that pass end with 0, those that fail with 1, and a wrong file with 2", async () => {
  expect((await run(PASSES)).code).toBe(0);
  expect((await run(FAILS)).code).toBe(1);
  expect((await run("tests: [{}]")).code).toBe(2);
  await expect(runTestCommand([path.join(folder, "no.falco-test.yaml")])).rejects.toThrow("does not exist");
  await expect(runTestCommand([path.join(folder, "falco_rules.yaml")])).rejects.toThrow(
    "No *.falco-test.yaml",
  );
});

test("people read the place, the reason and the difference", async () => {
  const { output } = await run(FAILS);
  expect(output).toBe(`T
  ✓ a shell
  ✗ no & shell
    T:8:11: Rule \`Shell\` does not fire: its condition does not match.
      ✗ and
        ✗ proc.name = bash  — "<b>"
  ✗ output
    T:11:34: The output of rule \`Shell\` differs.
    - Shell sh
    + Shell bash
1 test passed, 2 failed, in 1 file.
`);
});

test("programs read JSON", async () => {
  const { output } = await run(FAILS, "--format", "json", "--coverage");
  expect(JSON.parse(output)).toMatchObject({
    files: [
      {
        tests: [
          {
            name: "a shell",
            passed: true,
            fired: [{ rule: "Shell", priority: "INFORMATIONAL", output: "Shell bash" }],
          },
          { passed: false, failures: [{ line: 8, column: 11 }] },
          { passed: false, failures: [{ expected: "Shell sh", actual: "Shell bash" }] },
        ],
        coverage: [{ rule: "Shell", fired: true, taken: 3, all: 4 }],
      },
    ],
    summary: { tests: 3, passed: 1, failed: 2, problems: 0 },
  });
});

test("build servers read JUnit, TAP and annotations", async () => {
  const junit = (await run(FAILS, "--format=junit")).output;
  expect(junit).toContain('<testsuite name="T" tests="3" failures="2" errors="0">');
  expect(junit).toContain('name="no &amp; shell"');
  expect(junit).toContain("&quot;&lt;b&gt;&quot;");
  const tap = (await run(FAILS, "--format=tap")).output;
  expect(tap.split("\n").slice(0, 4)).toEqual([
    "TAP version 13",
    "1..3",
    "ok 1 - T: a shell",
    "not ok 2 - T: no & shell",
  ]);
  const github = (await run(FAILS, "--format=github")).output;
  expect(github).toContain("::error file=T,line=8,col=11,title=no & shell::Rule `Shell` does not fire");
  expect(github).toContain("differs.%0A- Shell sh%0A+ Shell bash");
});

test("neighbours of an event that change what fires are reported", async () => {
  const { output } = await run(PASSES, "--fuzz", "50", "--seed", "3");
  expect(output).toMatch(/~ a shell: .*`Shell` does not fire/);
});

test("the sample's tests pass, and every rule of it fires in some test", async () => {
  const sample = path.resolve(import.meta.dirname, "../../examples/tested");
  const { code, output } = await runCommand(sample, "--coverage");
  expect(code).toBe(0);
  expect(output).toContain("Coverage: 12 of 12 rules fired in some test.");
});
