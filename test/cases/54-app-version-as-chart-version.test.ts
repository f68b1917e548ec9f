import { expect, test } from "vitest";
import { caseOf, readCase } from "./case.ts";

const found = readCase("54-app-version-as-chart-version");

test("a version of Falco given as the chart's is reported, with the chart that installs it", () => {
  const [problem] = found.of("falco-version-as-chart");
  expect(problem).toMatchObject({ severity: "error", line: 2, text: "0.43.0" });
  expect(problem?.message).toContain("`8.0.0`");
  expect(found.fixed(problem).of("falco-version-as-chart")).toEqual([]);
});

test("the values are checked for that chart, before and after the fix", () => {
  expect(found.of("removed-config-key")).toEqual([]);
  for (const one of [found, found.fixed(found.of("falco-version-as-chart")[0])])
    expect(one.of("deprecated-chart-value")).toMatchObject([{ line: 2, text: "falco.grpc.enabled" }]);
});

test("in every file that asks for the chart", () => {
  const files = {
    "Chart.yaml": "name: a\nversion: 0.43.0\ndependencies:\n  - name: falco\n    version: 0.43.0\n",
    "app.yaml":
      "apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec:\n  source:\n    chart: falco\n    targetRevision: 0.40.0\n",
    "main.tf": 'resource "helm_release" "falco" {\n  chart = "falco"\n  version = "0.39.2"\n}\n',
    "mine/Chart.yaml":
      "name: falco\nversion: 0.43.0\nhome: https://falco.org\ndescription: a chart of one's own\n",
  };
  const problems = caseOf(files).of("falco-version-as-chart");
  expect(problems.map(({ file, line, fixes }) => `${file} ${line} ${fixes[0]?.title}`)).toEqual([
    "Chart.yaml 5 Replace with `8.0.0`",
    "app.yaml 6 Replace with `4.19.0`",
    "main.tf 3 Replace with `4.15.0`",
  ]);
});

test.each(["8.0.0", "0.1.0", "1.19.4", "^8.0.0"])("chart %s is not one", (version) => {
  expect(
    caseOf({ "a.sh": `helm install falco falcosecurity/falco --version ${version}\n` }).of(
      "falco-version-as-chart",
    ),
  ).toEqual([]);
});
