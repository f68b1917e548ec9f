import { expect, test } from "vitest";
import { problemsOf } from "../../server/src/checks/run.ts";
import { readDocument } from "../../server/src/hosts/document.ts";
import { chartVersionIn } from "../../server/src/hosts/embedding/chart-version.ts";
import { createWorkspace } from "../../server/src/model/workspace/workspace.ts";
import { DEFAULT_SETTINGS } from "../../server/src/model/workspace/settings.ts";

test.each([
  ["4.2.0", "4.2.0", undefined, "4.2.0"],
  ["v4.2.0", "4.2.0", undefined, "4.2.0"],
  ["~4.2.0", "4.2.0", undefined, "4.2.0"],
  ["^4.2.1", "4.2.1", "5.0.0", "4.2.1"],
  ["^4.2", "4.2.0", "5.0.0", "^4.2"],
  ["4.*", "4.0.0", "5.0.0", "4.*"],
  ["4.x.x", "4.0.0", "5.0.0", "4.x.x"],
  ["4", "4.0.0", "5.0.0", "4"],
  ["4.2", "4.2.0", "4.3.0", "4.2"],
  ["~4.2", "4.2.0", "4.3.0", "~4.2"],
  ["~> 4.2", "4.2.0", "4.3.0", "~> 4.2"],
  ["4.2.x", "4.2.0", "4.3.0", "4.2.x"],
  [">=4.1, <5", "4.1.0", "5.0.0", ">=4.1, <5"],
])("%s is from %s up to %s", (text, version, upTo, marked) => {
  const found = chartVersionIn(text);
  expect(found && [found.version, found.upTo, text.slice(found.start, found.end)]).toEqual([
    version,
    upTo,
    marked,
  ]);
});

test.each(["*", ">=4.0.0", "latest", "", "4.2.0-rc1", "HEAD", "4.2.0 || 5.0.0", "${var.x}"])(
  "%j names no version to go by",
  (text) => {
    expect(chartVersionIn(text)).toBeUndefined();
  },
);

function codes(revision: string): readonly string[] {
  const text = `apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec:\n  source:\n    repoURL: https://falcosecurity.github.io/charts\n    chart: falco\n    targetRevision: "${revision}"\n    helm:\n      values: |\n        driver:\n          kind: ebpf\n        falco:\n          json_output: true\n          grpc:\n            enabled: true\n`;
  const uri = "file:///app.yaml";
  const documents = new Map([[uri, readDocument(uri, "/app.yaml", text, undefined)]]);
  return problemsOf(createWorkspace().snapshot(documents, { ...DEFAULT_SETTINGS, rulesFiles: [] }), uri).map(
    ({ code }) => code,
  );
}

test("a range of versions is checked by the newest in it", () => {
  expect(codes("4.*")).toEqual([]);
  expect(codes("^4.2.0")).toEqual([]);
  expect(codes("9.x")).toEqual(["driver-kind", "removed-chart-value"]);
  expect(codes(">=4.0.0 <10.0.0")).toEqual(["driver-kind", "removed-chart-value"]);
});
