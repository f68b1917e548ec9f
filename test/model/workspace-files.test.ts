import { expect, test } from "vitest";
import { lookUpIn } from "../../server/src/model/workspace/workspace-files.ts";

const files = { roots: ["/work"], paths: new Set(["/work/falco.yaml", "/work/rules/own.yaml"]) };
const lookUp = lookUpIn(files, "/work");

test.each([
  ["rules/own.yaml", "file"],
  ["./rules/own.yaml", "file"],
  ["/work/rules/own.yaml", "file"],
  ["rules", "folder"],
  ["rules/", "folder"],
  ["rules/other.yaml", "nothing"],
  ["more/other.yaml", "elsewhere"],
  ["rules/own.so", "elsewhere"],
  ["/etc/falco/rules/own.yaml", "elsewhere"],
  ["../other.yaml", "elsewhere"],
])("%s leads to %s", (path, kind) => {
  expect(lookUp(path)).toBe(kind);
});
