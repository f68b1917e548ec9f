import { expect, test } from "vitest";
import { caseOf, readCase } from "./case.ts";

const found = readCase("57-removed-value-hint-without-edit");

test("a removed value without a replacement is marked, and what may take over is named", () => {
  expect(found.of("removed-chart-value").map(({ line, text }) => `${line} ${text}`)).toEqual([
    "4 falco.jsonOutput",
    "5 auditLog.enabled",
  ]);
  const decide = found.of("removed-chart-value")[1]?.decide;
  expect(decide).toContain("Use services and falco.plugins[k8saudit].");
  expect(decide).not.toContain("moving");
});

test("it can be removed with its option, which is not done without asking", () => {
  const problem = found.of("removed-chart-value")[1];
  expect(problem?.fixes.map(({ title, safety }) => `${safety} ${title}`)).toEqual([
    "unsafe Remove `auditLog.enabled`",
  ]);
  const { files } = found.fixed(problem);
  expect(files["page.md"]).toContain("  --set falco.jsonOutput=true \\\nfalcosecurity/falco");
});

const HELM = "helm upgrade falco falcosecurity/falco --version 9.1.0";

test.each([
  ["as one word", `${HELM} --set=auditLog.enabled=true -n x`, `${HELM} -n x`],
  ["at the end", `${HELM} --set auditLog.enabled=true`, HELM],
  ["first of several", `${HELM} --set auditLog.enabled=true,tty=true`, `${HELM} --set tty=true`],
  ["last of several", `${HELM} --set tty=true,auditLog.enabled=true`, `${HELM} --set tty=true`],
  [
    "in the middle, in quotes",
    `${HELM} --set "a=b,auditLog.enabled=true,c=d" -n x`,
    `${HELM} --set "a=b,c=d" -n x`,
  ],
])("%s", (_, before, after) => {
  const one = caseOf({ "install.sh": `${before}\n` });
  const [problem] = one.of("removed-chart-value");
  expect(one.fixed(problem).files["install.sh"]).toBe(`${after}\n`);
});

test("where it is not an option of its own, nothing is edited", () => {
  const values =
    "repositories:\n- {name: f, url: https://falcosecurity.github.io/charts}\nreleases:\n- name: falco\n  chart: f/falco\n  version: 9.1.0\n  set:\n  - name: auditLog.enabled\n    value: true\n";
  const one = caseOf({ "helmfile.yaml": values });
  expect(one.of("removed-chart-value").map(({ fixes }) => fixes.length)).toEqual([0]);
});
