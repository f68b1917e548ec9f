import { expect, test } from "vitest";
import { caseOf, readCase } from "./case.ts";

test("settings that a plugin rejects are marked, with the near name", () => {
  const { problems, fixed } = readCase("40-plugin-init-config");
  expect(problems.map(({ code, severity, line, text }) => `${code} ${severity} ${line} ${text}`)).toEqual([
    "plugin-setting warning 5 sslCert",
    "plugin-setting warning 10 s3DownloadConcurency",
    "plugin-setting error 14 abc",
    "plugin-setting error 15 exec",
  ]);
  expect(fixed(problems[0]).files["falco.yaml"]).toContain("      sslCertificate: /x\n");
  expect(fixed(problems[1]).files["falco.yaml"]).toContain("      s3DownloadConcurrency: 64\n");
});

const container = (settings: string): readonly string[] =>
  caseOf({
    "falco.yaml": `stdout_output: {enabled: true}\nplugins:\n  - name: container\n    library_path: libcontainer.so\n    init_config:\n${settings}`,
  }).problems.map(({ code, severity, text }) => `${code} ${severity} ${text}`);

test("the settings of the container plugin are all known, and guessed as Falco guesses them", () => {
  expect(
    container(
      "      label_max_len: '100'\n      with_size: no\n      hooks: [create, start]\n      log_level: debug\n",
    ),
  ).toEqual([]);
  expect(container("      label_max_length: 100\n")).toEqual(["plugin-setting error label_max_length"]);
  expect(container("      with_size: 2\n")).toEqual(["plugin-setting error 2"]);
  expect(container("      label_max_len: ${LENGTH}\n")).toEqual([]);
});

test("settings of a plugin that are not close to a known one are left alone, and so are those of others", () => {
  const text =
    "stdout_output: {enabled: true}\nplugins:\n  - {name: cloudtrail, library_path: a.so, init_config: {newFeature: 1}}\n  - {name: collector, library_path: b.so, init_config: {sslCert: x}}\nload_plugins: []\n";
  expect(caseOf({ "falco.yaml": text }).problems).toEqual([]);
});
