import { expect, test } from "vitest";
import { falcoReport } from "../../server/src/cli/reports/falco.ts";
import { readDocument } from "../../server/src/hosts/document.ts";
import { explainRules } from "../../server/src/model/explain/explain.ts";
import { createWorkspace } from "../../server/src/model/workspace/workspace.ts";
import { DEFAULT_SETTINGS } from "../../server/src/model/workspace/settings.ts";
import { macro, rule } from "../model/ruleset.ts";

const OPEN = "evt.type = open";

const START = { name: "1.yaml", line: 0, column: 0, offset: 0 };

function loaded(...texts: readonly string[]) {
  const files = texts.map((text, i) => ({
    path: `${i}.yaml`,
    document: readDocument(`file:///${i}.yaml`, `${i}.yaml`, text, undefined, { as: "rules" }),
  }));
  const documents = new Map(files.map(({ document }) => [document.uri, document]));
  const [ruleset] = createWorkspace().snapshot(documents, {
    ...DEFAULT_SETTINGS,
    plugins: "all",
    exactRuleset: [...documents.keys()],
  }).rulesets;
  if (!ruleset) throw new Error("no ruleset was made");
  const { text, errors } = falcoReport(ruleset, files);
  return {
    ruleset,
    errors,
    report: JSON.parse(text) as { readonly falco_load_results: readonly Result[]; readonly fatal?: string },
  };
}

interface Result {
  readonly name: string;
  readonly successful: boolean;
  readonly errors: readonly object[];
  readonly warnings: readonly object[];
}

test("each file has a result in Falco's form, with its codes, items and places", () => {
  const { report, errors } = loaded(rule("R", OPEN), macro("unused", OPEN));
  expect(errors).toBe(false);
  expect(report.falco_load_results).toMatchObject([
    { name: "0.yaml", successful: true, errors: [], warnings: [] },
    {
      name: "1.yaml",
      successful: true,
      errors: [],
      warnings: [
        {
          code: "LOAD_UNUSED_MACRO",
          codedesc: "Unused macro",
          context: {
            locations: [
              { item_type: "rules content", item_name: "", position: START },
              {
                item_type: "macro",
                item_name: "unused",
                position: { name: "1.yaml", line: 0, column: 2, offset: 2 },
              },
            ],
          },
        },
      ],
    },
  ]);
});

test("a file has at most one error, the first that Falco comes upon", () => {
  const { report, errors } = loaded(`${rule("R", "proc.nmae = a")}${rule("S", "proc.nmae = b")}`);
  expect(errors).toBe(true);
  expect(report.falco_load_results).toMatchObject([
    {
      successful: false,
      errors: [{ code: "LOAD_ERR_COMPILE_CONDITION", codedesc: "Error compiling condition" }],
    },
  ]);
  expect(report.falco_load_results[0]?.errors).toHaveLength(1);
});

test("a mistake in a condition is reported in our words, at each of Falco's locations from the file inwards", () => {
  const { report } = loaded(rule("R", "evt.type = open and proc.nmae = b"));
  const condition = { line: 2, column: 13 };
  expect(report.falco_load_results[0]?.errors).toMatchObject([
    {
      message: expect.stringMatching(/`proc\.nmae`.*`proc\.name`/),
      context: {
        locations: [
          { item_type: "rules content", position: { name: "0.yaml", line: 0, column: 0, offset: 0 } },
          { item_type: "rule", item_name: "R", position: { line: 0, column: 2, offset: 2 } },
          { item_type: "rule condition", item_name: "", position: condition },
          // Falco adds its own place in the condition, from line 1 and column 1, to where the condition begins.
          {
            item_type: "condition expression",
            item_name: "",
            position: {
              name: '"evt.type = open a..."',
              line: condition.line + 1,
              column: condition.column + 21,
            },
          },
        ],
      },
    },
  ]);
});

test("a wrong value is placed at its comparison, as Falco does", () => {
  const { report } = loaded(rule("R", "evt.type = open and fd.num = abc"));
  expect(report.falco_load_results[0]?.errors).toMatchObject([
    {
      context: {
        locations: [
          {},
          {},
          { position: { line: 2, column: 13 } },
          { position: { line: 3, column: 13 + 21 } },
        ],
      },
    },
  ]);
});

test("a deprecated field is warned about although the condition is rejected for something else", () => {
  const { report } = loaded(rule("R", "evt.type = open and evt.dir = < and fd.num = abc"));
  expect(report.falco_load_results[0]).toMatchObject({
    errors: [{ code: "LOAD_ERR_COMPILE_CONDITION" }],
    warnings: [
      {
        code: "LOAD_DEPRECATED_ITEM",
        context: { locations: [{}, { item_name: "R" }, { item_type: "rule condition" }, {}] },
      },
    ],
  });
});

test("a macro that is missing is reported of the rule, with the nearest name", () => {
  const { report } = loaded(`${macro("spawned", OPEN)}${rule("R", "spawnd")}`);
  expect(report.falco_load_results[0]?.errors).toMatchObject([
    {
      code: "LOAD_ERR_VALIDATE",
      message: "Macro `spawnd` is not defined. Did you mean `spawned`?",
      context: {
        locations: [
          { item_type: "rules content" },
          { item_type: "rule", item_name: "R" },
          { item_type: "condition expression", item_name: "" },
        ],
      },
    },
  ]);
});

test("what ends Falco without a result is reported beside the results", () => {
  const { report, errors } = loaded(rule("R", "tolower(evt.type) = open"));
  expect([errors, report.fatal]).toEqual([true, "event-type-expression"]);
});

test("a rule is explained by the fragments that it is put together from", () => {
  const override =
    "- rule: R\n  condition: and proc.name = bash\n  output: new\n  override: {condition: append, output: replace}\n";
  const [explained] = explainRules(loaded(rule("R", OPEN), override).ruleset);
  expect(explained?.compiledCondition).toBe("(evt.type = open and proc.name = bash)");
  expect(
    explained?.fragments.map(({ key, text, item, span }) => [
      key,
      text,
      item.text.slice(span.start, span.end),
    ]),
  ).toEqual([
    ["condition", OPEN, OPEN],
    ["condition", "and proc.name = bash", "and proc.name = bash"],
    ["output", "new", "new"],
  ]);
});
