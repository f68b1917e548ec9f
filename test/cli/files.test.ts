import { chmodSync, mkdirSync, symlinkSync, truncateSync } from "node:fs";
import path from "node:path";
import { expect, test, vi } from "vitest";
import { listFiles, readFiles } from "../../server/src/cli/files.ts";
import { SKIPPED_FOLDERS } from "../../server/src/model/workspace/workspace-files.ts";
import { folderOf } from "./workspace.ts";

const RULE = "- rule: R\n  desc: d\n  condition: evt.type = open\n  output: o\n  priority: INFO\n";

test("a rules file of several megabytes is read like any other", () => {
  const folder = folderOf({ "rules.yaml": RULE + `# ${"x".repeat(78)}\n`.repeat(40_000) });
  const [file] = readFiles([folder]);
  expect(file?.document.host).toBe("rules");
  expect(file?.document.text.length).toBeGreaterThan(3_000_000);
});

test("what is too large is left out of a folder, and said so", () => {
  const folder = folderOf({ "rules.yaml": RULE, "huge.yaml": RULE });
  truncateSync(path.join(folder, "huge.yaml"), 20_000_001);
  const spy = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  try {
    expect(readFiles([folder]).map((file) => path.basename(file.path))).toEqual(["rules.yaml"]);
    expect(spy.mock.calls.map(([text]) => String(text))).toEqual([
      `falco-lint: ${path.join(folder, "huge.yaml")} has more than 20 MB and is left out.\n`,
    ]);
  } finally {
    spy.mockRestore();
  }
  expect(() => readFiles([path.join(folder, "huge.yaml")])).toThrow("has more than 20 MB and is not read.");
});

test("a path that the system refuses is told in a sentence", () => {
  const folder = folderOf({});
  const circle = path.join(folder, "circle.yaml");
  symlinkSync(circle, circle);
  expect(() => readFiles([circle])).toThrow(`${circle} cannot be read: its links lead in a circle.`);
  expect(() => readFiles(["x".repeat(5000)])).toThrow("cannot be read: the name is too long.");
});

/** Whoever may read everything is refused nothing. */
const isRoot = process.getuid?.() === 0;
if (isRoot) console.log("skipped: a folder without permission, since root may read all");

test.skipIf(isRoot)("a folder below that may not be read is told in a sentence", () => {
  const folder = folderOf({ "rules.yaml": RULE });
  const closed = path.join(folder, "closed");
  mkdirSync(closed);
  chmodSync(closed, 0);
  expect(() => readFiles([folder])).toThrow(`${closed} cannot be read: permission is denied.`);
});

test("a named file that looks like rules and is not taken for them is told", () => {
  const said = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  const folder = folderOf({
    "a.yaml": "- rule: X\n  priority: HIGH\n",
    "b.yaml": "- name: X\n",
    "c.yaml": RULE,
  });
  const named = ["a.yaml", "b.yaml", "c.yaml"].map((name) => path.join(folder, name));
  readFiles(named);
  expect(said.mock.calls).toEqual([
    [`falco-lint: ${named[0]} is not taken for a rules file. With --as rules it is.\n`],
  ]);
  said.mockClear();
  readFiles(named, { as: "rules" });
  readFiles([folder]);
  expect(said).not.toHaveBeenCalled();
  said.mockRestore();
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
