import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { convertFields } from "../../schemas/convert/fields.ts";
import { convertVersions } from "../../schemas/convert/versions.ts";
import { oneOf, record, ShapeError, text } from "../../schemas/shape.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

test("the generated files are what the sources say", { timeout: 30_000 }, () => {
  const run = spawnSync(process.execPath, ["--import", "tsx", "schemas/generate.ts", "--check"], {
    cwd: root,
    encoding: "utf8",
  });
  expect(run.stderr).toBe("");
  expect(run.status).toBe(0);
});

test("an unknown key stops the generator with its place", () => {
  const shape = record({ name: text, kind: oneOf(["a", "b"]) });
  expect(() => shape({ name: "x", kind: "a", extra: 1 }, "fields.json[x]")).toThrow(
    "fields.json[x]: unknown key `extra`.",
  );
  expect(() => shape({ name: "x", kind: "c" }, "fields.json[x]")).toThrow(
    'fields.json[x].kind: unknown word "c"',
  );
});

test("an unknown value type stops the generator", () => {
  const field = { name: "a.b", class: "a", type: "QUATERNION", flags: {}, sources: ["*"], hint: "x" };
  expect(() =>
    convertFields({ meta: {}, eventSources: [], plugins: [], fields: [field] }, new Map()),
  ).toThrow(ShapeError);
});

test("an engine whose two numbers differ stops the generator", () => {
  const release = {
    version: "0.50.0",
    tagDate: "2027-01-01",
    engineVersion: { integer: 70, semver: "0.71.0", semverAccepted: true },
    defaultRules: "x",
    firstChart: "10.0.0",
    source: [],
  };
  expect(() => convertVersions({ meta: {}, versions: [release], upcoming: [] })).toThrow(
    "the two engine versions differ",
  );
});
