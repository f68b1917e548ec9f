import { expect, test } from "vitest";
import type { CoverageResult, OverviewResult } from "../../server/src/lsp/views/view-protocol.ts";
import { ROOT, startClient } from "./client.ts";

const RULES =
  "- rule: Shell\n  desc: d\n  condition: evt.type = execve\n  output: o\n  priority: NOTICE\n  tags: [mitre_execution, T1059]\n";

test("the overview has the rulesets, and the places of rules and of the release", async () => {
  const client = await startClient({
    "falco.yaml": "rules_files: [rules.yaml]\n",
    "rules.yaml": RULES,
    "compose.yaml": "services:\n  falco:\n    image: falcosecurity/falco:0.43.0\n",
  });
  const result = await client.request<OverviewResult>("falco/overview", { uri: `${ROOT}/rules.yaml` });
  expect(result.target).toMatchObject({
    version: "0.43.0",
    origin: "set by the files of the workspace",
    at: { uri: `${ROOT}/compose.yaml`, range: { start: { line: 2, character: 31 } } },
  });
  expect(result.rulesets).toMatchObject([
    {
      files: [{ uri: `${ROOT}/rules.yaml`, isDefault: false }],
      rules: [
        {
          name: "Shell",
          states: ["enabled"],
          places: [{ uri: `${ROOT}/rules.yaml`, range: { start: { line: 0, character: 8 } } }],
        },
      ],
    },
  ]);
});

test("the rulesets keep their order whatever is opened and closed", async () => {
  const names = ["a/falco_rules.yaml", "b/falco_rules.yaml", "c/falco_rules.yaml"];
  const client = await startClient(Object.fromEntries(names.map((name) => [name, RULES])));
  const files = async (): Promise<readonly (string | undefined)[]> => {
    const { rulesets } = await client.request<OverviewResult>("falco/overview", {});
    return rulesets.map((ruleset) => ruleset.files[0]?.uri);
  };
  const sorted = names.map((name) => `${ROOT}/${name}`);
  expect(await files()).toEqual(sorted);
  client.open("c/falco_rules.yaml", RULES);
  client.open("a/falco_rules.yaml", RULES);
  expect(await files()).toEqual(sorted);
  client.close("a/falco_rules.yaml");
  expect(await files()).toEqual(sorted);
});

test("the coverage leads to rules, and comes as a file where one is asked for", async () => {
  const client = await startClient({ "falco_rules.yaml": RULES });
  const coverage = await client.request<CoverageResult>("falco/coverage", {});
  expect(coverage.tactics.find(({ name }) => name === "Execution")?.techniques).toEqual([
    { id: "T1059", name: "Command and Scripting Interpreter", rules: ["Shell"] },
  ]);
  expect(coverage.places).toMatchObject([{ rule: "Shell", at: { uri: `${ROOT}/falco_rules.yaml` } }]);
  expect(coverage.file).toBeUndefined();
  const layer = await client.request<CoverageResult>("falco/coverage", { format: "navigator" });
  expect(JSON.parse(layer.file ?? "")).toMatchObject({ domain: "enterprise-attack" });
  expect((await client.request<CoverageResult>("falco/coverage", { format: "svg" })).file).toMatch(/^<svg /);
});
