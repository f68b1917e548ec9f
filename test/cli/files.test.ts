import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { runCheck } from "../../server/src/cli/check.ts";
import { listFiles, readFiles, readPaths } from "../../server/src/cli/files.ts";
import { SKIPPED_FOLDERS } from "../../server/src/model/workspace/workspace-files.ts";
import { decodeText, encodeText } from "../../server/src/text/decode.ts";
import { folderOf, run } from "./workspace.ts";

const RULE = "- rule: R\n  desc: d\n  condition: evt.type = open\n  output: o\n  priority: INFO\n";

test("a rules file of several megabytes is read like any other", () => {
  const folder = folderOf({ "rules.yaml": RULE + `# ${"x".repeat(78)}\n`.repeat(40_000) });
  const [file] = readFiles([folder]);
  expect(file?.document.host).toBe("rules");
  expect(file?.document.text.length).toBeGreaterThan(3_000_000);
});

test("what is too large is left out and said so, whatever it is called, and the exit code states it", async () => {
  const line = `# ${"x".repeat(97)}\n`;
  const folder = folderOf({
    "rules.yaml": RULE,
    "huge.yaml": RULE + line.repeat(1100),
    "falco.yaml": `json_outptu: true\n${line.repeat(300)}`,
    "falco/other.yaml": `name: x\n${line.repeat(1100)}`,
    "falco/falco.csv": line.repeat(1100),
  });
  const left = (name: string, size: number): string =>
    `falco-lint: ${path.join(folder, name)} is larger than ${size} MB and is not checked. Raise --max-file-size.\n`;
  const all = await checked("--max-file-size", "0.1", "--skipped", folder);
  expect([all.code, all.said]).toEqual([2, left("falco.yaml", 0.02) + left("huge.yaml", 0.1)]);
  for (const name of ["huge.yaml", "falco.yaml", "falco/other.yaml", "falco/falco.csv"])
    expect(all.out).toContain(`${path.join(folder, name)}: skipped: it is too large.\n`);
  const named = await checked("--max-file-size=0.1", path.join(folder, "huge.yaml"));
  expect([named.code, named.said]).toEqual([2, left("huge.yaml", 0.1)]);
  expect((await checked("--max-file-size", "0.2", path.join(folder, "huge.yaml"))).code).toBe(0);
  expect((await checked(path.join(folder, "falco.yaml"))).out).toContain("[unknown-config-key]");
  for (const size of ["0", "-1", "x", "501"])
    await expect(checked("--max-file-size", size, folder)).rejects.toThrow("a number from 0.1 to 500");
});

test("a name that is not valid UTF-8 skips its file, not the run", async () => {
  const folder = folderOf({ "rules.yaml": RULE });
  writeFileSync(Buffer.concat([Buffer.from(`${folder}/b`), Buffer.from([0xff]), Buffer.from(".yaml")]), RULE);
  const { code, out, said } = await checked(folder);
  expect(said).toBe(`falco-lint: ${folder}/b\ufffd.yaml cannot be read: its name is not valid UTF-8.\n`);
  expect(code).toBe(2);
  expect(out).toContain("in 1 file");
});

test("a path that the system rejects is reported in a sentence", () => {
  const folder = folderOf({});
  const circle = path.join(folder, "circle.yaml");
  symlinkSync(circle, circle);
  expect(() => readFiles([circle])).toThrow(`${circle} cannot be read: its symbolic links form a cycle.`);
  expect(() => readFiles(["x".repeat(5000)])).toThrow("cannot be read: the name is too long.");
});

/** Nothing is denied to a user that may read everything. */
const isRoot = process.getuid?.() === 0;
if (isRoot) console.log("skipped: a folder without permission, since root may read all");

test.skipIf(isRoot)("a folder below that may not be read is reported in a sentence", () => {
  const folder = folderOf({ "rules.yaml": RULE });
  const closed = path.join(folder, "closed");
  mkdirSync(closed);
  chmodSync(closed, 0);
  expect(readPaths([folder])).toMatchObject({
    files: [{ path: path.join(folder, "rules.yaml") }],
    unread: [`${closed} cannot be read: permission is denied.`],
  });
});

/** Checks named files as the command does; returns exit code, standard output and standard error. */
async function checked(...args: readonly string[]): Promise<{ code: number; out: string; said: string }> {
  const { code, out, err: said } = await run(() => runCheck(args));
  return { code, out, said };
}

test.each([
  ["a misspelt kind of item", "x.yaml", "- rul: A\n  condition: evt.type = open\n", "unknown-item", "rules"],
  ["a misspelt kind alone", "x.yaml", "- rul: A\n", "", "rules"],
  ["rules below a key", "x.yaml", `rules:\n${RULE.replaceAll(/^/gm, "  ")}`, "not-a-list", "rules"],
  ["rules of another name", "rules.txt", RULE.replace("evt.type", "evt.tpe"), "unknown-field", "rules"],
  ["keys that many programs have", "x.yaml", "log_level: loud\n", "unknown-config-value", "config"],
  ["a misspelt key", "x.yaml", "json_ouput: true\n", "unknown-config-key", "config"],
])("%s is checked as what it resembles, and that is said", async (_, name, text, code, kind) => {
  const file = path.join(folderOf({ [name]: text }), name);
  const { out, said } = await checked(file);
  expect(said).toBe(`falco-lint: ${file} is checked as ${kind}. Choose another kind with --as.\n`);
  expect(out).toContain(" in 1 file, ");
  if (code !== "") expect(out).toContain(`[${code}]`);
});

