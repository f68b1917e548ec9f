import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { compiledValidator, VALIDATOR_FILE } from "../../schemas/compile.ts";
import { publishedSchemas } from "../../schemas/generate-config-schema.ts";
import { configDescription } from "../../server/src/catalog/config-descriptions.ts";
import { CONFIG_KEYS } from "../../server/src/catalog/config-keys.ts";

const SCHEMAS = path.resolve(import.meta.dirname, "../../schemas");

test.each(Object.entries(publishedSchemas()))("%s is what its generator writes", (name, text) => {
  expect(readFileSync(path.join(SCHEMAS, name), "utf8")).toBe(text);
});

test("the compiled validator belongs to the schema", () => {
  expect(readFileSync(VALIDATOR_FILE, "utf8")).toBe(compiledValidator());
});

test("the compiled validator evaluates no text as code", () => {
  expect(compiledValidator()).not.toMatch(/\beval\(|new Function\(|\brequire\(/);
});

test.each(Object.entries(publishedSchemas()))(
  "each property of %s is described in at least one full sentence",
  (_name, text) => {
    const properties = propertiesOf(JSON.parse(text), "");
    expect(properties.length).toBeGreaterThan(20);
    expect(
      properties.filter(({ description }) => !/^[A-Z`].{10,}\.$/s.test(description)).map(({ at }) => at),
    ).toEqual([]);
  },
);

test("every key has a description of at least one full sentence", () => {
  const without = CONFIG_KEYS.filter(
    ({ path: key }) => !/^[A-Z`].{10,}\.$/s.test(configDescription(key) ?? ""),
  );
  expect(without.map(({ path: key }) => key)).toEqual([]);
});

test("no description is of a key that does not exist", () => {
  const described = Object.keys(
    JSON.parse(readFileSync(path.join(SCHEMAS, "config-descriptions.json"), "utf8")),
  );
  const known = new Set(CONFIG_KEYS.map(({ path: key }) => key));
  expect(described.filter((key) => !known.has(key))).toEqual([]);
});

/** All properties of a schema, wherever they are, with their descriptions. What is in an `if` is asked for, not offered. */
function propertiesOf(
  schema: unknown,
  at: string,
): readonly { readonly at: string; readonly description: string }[] {
  if (typeof schema !== "object" || schema === null) return [];
  return Object.entries(schema).flatMap(([keyword, value]) => {
    if (keyword === "if") return [];
    const here = `${at}/${keyword}`;
    const own =
      keyword === "properties" && !at.endsWith("/properties")
        ? Object.entries(value).map(([name, property]) => ({
            at: `${here}/${name}`,
            description: String((property as { description?: string }).description ?? ""),
          }))
        : [];
    return [...own, ...propertiesOf(value, here)];
  });
}
