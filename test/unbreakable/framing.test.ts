import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import path from "node:path";
import { PassThrough, type Readable, type Writable } from "node:stream";
import { expect, test } from "vitest";
import { FramedReader } from "../../server/src/main/framed-messages.ts";
import { builtProgram } from "./built-program.ts";

const { folder, program } = builtProgram("main/node.ts");

const json = (id: number, method: string): string =>
  JSON.stringify({
    jsonrpc: "2.0",
    id,
    method,
    params: { capabilities: {}, processId: null, rootUri: null },
  });
const ASKED = json(1, "initialize");
const withLength = (length: unknown, body: string): string => `Content-Length: ${length}\r\n\r\n${body}`;
const whole = (body: string): string => withLength(Buffer.byteLength(body), body);

/** What makes the server end with the code 0. */
const EXIT = [json(2, "shutdown"), JSON.stringify({ jsonrpc: "2.0", method: "exit" })].map(whole);

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly said: string;
}

/** What the real server answers to `input`, which stays open. */
function served(input: readonly string[]): Promise<Ended> {
  const child = spawn(process.execPath, [program, "--stdio"], { stdio: "pipe" });
  return answered(child, child, input);
}

/** The same of a server that connects to `place`, a port of this machine or a path. */
async function connected(option: string, place: number | string, input: readonly string[]): Promise<Ended> {
  const listener = createServer().listen(place);
  await once(listener, "listening");
  const address = listener.address();
  const value = typeof address === "object" ? address?.port : address;
  const child = spawn(process.execPath, [program, `${option}=${value}`], { stdio: "pipe" });
  const [socket] = (await once(listener, "connection")) as [Socket];
  listener.close();
  return answered(child, { stdin: socket, stdout: socket }, input);
}

function answered(
  child: ChildProcessWithoutNullStreams,
  { stdin, stdout }: { readonly stdin: Writable; readonly stdout: Readable },
  input: readonly string[],
): Promise<Ended> {
  return new Promise((resolve) => {
    let [out, said] = ["", ""];
    stdout.on("data", (chunk) => (out += String(chunk)));
    child.stderr.on("data", (chunk) => (said += String(chunk)));
    stdin.on("error", () => undefined);
    for (const part of input) stdin.write(part);
    child.on("close", (code) => resolve({ code, out, said }));
  });
}

const LENGTH = Buffer.byteLength(ASKED);
const BROKEN: readonly (readonly [what: string, input: readonly string[], reason: RegExp])[] = [
  ["too short", [withLength(LENGTH - 3, ASKED)], /Content-Length before it is too small/],
  ["too short by far", [withLength(5, ASKED)], /Content-Length before it is too small/],
  ["zero", [withLength(0, ASKED)], /Content-Length before it is too small/],
  [
    "too long, with another message after it",
    [withLength(LENGTH + 400, ASKED), whole(ASKED)],
    /is too large/,
  ],
  ["too long by less than a header", [withLength(LENGTH + 3, ASKED), whole(ASKED)], /no Content-Length/],
  ["too long, with nothing after it", [withLength(LENGTH + 1, ASKED)], /is too large/],
  ["not a number", [withLength("many", ASKED)], /"many" is not a number of bytes/],
  ["a number and more", [withLength(`${LENGTH} bytes`, ASKED)], /is not a number of bytes/],
  ["empty", [withLength("", ASKED)], /"" is not a number of bytes/],
  ["negative", [withLength(-1, ASKED)], /"-1" is not a number of bytes/],
  ["10 GB", [withLength(1e10, ASKED)], /10000000000 is larger than/],
  ["larger than any number", [withLength("9".repeat(400), ASKED)], /is larger than/],
  [
    "missing",
    [`Content-Type: application/vscode-jsonrpc; charset=utf-8\r\n\r\n${ASKED}`],
    /no Content-Length/,
  ],
  ["missing with all of the header", [ASKED], /does not begin with a header/],
  [
    "of a header with other line ends",
    [`Content-Length: ${LENGTH}\n\n${ASKED}`],
    /does not begin with a header/,
  ],
  ["of a header without an end", ["Content-Length: 1", "0".repeat(10_000)], /does not begin with a header/],
];