test.each([
  ["a list of another program", "x.yaml", "- name: x\n  url: y\n"],
  ["a map of another program", "x.yaml", "name: x\non: push\n"],
  ["a text", "x.yaml", "404 page\n"],
  ["nothing", "x.yaml", "# later\n"],
  ["a program", "main.go", "package main\n\nvar r = `\n- rule: A\n  condition: b\n`\n"],
])("%s that is named is rejected", async (_, name, text) => {
  const file = path.join(folderOf({ [name]: text }), name);
  expect(await checked(file)).toEqual({
    code: 2,
    out: "",
    said: `falco-lint: ${file} is not recognized as a Falco file. Use --as rules or --as config to check it.\n`,
  });
});

test("a rejected file does not keep the others from being checked", async () => {
  const folder = folderOf({ "a.yaml": "- name: x\n", "b.yaml": RULE.replace("evt.type", "evt.tpe") });
  const { code, out } = await checked(path.join(folder, "a.yaml"), path.join(folder, "b.yaml"));
  expect(code).toBe(2);
  expect(out).toContain("[unknown-field]");
});

test("a binary file and a folder without anything of Falco's are rejected", async () => {
  const folder = folderOf({ "b/x.yaml": "\u0001\0\u0002\0\0" });
  expect(await checked(path.join(folder, "b/x.yaml"))).toMatchObject({ code: 2, out: "" });
  mkdirSync(path.join(folder, "empty"));
  const { code, said } = await checked(path.join(folder, "empty"));
  expect([code, said]).toEqual([
    2,
    `falco-lint: No Falco files were found in ${path.join(folder, "empty")}.\n`,
  ]);
});

test("--as says what a file is", async () => {
  const folder = folderOf({
    "x.yaml": "- name: X\n",
    "v.txt": "driver:\n  kind: ebpf\nfalco:\n  json_output: true\n",
  });
  const rules = await checked("--as", "rules", path.join(folder, "x.yaml"));
  expect([rules.said, rules.out]).toEqual(["", expect.stringContaining("[unknown-item]")]);
  const values = await checked("--as=values", path.join(folder, "v.txt"));
  expect(values.out).toContain("[driver-kind]");
  expect(await checked("--as", "compose", path.join(folder, "x.yaml"))).toMatchObject({ code: 2 });
  await expect(checked("--as", "novel", path.join(folder, "x.yaml"))).rejects.toThrow("--as");
});

test("files of every Unicode encoding are read, and written back as they were", async () => {
  const folder = folderOf({});
  for (const encoding of ["utf-8", "utf-16le", "utf-16be"] as const) {
    const file = path.join(folder, `${encoding}.yaml`);
    writeFileSync(
      file,
      encodeText({ text: "\uFEFFjson_output: yes\nstdout_output: {enabled: true}\n", encoding }),
    );
    const { out } = await checked("--fix", file);
    expect(out).toContain("Applied 1 fix in 1 file.");
    expect(decodeText(readFileSync(file))).toEqual({
      text: "\uFEFFjson_output: true\nstdout_output: {enabled: true}\n",
      encoding,
    });
  }
});

test("what a folder holds besides is counted, and listed when wanted", async () => {
  const folder = folderOf({
    "a.yaml": RULE,
    "b.yaml": "name: x\n",
    "c.md": "# Page\n",
    "d.bin": "\0",
    "e.txt": "x",
  });
  const { out } = await checked(folder);
  expect(out).toMatch(/in 2 files, for Falco [\d.]+\. 3 files were skipped, which --skipped lists\.\n$/);
  const listed = await checked("--skipped", folder);
  expect(listed.out).toContain(
    `${path.join(folder, "b.yaml")}: skipped: it contains no Falco rules, configuration or command lines.\n`,
  );
  expect(listed.out).toContain(`${path.join(folder, "d.bin")}: skipped: it is a binary file.\n`);
  const json = JSON.parse((await checked("--format", "json", folder)).out) as {
    skipped: readonly { path: string; reason: string }[];
    summary: { skipped: number };
  };
  expect(json.summary.skipped).toBe(3);
  expect(json.skipped.map(({ path: file, reason }) => `${path.basename(file)} ${reason}`).sort()).toEqual([
    "b.yaml content",
    "d.bin binary",
    "e.txt content",
  ]);
});

test("a file that a configuration includes is checked though nothing else says what it is", async () => {
  const folder = folderOf({
    "falco.yaml": "config_files: [config.d]\nstdout_output: {enabled: true}\n",
    "config.d/a.yaml": "- json_output: true\n",
  });
  const { code, out } = await checked(folder);
  expect(code).toBe(1);
  expect(out).toContain("[config-not-a-map]");
  expect(out).toContain("in 2 files");
});

test("folders that the server does not look into are left out", () => {
  const folder = folderOf({
    "rules.yaml": RULE,
    ...Object.fromEntries(SKIPPED_FOLDERS.map((name) => [`${name}/rules.yaml`, RULE])),
  });
  expect(readFiles([folder]).map((file) => path.relative(folder, file.path))).toEqual(["rules.yaml"]);
  expect([...listFiles([folder]).paths].map((file) => path.basename(file))).toEqual(["rules.yaml"]);
  expect(readFiles([path.join(folder, "vendor")])).toHaveLength(1);
});
