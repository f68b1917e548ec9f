import { expect, test } from "vitest";
import { startClient, type TestClient } from "./client.ts";

const RULES = `- list: shells
  items: [bash, sh]

- macro: spawned
  condition: evt.type in (execve, execveat)

- rule: Shell
  desc: d
  condition: spawned and proc.name in (shells) and not proc.pname = cron
  output: Shell %proc.name of %user.name
  priority: WARNING

- rule: Other
  desc: d
  condition: spawned and proc.name = other
  output: o
  priority: INFO
`;

const TESTS = `base: { evt.type: execve, user.name: ann }
tests:
  - name: a shell
    event: { proc.name: bash }
    fires: [Shell]
  - name: cron
    event: { proc.name: sh, proc.pname: cron }
    fires:
      - rule: Shell
  - name: output
    event: { proc.name: sh }
    fires:
      - rule: Shell
        output: Shell sh
`;

const OFFERS = { runTestsCommand: "run", evaluateCommand: "evaluate" };

function start(files: Readonly<Record<string, string>> = {}): Promise<TestClient> {
  return startClient(
    { "rules.yaml": RULES, "rules.falco-test.yaml": TESTS, ...files },
    { initializationOptions: OFFERS },
  );
}

interface Mark {
  readonly uri: string;
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly character: number };
  };
  readonly label: string;
}

/** The text below each mark, and its label. */
function marked(marks: readonly Mark[], text: string): readonly string[] {
  const lines = text.split("\n");
  return marks.map(
    ({ range, label }) =>
      `${lines[range.start.line]?.slice(range.start.character, range.end.character)} | ${label}`,
  );
}

test("tests of closed files are found, with the places of their names", async () => {
  const client = await start();
  expect(await client.request("falco/tests", {})).toEqual({
    files: [
      {
        uri: "file:///workspace/rules.falco-test.yaml",
        label: "rules.falco-test.yaml",
        tests: ["a shell", "cron", "output"].map((name, at) => ({
          name,
          range: {
            start: { line: [2, 5, 9][at], character: 10 },
            end: { line: [2, 5, 9][at], character: 10 + name.length },
          },
        })),
      },
    ],
  });
});

test("tests run with what failed, why, and the output", async () => {
  const client = await start();
  expect(await client.request("falco/runTests", {})).toMatchObject({
    results: [
      { index: 0, passed: true, failures: [], output: ["WARNING Shell: Shell bash of ann"] },
      {
        index: 1,
        passed: false,
        failures: [
          {
            message: "Rule `Shell` does not fire: its condition does not match.",
            range: { start: { line: 8, character: 14 } },
            reason: ["✗ and", "  ✗ not", '    ✓ proc.pname = cron  — "cron"'],
          },
        ],
      },
      { index: 2, passed: false, failures: [{ expected: "Shell sh", actual: "Shell sh of ann" }] },
    ],
    coverage: [],
  });
});

test("texts that are not saved count, and only the tests that are asked for run", async () => {
  const client = await start();
  const uri = client.open("rules.falco-test.yaml", TESTS.replace("name: bash", "name: zsh"), "falco-test");
  client.open("rules.yaml", RULES.replace("[bash, sh]", "[zsh]"));
  expect(await client.request("falco/runTests", { tests: [{ uri, index: 0 }] })).toMatchObject({
    results: [{ index: 0, passed: true, output: ["WARNING Shell: Shell zsh of ann"] }],
  });
});

test("tests of a file that is not valid say what is wrong with it", async () => {
  const client = await start({
    "b.falco-test.yaml": "rules: [x]\ntests:\n  - name: t\n    event: {}\n    fires: []\n",
  });
  const uri = "file:///workspace/b.falco-test.yaml";
  expect(await client.request("falco/runTests", { tests: [{ uri, index: 0 }] })).toMatchObject({
    results: [{ passed: false, errored: true, failures: [{ message: expect.stringContaining("`rules`") }] }],
  });
});

test("coverage has rules at their names and the branches of each part", async () => {
  const client = await start();
  const { coverage } = await client.request<{
    readonly coverage: readonly {
      readonly uri: string;
      readonly rules: readonly object[];
      readonly parts: readonly {
        readonly text: string;
        readonly wasTrue: number;
        readonly wasFalse: number;
      }[];
    }[];
  }>("falco/runTests", { coverage: true });
  expect(coverage.map(({ uri }) => uri)).toEqual(["file:///workspace/rules.yaml"]);
  expect(coverage[0]?.rules).toMatchObject([
    { name: "Shell", fired: 1, range: { start: { line: 6, character: 8 } } },
    { name: "Other", fired: 0 },
  ]);
  expect(coverage[0]?.parts).toMatchObject([
    // The macro's part is asked by both rules.
    { text: "evt.type in (execve, execveat)", wasTrue: 2, wasFalse: 0 },
    { text: "proc.name in ( bash, sh )", wasTrue: 1, wasFalse: 0 },
    { text: "proc.pname = cron", wasTrue: 1, wasFalse: 1 },
    { text: "proc.name = other", wasTrue: 0, wasFalse: 1 },
  ]);
});

