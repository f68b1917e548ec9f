import { expect, test } from "vitest";
import { migrated } from "../migrate/files.ts";
import { caseOf, readCase } from "./case.ts";

const found = readCase("56-images-that-are-no-longer-built");

test("images that the release was not built as are reported, with what took their place", () => {
  const problems = found.of("removed-image");
  expect(problems.map(({ file, line, severity, text }) => [file, line, severity, text].join(" "))).toEqual([
    "ds.yaml 10 error falco-driver-loader-legacy",
    "ds.yaml 13 error falco-no-driver",
  ]);
  expect(found.fixed(problems[0]).files["ds.yaml"]).toContain(
    "image: docker.io/falcosecurity/falco-driver-loader:0.44.1-buster\n",
  );
  expect(found.fixed(problems[1]).files["ds.yaml"]).toContain(
    "image: docker.io/falcosecurity/falco:0.44.1\n",
  );
});

test.each([
  ["image:\n  repository: falcosecurity/falco-no-driver\n", ["falco-no-driver"]],
  ["image:\n  repository: falcosecurity/falco-no-driver\n  tag: 0.39.2\n", []],
  [
    "image:\n  repository: falcosecurity/falco\ndriver:\n  loader:\n    initContainer:\n      image:\n        repository: falcosecurity/falco-driver-loader-legacy\n",
    ["falco-driver-loader-legacy"],
  ],
])("in chart values: %j", (text, expected) => {
  const values = caseOf({ "falco-values.yaml": `tty: true\n${text}` });
  expect(values.of("removed-image").map((problem) => problem.text)).toEqual(expected);
});

test("migrate raises no tag of such an image without its name", () => {
  const files = { "old.yaml": found.files["old.yaml"] ?? "" };
  expect(migrated(files, "0.44.1").text("old.yaml")).toContain("falco-no-driver:0.35.1");
  const unsafe = migrated(files, "0.44.1", { unsafe: true });
  expect(unsafe.text("old.yaml")).toContain("image: docker.io/falcosecurity/falco:0.44.1\n");
});
