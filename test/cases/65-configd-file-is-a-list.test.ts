import { expect, test } from "vitest";
import { caseOf, readCase } from "./case.ts";

test("an included file that is a list ends Falco", () => {
  expect(readCase("65-configd-file-is-a-list").problems).toMatchObject([
    { code: "config-not-a-map", severity: "error", file: "config.d/a.yaml", line: 1, falco: "fatal" },
  ]);
});

test("a file that is included is a configuration, whatever it holds", () => {
  const { problems } = caseOf({
    "falco.yaml": "config_files: [config.d]\nstdout_output: {enabled: true}\n",
    "config.d/a.yaml": "prioriti: debug\n",
    "other.d/b.yaml": "prioriti: debug\n",
  });
  expect(problems.map(({ code, file }) => `${code} ${file}`)).toEqual(["unknown-config-key config.d/a.yaml"]);
});

test("copies in an included folder are loaded as well, and reported where the folder is named", () => {
  const { problems } = caseOf({
    "etc/falco/falco.yaml": "config_files: [/etc/falco/config.d]\nstdout_output: {enabled: true}\n",
    "etc/falco/config.d/10-engine.yaml": "engine: {kind: modern_ebpf}\n",
    "etc/falco/config.d/10-engine.yaml~": "engine: {kind: kmod}\n",
    "etc/falco/config.d/README.md": "Settings.\n",
  });
  expect(problems.map(({ code, severity, text }) => `${code} ${severity} ${text}`)).toEqual([
    "config-path warning /etc/falco/config.d",
  ]);
  expect(problems[0]?.message).toContain("`10-engine.yaml~`");
});
