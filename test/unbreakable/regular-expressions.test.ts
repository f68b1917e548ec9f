import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseAst } from "rolldown/parseAst";
import { analyse } from "scslre";
import { expect, test, vi } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "../..");

const FILES = ["server/src", "client/src"].flatMap((folder) =>
  readdirSync(path.join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".d.ts"))
    .map((name) => path.join(folder, name)),
);

/** The pairs of a pattern and its flags that a source has as literals. */
function literalsOf(source: string): readonly (readonly [string, string])[] {
  const found: (readonly [string, string])[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) visit(one);
    else if (typeof value === "object" && value !== null) {
      const { regex } = value as { readonly regex?: { readonly pattern: string; readonly flags: string } };
      if (regex) found.push([regex.pattern, regex.flags]);
      for (const below of Object.values(value)) visit(below);
    }
  };
  visit(parseAst(source, { lang: "ts" }));
  return found;
}

/** How a pattern takes more than linear time, by the quantifiers that can share a text between them. */
function slowParts(pattern: string, flags: string): readonly string[] {
  return analyse({ source: pattern, flags }).reports.map(
    ({ type, exponential }) => `/${pattern}/${flags}: ${exponential ? "exponential" : "polynomial"} ${type}`,
  );
}

test("no regular expression in the code takes more than linear time", () => {
  const literals = FILES.flatMap((file) => literalsOf(readFileSync(path.join(ROOT, file), "utf8")));
  expect(literals.length).toBeGreaterThan(1000);
  expect([...new Set(literals.flatMap(([pattern, flags]) => slowParts(pattern, flags)))]).toEqual([]);
});

test("no regular expression that is put together when a module is loaded takes more than linear time", async () => {
  const made = new Map<string, RegExp>();
  vi.resetModules();
  vi.stubGlobal(
    "RegExp",
    new Proxy(RegExp, {
      construct(target, parts, newTarget) {
        const pattern = Reflect.construct(target, parts, newTarget) as RegExp;
        made.set(String(pattern), pattern);
        return pattern;
      },
    }),
  );
  try {
    await import("../../server/src/lsp/server.ts");
  } finally {
    vi.unstubAllGlobals();
  }
  expect(made.size).toBeGreaterThan(10);
  expect([...made.values()].flatMap(({ source, flags }) => slowParts(source, flags))).toEqual([]);
});

test.each([
  ["two quantifiers share a text", "^ *-? *type:", "m"],
  ["each place is a start", "/+$", ""],
])("a regular expression in which %s is found", (_, pattern, flags) => {
  expect(slowParts(pattern, flags)).not.toEqual([]);
});
