import { truncateSync } from "node:fs";
import path from "node:path";
import { expect, test, vi } from "vitest";
import { readFiles } from "../../server/src/cli/files.ts";
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
    expect(spy.mock.calls.map(([text]) => String(text))).toEqual([`falco-lint: ${path.join(folder, "huge.yaml")} has more than 20 MB and is left out.\n`]);
  } finally {
    spy.mockRestore();
  }
  expect(() => readFiles([path.join(folder, "huge.yaml")])).toThrow("has more than 20 MB and is not read.");
});