test.each(BROKEN)(
  "a Content-Length that is wrong ends the server with a reason: %s",
  async (_, input, reason) => {
    const { code, said } = await served(input);
    expect(said).toMatch(/^falco-language-server: The server stops because .*\.\n$/);
    expect(said).toMatch(reason);
    expect(code).toBe(1);
  },
  60_000,
);

const PLACES = [
  ["--socket", 0],
  ["--pipe", path.join(process.platform === "win32" ? "\\\\.\\pipe" : folder, "falco-language-server-test")],
] as const;

test.each(PLACES)(
  "a server that connects by %s answers, and ends with a reason too",
  async (option, place) => {
    const right = await connected(option, place, [whole(ASKED), ...EXIT]);
    expect(right.out).toContain('"capabilities"');
    expect(right).toMatchObject({ code: 0, said: "" });
    for (const [, input, reason] of BROKEN.slice(0, 4)) {
      const { code, said } = await connected(option, place, input);
      expect(said).toMatch(reason);
      expect(code).toBe(1);
    }
  },
  120_000,
);

test.each(["--socket=1", "--socket=many", "--pipe=", "--pipe=/no/such/pipe"])(
  "a connection that cannot be made ends the server with a reason: %s",
  async (option) => {
    const child = spawn(process.execPath, [program, option], { stdio: "pipe" });
    const { code, said } = await answered(child, child, []);
    expect(said).toMatch(
      /^falco-language-server: The server stops because the connection failed: .*[^.]\.\n$/,
    );
    expect(code).toBe(1);
  },
  60_000,
);

test("messages with their lengths are answered, however their bytes come", async () => {
  const said = [whole(ASKED), ...EXIT].join("");
  const typed = `Content-Type: application/vscode-jsonrpc; charset="utf-8"\r\n${said}`;
  for (const input of [[said], [...said], [typed]]) {
    const { code, out } = await served(input);
    expect(code).toBe(0);
    expect(out).toContain('"capabilities"');
  }
}, 60_000);

const ODD = [
  "{nope",
  "null",
  "[]",
  ...[{}, { id: null }, null, undefined].map((params) =>
    JSON.stringify({ jsonrpc: "2.0", method: "$/cancelRequest", params }),
  ),
];

test.each(ODD)(
  "a message that is not JSON, or has another shape, is left out: %s",
  async (odd) => {
    const { code, out } = await served([[odd, ASKED].map(whole).join(""), ...EXIT]);
    expect(code).toBe(0);
    expect(out).toContain('"capabilities"');
  },
  60_000,
);

/** The messages that pass, and the reasons why no more do. */
async function framed(
  parts: readonly (string | Buffer)[],
  idleMs = 1e6,
): Promise<{ passed: unknown[]; reasons: string[] }> {
  const input = new PassThrough();
  const reasons: string[] = [];
  const passed: unknown[] = [];
  const reader = new FramedReader(input, (reason) => reasons.push(reason), idleMs);
  reader.listen((message) => passed.push(message));
  for (const part of parts) {
    input.write(part);
    await new Promise((resolve) => setImmediate(resolve));
  }
  await new Promise((resolve) => setTimeout(resolve, 20));
  input.destroy();
  return { passed, reasons };
}

test("a text that has headers in it is a text", async () => {
  const texts = { text: `Content-Length: 5\r\n\r\nabc\r\n\r\n` };
  const text = whole(JSON.stringify(texts));
  const spaced = whole(`{\r\n\r\n"a": "Content-Length: 5"\r\n\r\n}`);
  const other = { a: "Content-Length: 5" };
  expect(await framed([...text, ...spaced, spaced, text])).toEqual({
    passed: [texts, other, other, texts],
    reasons: [],
  });
});

test("a message that comes slowly is waited for, and one that is whole is not", async () => {
  const slow = whole(ASKED).slice(0, -1);
  expect((await framed([slow], 1)).reasons).toEqual([]);
  expect((await framed([withLength(LENGTH + 1, ASKED)], 1)).reasons).toEqual([
    "a Content-Length is too large",
  ]);
});

test("of what comes after a broken header nothing is kept", async () => {
  const { passed, reasons } = await framed([
    withLength(1e10, ""),
    ...Array.from({ length: 50 }, () => Buffer.alloc(65_536)),
  ]);
  expect(passed).toEqual([]);
  expect(reasons).toHaveLength(1);
});
