import { expect, test } from "vitest";
import { caseOf } from "./case.ts";

const RULES =
  "- rule: a\n  desc: d\n  condition: evt.type = open and static.site = x\n  output: o %static.zone\n  priority: INFO\n";

const found = (config: string, others: Readonly<Record<string, string>> = {}): readonly string[] =>
  caseOf({
    "falco.yaml": `rules_files: [rules.yaml]\nstdout_output: {enabled: true}\n${config}`,
    "rules.yaml": RULES,
    ...others,
  })
    .problems.filter(({ file }) => file === "rules.yaml")
    .map(({ code, severity, text }) => `${code} ${severity} ${text}`);

test("a static field exists where the configuration defines it", () => {
  expect(found("static_fields: {site: s, zone: z}\n")).toEqual([]);
});

test("a static field that the configuration does not define is an unknown field", () => {
  expect(found("static_fields: {site: s}\n")).toEqual([expect.stringContaining("error static.zone")]);
  expect(found("")).toHaveLength(2);
});

test.each([
  [
    "other files are included",
    "config_files: [config.d]\n",
    { "config.d/a.yaml": "static_fields: {site: s}\n" },
  ],
  ["an included file is not here", "config_files: [/etc/falco/config.d]\nstatic_fields: {}\n", {}],
  [
    "an option defines it",
    "",
    { "run.sh": "#!/bin/sh\nfalco -o static_fields.site=s -o static_fields.zone=z\n" },
  ],
])("nothing is certain where %s", (_, config, others) => {
  expect(found(config, others)).toEqual([]);
});

test("without a configuration each static field may exist", () => {
  expect(caseOf({ "rules.yaml": RULES }).problems).toEqual([]);
});
