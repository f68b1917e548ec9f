import { expect, test } from "vitest";
import { problemsOf } from "../../server/src/checks/run.ts";
import type { Settings } from "../../server/src/model/workspace/settings.ts";
import { fixture, nameOf } from "../features/fixture.ts";

const MAIN =
  "#- etc/falco.yaml\nconfig_files: [/etc/falco/config.d]\nrules_files: [/etc/falco/falco_rules.yaml]\n";

/** All problems of a workspace as `file: code marked verdict`. */
function told(text: string, settings: Partial<Settings> = {}): readonly string[] {
  const { snapshot, text: textOf } = fixture(text, settings);
  return [...snapshot.documents.keys()].flatMap((uri) =>
    problemsOf(snapshot, uri).map(
      ({ code, span, falco }) =>
        `${nameOf(uri)}: ${code} ${textOf(uri).slice(span.start, span.end)} ${falco ?? "-"}`,
    ),
  );
}

test("what one file names and another defines is whole", () => {
  expect(
    told(
      `${MAIN}load_plugins: [json]\n#- etc/falco/config.d/10-json.yaml\nplugins:\n  - {name: json, library_path: libjson.so}\n`,
    ),
  ).toEqual([]);
});

test("a plugin that no file defines is reported where it is named", () => {
  const files = `${MAIN}plugins:\n  - {name: json, library_path: libjson.so}\n#- etc/falco/config.d/10-json.yaml\nload_plugins: [jsom]\n`;
  expect(told(files)).toEqual(["etc/falco/config.d/10-json.yaml: undefined-plugin jsom fatal"]);
});

test("plugins of a release's own package are not missed while its folder is not here", () => {
  expect(told(`${MAIN}load_plugins: [container]\n`)).toEqual([]);
  expect(told(`${MAIN}load_plugins: [k8saudit]\n`)).toEqual([
    "etc/falco.yaml: undefined-plugin k8saudit fatal",
  ]);
});

test("both lists of rules files are reported across files, with a place in the other", () => {
  const files = `${MAIN}#- etc/falco/config.d/10-old.yaml\nrules_file: [/etc/falco/old.yaml]\n`;
  expect(told(files)).toContain("etc/falco/config.d/10-old.yaml: rules-files-twice rules_file fatal");
  const { snapshot } = fixture(files);
  const [, fragment = ""] = snapshot.documents.keys();
  const problem = problemsOf(snapshot, fragment).find(({ code }) => code === "rules-files-twice");
  expect(problem?.related.map(({ uri }) => nameOf(uri))).toEqual(["etc/falco.yaml"]);
});

test("an output without a target that another file gives is fine, and one without any is not", () => {
  const on = "file_output:\n  enabled: true\n";
  expect(told(`${MAIN}${on}#- etc/falco/config.d/10-out.yaml\n${on}  filename: a.log\n`)).toEqual([]);
  expect(told(`${MAIN}${on}  filename: a.log\n#- etc/falco/config.d/10-out.yaml\n${on}`)).toContain(
    "etc/falco/config.d/10-out.yaml: output-without-target true fatal",
  );
});

test("outputs that all files together leave off are reported, and one that is turned on by a fragment is not", () => {
  const off = "stdout_output:\n  enabled: false\nsyslog_output:\n  enabled: false\n";
  expect(
    told(`${MAIN}${off}#- etc/falco/config.d/10-out.yaml\npriority: debug\njson_output: true\n`),
  ).toEqual(["etc/falco.yaml: silent-outputs stdout_output -"]);
  expect(told(`${MAIN}${off}#- etc/falco/config.d/10-out.yaml\nstdout_output:\n  enabled: true\n`)).toEqual(
    [],
  );
});

test("a list for a key with a single value ends Falco", () => {
  const files =
    "#- etc/falco.yaml\nconfig_files: [falco/config.d]\npriority: debug\n#- etc/falco/config.d/10-list.yaml\npriority: [debug]\njson_output: true\n";
  expect(told(files)).toContain("etc/falco/config.d/10-list.yaml: list-onto-value priority fatal");
});

test("an included file that includes others ends Falco, wherever it lies", () => {
  const files =
    "#- falco.yaml\nconfig_files: [more/falco.yaml]\n#- more/falco.yaml\nconfig_files: [x.yaml]\n";
  expect(told(files)).toEqual(["more/falco.yaml: nested-config-files config_files fatal"]);
});

const ENGINE =
  "engine:\n  kind: modern_ebpf\n  kmod:\n    buf_size_preset: 7\n  modern_ebpf:\n    buf_size_preset: 8\n    cpus_for_each_buffer: 4\n";

test("a block that throws away settings of an earlier file says which", () => {
  const files = `${MAIN}${ENGINE}#- etc/falco/config.d/10-engine.yaml\nengine:\n  kind: modern_ebpf\n  modern_ebpf:\n    buf_size_preset: 9\n`;
  const { snapshot } = fixture(files);
  const [, fragment = ""] = snapshot.documents.keys();
  const [problem] = problemsOf(snapshot, fragment);
  expect(problem).toMatchObject({
    code: "replaced-config-block",
    severity: "hint",
    related: [{ uri: "file:///work/etc/falco.yaml" }],
  });
  expect(problem?.message).toContain("its `modern_ebpf.cpus_for_each_buffer` has no effect");
});

test.each([
  ["another engine", "engine:\n  kind: nodriver\n", ENGINE],
  [
    "built-in values",
    "http_output:\n  enabled: true\n  url: http://a\n",
    "http_output:\n  enabled: true\n  url: http://b\n  insecure: false\n",
  ],
  [
    "an output that is off",
    "http_output:\n  enabled: false\n",
    "http_output:\n  enabled: true\n  url: http://b\n",
  ],
])("%s throws away nothing that counts", (_, later, earlier) => {
  const on = "stdout_output:\n  enabled: true\n";
  expect(told(`${MAIN}${on}${earlier}#- etc/falco/config.d/10-own.yaml\n${later}`)).toEqual([]);
});

test("before 0.41.0 lists were replaced, so that a plugin of the main file is no longer there", () => {
  const files = `${MAIN}load_plugins: [json]\nplugins:\n  - {name: json, library_path: libjson.so}\n#- etc/falco/config.d/10-k8s.yaml\nplugins:\n  - {name: k8saudit, library_path: libk8saudit.so}\n`;
  expect(told(files, { target: "0.40.0" })).toEqual(["etc/falco.yaml: undefined-plugin json fatal"]);
  expect(told(files)).toEqual([]);
});