test("the truth of each part of a test's rules is marked where it is written", async () => {
  const client = await start();
  const uri = "file:///workspace/rules.falco-test.yaml";
  const { marks, summary, page } = await client.request<{
    readonly marks: readonly Mark[];
    readonly summary: string;
    readonly page: string;
  }>("falco/evaluate", { test: { uri, index: 1 } });
  expect(marked(marks, RULES)).toEqual([
    "Shell | ✗ does not match",
    "spawned | ✓",
    'evt.type in (execve, execveat) | ✓ "execve"',
    'proc.name in (shells) | ✓ "sh"',
    "not proc.pname = cron | ✗",
    'proc.pname = cron | ✓ "cron"',
  ]);
  expect(summary).toBe("Rule `Shell` does not match.");
  expect(page).toContain('    ✓ proc.pname = cron  — "cron"');
});

const ALERT = JSON.stringify({
  rule: "Shell",
  priority: "Warning",
  source: "syscall",
  output: "12:00:00.000000000: Warning Shell bash of ann",
  output_fields: { "proc.name": "bash", "user.name": "ann", "evt.time": 1 },
});

test("an alert marks its rule, and says which fields would settle it", async () => {
  const client = await start();
  const { marks, summary } = await client.request<{
    readonly marks: readonly Mark[];
    readonly summary: string;
  }>("falco/evaluate", { event: `falco: ${ALERT}` });
  expect(summary).toBe("Rule `Shell` depends on `evt.type`, `proc.pname`.");
  expect(marked(marks, RULES)).toContain("proc.pname = cron | ? no value");
});

test("one rule is evaluated on fields that someone typed, with the output", async () => {
  const client = await start();
  const { marks } = await client.request<{ readonly marks: readonly Mark[] }>("falco/evaluate", {
    event: "{ evt.type: execve, proc.name: other }",
    uri: "file:///workspace/rules.yaml",
    rule: "Other",
  });
  expect(marked(marks, RULES)).toEqual([
    "Other | ✓ matches",
    // The output, after the name.
    " | o",
    "spawned | ✓",
    'evt.type in (execve, execveat) | ✓ "execve"',
    'proc.name = other | ✓ "other"',
  ]);
});

test("what is not an event is said in a sentence", async () => {
  const client = await start();
  expect(await client.request("falco/evaluate", { event: "no event" })).toMatchObject({
    problem: expect.stringMatching(/^No event is found\./),
  });
});

test("an alert becomes a test beside its rule, after the tests that are there", async () => {
  const client = await start();
  const { edit, uri, range } = await client.request<{
    readonly uri: string;
    readonly range: { readonly start: object };
    readonly edit: {
      readonly changes: Readonly<
        Record<string, readonly { readonly newText: string; readonly range: object }[]>
      >;
    };
  }>("falco/newTest", { event: ALERT });
  expect(uri).toBe("file:///workspace/rules.falco-test.yaml");
  expect(range.start).toEqual({ line: 15, character: 10 });
  expect(edit.changes[uri]?.map(({ newText }) => newText)).toEqual([
    `
  - name: Shell fires
    event:
      proc.name: bash
      user.name: ann
      # The condition needs these fields too, which the alert does not have:
      # evt.type:
      # proc.pname:
    fires:
      - rule: Shell
        output: Shell bash of ann
`,
  ]);
});

test("an alert is excepted from its rule by chosen fields", async () => {
  const client = await start();
  interface Answer {
    readonly problem?: string;
    readonly rule: string;
    readonly fields: readonly { readonly name: string; readonly suggested: boolean }[];
    readonly changes: readonly {
      readonly uri: string;
      readonly edit: { readonly changes: Readonly<Record<string, readonly { readonly newText: string }[]>> };
    }[];
  }
  const { rule, fields, changes } = await client.request<Answer>("falco/alertException", { event: ALERT });
  expect(rule).toBe("Shell");
  expect(fields.map(({ name, suggested }) => [name, suggested])).toEqual([
    ["proc.name", true],
    ["user.name", false],
  ]);
  expect(changes).toEqual([]);
  const made = await client.request<Answer>("falco/alertException", { event: ALERT, fields: ["user.name"] });
  expect(made.changes.map(({ uri, edit }) => edit.changes[uri]?.map(({ newText }) => newText))).toEqual([
    [
      `  exceptions:
    - name: allowed_user_name
      fields: [user.name]
      comps: [=]
      values:
        - [ann]
`,
    ],
  ]);
  expect(await client.request("falco/alertException", { event: "no event" })).toMatchObject({
    problem: expect.stringMatching(/^No event is found\./),
  });
});

test("code lenses run a rule's tests and evaluate it, for clients that can", async () => {
  const client = await start();
  const lenses = await client.request<readonly { readonly command: { readonly title: string } }[]>(
    "textDocument/codeLens",
    { textDocument: { uri: "file:///workspace/rules.yaml" } },
  );
  expect(lenses.map(({ command }) => command.title)).toEqual([
    "Run 3 tests",
    "Evaluate on an event…",
    "Evaluate on an event…",
  ]);
});

test("a run that is cancelled ends without results", async () => {
  const many = Array.from(
    { length: 2_000 },
    (_, at) => `  - { name: t${at}, event: { proc.name: bash }, fires: [] }`,
  );
  const client = await start({ "many.falco-test.yaml": `tests:\n${many.join("\n")}\n` });
  const { CancellationTokenSource } = await import("vscode-languageserver/node");
  const source = new CancellationTokenSource();
  const asked = client.connection.sendRequest("falco/runTests", {}, source.token);
  setTimeout(() => source.cancel(), 20);
  expect(await asked).toEqual({ results: [], coverage: [] });
});
