import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "..");

/** Exported although no file uses it yet, with the reason. */
const WAITING: Readonly<Record<string, string>> = {
  itemOfRule: "where a rule is defined, for checks that compare rules",
  truthOfCondition: "the truth of one condition without a ruleset, for the commands that evaluate",
};

test("every exported function and constant is used by another file", () => {
  const files = ["client/src", "server/src", "schemas", "scripts", "test"].flatMap(filesUnder);
  const texts = new Map(files.map((file) => [file, readFileSync(path.join(ROOT, file), "utf8")]));
  const users = new Map<string, Set<string>>();
  for (const [file, text] of texts)
    for (const [name] of withoutComments(text).matchAll(/[A-Za-z_$][\w$]*/g))
      users.set(name, (users.get(name) ?? new Set()).add(file));
  const exported = [...texts].flatMap(([file, text]) =>
    /^(?:client|server)\/src\//.test(file)
      ? [...text.matchAll(/^export (?:async )?(?:const|function\*?|class) ([\w$]+)/gm)].map(
          ([, name = ""]) => ({ file, name }),
        )
      : [],
  );
  expect(exported.length).toBeGreaterThan(500);
  expect(
    exported
      .filter(({ name }) => users.get(name)?.size === 1 && !(name in WAITING))
      .map(({ file, name }) => `${file}: ${name}`),
  ).toEqual([]);
});

function withoutComments(text: string): string {
  return text.replace(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, "");
}

function filesUnder(folder: string): readonly string[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(?:ts|mts|mjs)$/.test(name) && !name.endsWith(".d.ts"))
    .map((name) => `${folder}/${name.replaceAll(path.sep, "/")}`);
}
