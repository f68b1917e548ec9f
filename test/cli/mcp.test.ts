import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { Client, InMemoryTransport } from "@modelcontextprotocol/client";
import { afterEach, beforeEach, expect, test } from "vitest";
import { mcpServer } from "../../server/src/cli/assistants/mcp.ts";

const RULE =
  "- rule: Shell\n  desc: A shell.\n  condition: spawned and proc.nmae = bash\n  output: x\n  priority: INFO\n";
const MACRO = "- macro: spawned\n  condition: evt.type = execve\n";

let client: Client;

async function connect(mayWrite = false): Promise<void> {
  const [near, far] = InMemoryTransport.createLinkedPair();
  await mcpServer(mayWrite).connect(far);
  client = new Client({ name: "test", version: "1.0.0" });
  await client.connect(near);
}

beforeEach(() => connect());
afterEach(() => client.close());

/** What a tool answers, or the sentence by which it rejects. */
async function call(name: string, given: Record<string, unknown>): Promise<unknown> {
  const { structuredContent, content, isError } = await client.callTool({ name, arguments: given });
  if (!isError) return structuredContent;
  const [first] = content;
  return first?.type === "text" ? first.text : undefined;
}

test("each tool says what it takes and gives, and that it writes nothing", async () => {
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name)).toEqual([
    "check",
    "explain",
    "condition",
    "evaluate",
    "migrate",
    "fields",
    "events",
  ]);
  for (const { annotations, description, outputSchema } of tools) {
    expect(annotations?.readOnlyHint).toBe(true);
    expect(description).toMatch(/\.$/);
    expect(outputSchema?.type).toBe("object");
  }
});

test("check checks texts together, each at its place", async () => {
  const files = [
    { path: "b_rules.yaml", text: RULE },
    { path: "a_rules.yaml", text: MACRO },
  ];
  expect(await call("check", { files })).toMatchObject({
    problems: [
      {
        path: "b_rules.yaml",
        line: 3,
        column: 26,
        endColumn: 35,
        code: "unknown-field",
        severity: "error",
        fixes: [{ title: "Replace with `proc.name`" }],
      },
    ],
  });
});

test("explain shows what Falco loads in the end, and the page of a check", async () => {
  const files = [
    {
      path: "a_rules.yaml",
      text: `${MACRO}- macro: spawned\n  condition: or evt.type = execveat\n  override: {condition: append}\n`,
    },
  ];
  expect(await call("explain", { files, name: "spawned" })).toMatchObject({
    text: expect.stringContaining("execveat"),
  });
  expect(await call("explain", { files: [], name: "unknown-field" })).toMatchObject({
    text: expect.stringContaining("unknown-field"),
  });
  expect(await call("explain", { files, name: "spawnd" })).toBe(
    "Unknown rule, macro, list or check `spawnd`.",
  );
});

test("a condition is checked and evaluated", async () => {
  expect(await call("condition", { condition: "proc.name=a or evt.type=open" })).toEqual({
    ok: true,
    canonical: "(proc.name = a or evt.type = open)",
    diagnostics: [],
  });
  expect(await call("condition", { condition: "proc.name = a", target: "9" })).toContain(
    "is not a Falco version",
  );
  const events = [{ "proc.name": "bash", "fd.num": 3 }, { "proc.name": "sh" }];
  expect(await call("evaluate", { condition: "proc.name = bash and fd.num > 2", events })).toEqual({
    ok: true,
    matches: [true, false],
  });
  expect(await call("evaluate", { condition: "proc.nmae = bash", events: [] })).toMatchObject({
    ok: false,
    diagnostics: [{ code: "unknown-field", start: 0, end: 9 }],
  });
});

test("fields and events are found by name and by meaning", async () => {
  const namesOf = async (given: object): Promise<readonly string[]> => {
    const { fields } = (await call("fields", { ...given })) as { fields: { name: string }[] };
    return fields.map(({ name }) => name);
  };
  const [first, ...others] = await namesOf({ query: "proc.pname", limit: 3 });
  expect([first, others.length <= 2]).toEqual(["proc.pname", true]);
  expect(await namesOf({ query: "command line parent" })).toContain("proc.pcmdline");
  expect(await namesOf({ query: "ka.verb" })).toEqual(["ka.verb"]);
  expect(await namesOf({ query: "ka.verb", source: "syscall" })).toEqual([]);
  expect(await call("events", { query: "openat2" })).toMatchObject({
    events: [{ name: "openat2", syscalls: ["openat2"], parameters: expect.arrayContaining(["resolve"]) }],
  });
});

const OLD =
  "- rule: Old\n  desc: Old.\n  condition: evt.type = open and evt.dir = <\n  output: x\n  priority: INFO\n";

test("migrate gives new texts, and writes only files on disk where that is allowed", async () => {
  // In the working folder, which the server does not leave.
  mkdirSync("test-results", { recursive: true });
  const folder = mkdtempSync("test-results/mcp-");
  const file = `${folder}/old_rules.yaml`;
  writeFileSync(file, OLD);
  const fresh = OLD.replace(" and evt.dir = <", "");
  const files = [{ path: "old_rules.yaml", text: OLD }];
  try {
    expect(await call("migrate", { files })).toMatchObject({
      files: [{ path: "old_rules.yaml", text: fresh }],
      written: false,
    });
    expect(await call("migrate", { paths: [file], write: true })).toBe(
      "Files are not written. Start the server with --allow-write to allow it.",
    );
    await client.close();
    await connect(true);
    const { tools } = await client.listTools();
    expect(tools.find(({ name }) => name === "migrate")?.annotations?.readOnlyHint).toBe(false);
    expect(await call("migrate", { files, write: true })).toBe(
      "Only files on disk can be written. Name them in `paths`.",
    );
    expect(readFileSync(file, "utf8")).toBe(OLD);
    expect(await call("migrate", { paths: [file], write: true })).toMatchObject({ written: true });
    expect(readFileSync(file, "utf8")).toBe(fresh);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("paths that lead out of the working folder are rejected", async () => {
  expect(await call("check", { paths: ["../other"] })).toBe(
    "Path ../other is outside of the working folder.",
  );
  expect(await call("check", { files: [{ path: "/etc/falco/falco.yaml", text: "" }] })).toContain(
    "is outside of",
  );
  expect(await call("check", { paths: ["missing.yaml"] })).toBe(
    "File or folder missing.yaml does not exist.",
  );
});
