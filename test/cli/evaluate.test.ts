import path from "node:path";
import { expect, test } from "vitest";
import { runEvaluate } from "../../server/src/cli/evaluation/evaluate.ts";

/** What the command answers to lines on standard input, and its exit code. */
async function evaluate(
  lines: readonly string[],
  ...args: readonly string[]
): Promise<{ code: number; answers: unknown[] }> {
  let output = "";
  const io = {
    stdin: (async function* () {
      yield lines.join("\n");
    })(),
    write: async (text: string) => {
      output += text;
    },
  };
  const code = await runEvaluate(["--jsonl", ...args], io);
  return {
    code,
    answers: output
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as unknown),
  };
}

test("each line is answered with the truth for each event", async () => {
  const { code, answers } = await evaluate([
    '{"condition": "proc.name = bash", "events": [{"proc.name": "bash"}, {"proc.name": "sh"}, {}]}',
    '{"condition": "ka.verb = get", "events": [{"ka.verb": "get"}]}',
    '{"condition": "evt.num = 9223372036854775809", "events": [{"evt.num": 9223372036854775809}, {"evt.num": 9223372036854775808}]}',
  ]);
  expect(answers).toEqual([
    { ok: true, matches: [true, false, false] },
    { ok: true, matches: [true] },
    { ok: true, matches: [true, false] },
  ]);
  expect(code).toBe(0);
});

test("a condition that Falco rejects is answered with what is wrong", async () => {
  const { code, answers } = await evaluate([
    '{"condition": "proc.nmae = bash", "events": [{}]}',
    '{"condition": "a_macro", "events": [{}]}',
    '{"condition": "proc.name =", "events": []}',
  ]);
  expect(answers).toMatchObject([
    { ok: false, diagnostics: [{ code: "unknown-field", start: 0, end: 9 }] },
    { ok: false, diagnostics: [{ code: "undefined-macro", start: 0, end: 7 }] },
    { ok: false, diagnostics: [{ code: "missing-value" }] },
  ]);
  expect(code).toBe(1);
});

test("what the engine can compare is answered, though Falco would not load it", async () => {
  const { answers } = await evaluate([
    '{"condition": "tolower(evt.type) = open", "events": [{"evt.type": "OPEN"}]}',
  ]);
  expect(answers).toMatchObject([
    { ok: true, matches: [true], diagnostics: [{ code: "event-type-expression" }] },
  ]);
});

test("with a source, fields of others are errors", async () => {
  const line = '{"condition": "ka.verb = get", "events": []}';
  expect((await evaluate([line], "--source", "syscall")).answers).toMatchObject([{ ok: false }]);
  expect((await evaluate([line], "--source=k8s_audit")).answers).toEqual([{ ok: true, matches: [] }]);
});

test("a line of another form is wrong use", async () => {
  await expect(evaluate(['{"condition": 1, "events": []}'])).rejects.toThrow(
    "Line 1 is not a JSON object with `condition` and `events`.",
  );
  await expect(evaluate(['{"condition": "a.b exists", "events": [{"a.b": {}}]}'])).rejects.toThrow("`a.b`");
});

const SAMPLE = path.resolve(import.meta.dirname, "../../examples/tested");

/** What the command writes for a rule or all rules of the sample. */
async function asked(...args: readonly string[]): Promise<{ code: number; output: string }> {
  let output = "";
  const io = {
    stdin: (async function* () {
      yield '{"output_fields": {"proc.name": "bash", "proc.pname": "node"}, "rule": "Shell in a container"}\n';
    })(),
    write: async (text: string) => {
      output += text;
    },
  };
  const code = await runEvaluate([...args, SAMPLE], io);
  return { code, output };
}

test("a rule's condition is shown with the truth of each part", async () => {
  const event = '{"evt.type": "execve", "proc.name": "bash", "container.id": "host"}';
  expect(await asked("Shell in a container", "--event", event)).toEqual({
    code: 1,
    output: `Rule \`Shell in a container\` does not match.
✗ and
  ✓ spawned
    ✓ evt.type in (execve, execveat)  — "execve"
  ✗ in_container
    ✗ container.id != host  — "host"
  ✓ proc.name in ( bash, sh, zsh )  — "bash"
  ✓ not
    ✗ proc.pname in ( bash, sh, zsh )  — no value for \`proc.pname\`

`,
  });
});

test("a rule that matches is shown with its output, for programs as JSON", async () => {
  const event = '{"evt.type": "connect", "container.id": "c", "fd.sip": "169.254.169.254"}';
  const name = "Connection to the metadata service";
  const { code, output } = await asked(name, "--event", event);
  expect(code).toBe(0);
  expect(output).toContain("output: Metadata service asked | connection=<NA> by=<NA>");
  const json = await asked(name, "--event", event, "--format", "json");
  expect(JSON.parse(json.output)).toMatchObject({
    rule: name,
    matches: true,
    missing: [],
    condition: { kind: "and", truth: true },
  });
});

test("an alert says which fields are missing to know", async () => {
  const missing = "depends on `evt.type`, `container.id`.";
  expect((await asked("Shell in a container", "--event", "-")).output).toContain(missing);
  expect(await asked("--all", "--event", "-")).toEqual({
    code: 0,
    output: `Rule \`Shell in a container\` ${missing}\n`,
  });
});

test("wrong use is reported in a sentence", async () => {
  await expect(asked("Shell in a containr", "--event", "{}")).rejects.toThrow(
    "Did you mean `Shell in a container`?",
  );
  await expect(asked("Shell in a container")).rejects.toThrow("Give an event with --event");
  await expect(asked("Shell in a container", "--event", "no.json")).rejects.toThrow(
    "There is no file no.json.",
  );
});
