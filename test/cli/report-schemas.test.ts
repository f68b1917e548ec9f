import { createRequire } from "node:module";
import path from "node:path";
import { Ajv } from "ajv";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runCheck } from "../../server/src/cli/check.ts";
import { runTestCommand } from "../../server/src/cli/testing/test.ts";
import { readXml, type XmlElement } from "./read-xml.ts";
import { folderOf, run } from "./workspace.ts";

const home = process.cwd();
const RULES = `- macro: unused & "quoted"
  condition: evt.type = open
- rule: r <1>
  desc: d
  condition: evt.type = open and proc.nmae = a and fd.name in (bin_dirs)
  output: o
  priority: INFO
- rule: r <1>
  append: true
  condition: and proc.name = b
`;
const CLEAN = "- rule: c\n  desc: d\n  condition: evt.type = open\n  output: o\n  priority: INFO\n";

beforeAll(() =>
  process.chdir(
    folderOf({
      "with space/ü&.yaml": RULES,
      "clean.yaml": CLEAN,
      "c.falco-test.yaml":
        "ruleset: [clean.yaml]\ntests:\n- name: a & b\n  event: {evt.type: open}\n  fires: [c]\n- name: fails\n  event: {evt.type: close}\n  fires: [c]\n",
    }),
  ),
);
afterAll(() => process.chdir(home));

test("SARIF is valid by the schema of the standard", async () => {
  const { out } = await run(() => runCheck(["--format", "sarif", "."]));
  const log = JSON.parse(out);
  const validate = sarifValidator();
  validate(log);
  expect(validate.errors).toBeNull();
  const [{ results, tool }] = log.runs;
  expect(results.length).toBeGreaterThan(3);
  expect(results.some(({ fixes }: { fixes?: unknown[] }) => fixes !== undefined)).toBe(true);
  expect(results[0].locations[0].physicalLocation.artifactLocation.uri).toBe("with%20space/%C3%BC%26.yaml");
  expect(tool.driver.rules[results[0].ruleIndex]).toMatchObject({
    shortDescription: { text: expect.stringMatching(/^Reports .*\.$/) },
    help: { markdown: expect.stringContaining("## Fix") },
  });
  // The schema is not one that accepts everything.
  expect(validate({ ...log, runs: [{ results }] })).toBe(false);
  expect(validate({ ...log, runs: [{ tool, results: [{ ...results[0], level: "loud" }] }] })).toBe(false);
});

/** The schema as the authors of the standard publish it, in a draft that says `id` for `$id`. */
function sarifValidator() {
  const require = createRequire(import.meta.url);
  const folder = path.dirname(require.resolve("@microsoft/jest-sarif"));
  const { id, $schema: _, ...schema } = require(path.join(folder, "schemas/sarif-2.1.0-rtm.5.json"));
  const ajv = new Ajv({
    strict: false,
    unicodeRegExp: false,
    allErrors: true,
    formats: {
      uri: (text) => URL.canParse(text),
      "uri-reference": (text) => URL.canParse(text, "file:///") && !text.includes(" "),
      "date-time": true,
    },
  });
  return ajv.compile({ ...schema, $id: id });
}

/** What JUnit's readers expect: which elements an element holds, and which attributes it must and may have. */
const JUNIT: ReadonlyMap<
  string,
  { readonly holds: readonly string[]; readonly must: readonly string[]; readonly may: readonly string[] }
> = new Map([
  [
    "testsuites",
    { holds: ["testsuite"], must: [], may: ["name", "tests", "failures", "errors", "skipped", "time"] },
  ],
  [
    "testsuite",
    {
      holds: ["testcase", "properties", "system-out", "system-err"],
      must: ["name", "tests", "failures", "errors"],
      may: ["skipped", "time", "timestamp", "hostname", "id", "package", "file"],
    },
  ],
  [
    "testcase",
    {
      holds: ["failure", "error", "skipped", "system-out", "system-err"],
      must: ["name", "classname"],
      may: ["time", "file", "line"],
    },
  ],
  ["failure", { holds: [], must: ["message"], may: ["type"] }],
  ["error", { holds: [], must: ["message"], may: ["type"] }],
  ["system-out", { holds: [], must: [], may: [] }],
]);

test.each([
  ["check", () => runCheck(["--format", "junit", "."])],
  ["test", () => runTestCommand(["--format", "junit", "."])],
])("JUnit of %s has the elements and counts that its readers expect", async (_name, command) => {
  const root = readXml((await run(command)).out);
  expect(root.name).toBe("testsuites");
  expect(wrongIn(root)).toEqual([]);
  const suites = root.children;
  expect(suites.flatMap(({ children }) => children).length).toBeGreaterThan(1);
  for (const { attributes, children } of suites) {
    const failed = children.filter((one) => one.children.some(({ name }) => name === "failure"));
    expect(Number(attributes.get("tests"))).toBe(children.length);
    expect(Number(attributes.get("failures"))).toBe(failed.length);
  }
  expect(suites.some(({ attributes }) => attributes.get("failures") !== "0")).toBe(true);
});

function wrongIn({ name, attributes, children }: XmlElement): readonly string[] {
  const shape = JUNIT.get(name);
  if (!shape) return [`unknown element ${name}`];
  const { holds, must, may } = shape;
  return [
    ...must.filter((key) => !attributes.has(key)).map((key) => `${name} without ${key}`),
    ...[...attributes.keys()]
      .filter((key) => ![...must, ...may].includes(key))
      .map((key) => `${name} ${key}`),
    ...children.filter((child) => !holds.includes(child.name)).map((child) => `${child.name} in ${name}`),
    ...children.flatMap(wrongIn),
  ];
}
