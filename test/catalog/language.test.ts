import { expect, test } from "vitest";
import {
  accepts,
  CONSTRUCTS,
  constantKind,
  itemKey,
  itemKeys,
  loadCode,
  OPERATORS,
  priority,
  typeGroup,
} from "../../server/src/catalog/language.ts";
import { createCatalogs } from "../../server/src/catalog/load.ts";
import type { ValueType } from "../../server/src/catalog/records.ts";

const load = createCatalogs();
const takes = (operator: string, type: ValueType, isList = false): boolean => {
  const record = OPERATORS.get(operator);
  return record !== undefined && accepts(record, type, isList);
};

test("operators appear with the release that added them", () => {
  const has = (target: "0.31.0" | "0.38.0" | "0.44.1", name: string) =>
    load({ target, plugins: "none" }).operators.has(name);
  expect(has("0.31.0", "bcontains")).toBe(false);
  expect(has("0.38.0", "iglob")).toBe(true);
  expect(has("0.38.0", "regex")).toBe(false);
  expect(has("0.44.1", "regex")).toBe(true);
});

test("every operator, modifier and transformer has a description", () => {
  const { operators, modifiers, transformers } = load({ target: "0.44.1", plugins: "none" });
  expect(operators.size).toBe(20);
  expect([...modifiers.keys()]).toEqual(["oneof", "anyof", "allof"]);
  expect([...transformers.keys()]).toEqual([
    "val",
    "tolower",
    "toupper",
    "b64",
    "basename",
    "len",
    "join",
    "concat",
    "getopt",
  ]);
  for (const { description } of [...operators.values(), ...modifiers.values(), ...transformers.values()])
    expect(description).toMatch(/\.$/);
});

test("an order compares numbers and texts", () => {
  expect(takes("<", "UINT64")).toBe(true);
  expect(takes("<", "CHARBUF")).toBe(true);
  expect(takes("<", "BOOL")).toBe(false);
  expect(takes("<", "IPADDR")).toBe(false);
});

test("a field with many values takes membership only, of the types that have it", () => {
  expect(takes("in", "CHARBUF", true)).toBe(true);
  expect(takes("=", "CHARBUF", true)).toBe(false);
  expect(takes("in", "UINT32", true)).toBe(false);
  expect(takes("exists", "UINT32", true)).toBe(true);
});

test("a type of no group can only be tested for a value", () => {
  expect(typeGroup("UID")).toBeUndefined();
  expect(takes("exists", "UID")).toBe(true);
  expect(takes("=", "UID")).toBe(false);
});

test("system call numbers pass the operator and reject every constant", () => {
  expect(takes("=", "SYSCALLID")).toBe(true);
  expect(constantKind("SYSCALLID")).toBe("refused");
});

test("constructs have the release that added them", () => {
  expect(CONSTRUCTS.get("override")?.since).toBe("0.37.0");
  expect(load({ target: "0.36.2", plugins: "none" }).hasConstruct("override")).toBe(false);
});

test("each kind of item has its keys", () => {
  expect(itemKeys("list").map((key) => key.key)).toEqual(["list", "items", "append", "override"]);
  expect(itemKey("rule", "capture")).toMatchObject({ since: "0.42.0", override: ["replace"] });
  expect(itemKey("macro", "tags")).toBeUndefined();
});

test("a priority is read in any case, as a whole word", () => {
  expect(priority("Warning")?.level).toBe(4);
  expect(priority("info")?.name).toBe("INFORMATIONAL");
  expect(priority("warn")).toBeUndefined();
});

test("load codes know their level and age", () => {
  expect(loadCode("LOAD_UNKNOWN_KEY")).toMatchObject({ level: "warning", since: "0.44.0" });
  expect(loadCode("LOAD_ERR_VALIDATE")?.level).toBe("error");
});
