import { describe, expect, test } from "vitest";
import { problemsOf } from "../../server/src/checks/run.ts";
import { hover } from "../../server/src/features/hover/hover.ts";
import type { Settings } from "../../server/src/model/workspace/settings.ts";
import { fixture } from "../features/fixture.ts";

/** What is found in the first file of a workspace, as code and marked text. */
function found(files: string, settings: Partial<Settings> = {}): string[] {
  const { snapshot, text } = fixture(files, settings);
  const [uri = ""] = snapshot.documents.keys();
  return problemsOf(snapshot, uri).map(
    ({ code, span }) => `${code}: ${text(uri).slice(span.start, span.end)}`,
  );
}

const POD = (tag: string): string =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: falco\nspec:\n  containers:\n    - image: falcosecurity/falco:${tag}\n      args: [/usr/bin/falco, -A]\n`;
const VALUES = "driver:\n  kind: ebpf\ntty: true\nfalco:\n  json_output: true\n";

describe("the release of a place", () => {
  test.each([
    ["is what the image says", `#- ds.yaml\n${POD("0.38.0")}`, {}, []],
    ["has a variant in its tag", `#- ds.yaml\n${POD("0.38.0-debian")}`, {}, []],
    [
      "is what the image says though the setting says another",
      `#- ds.yaml\n${POD("0.38.0")}`,
      { fallback: "0.44.1" },
      [],
    ],
    [
      "is the one asked for, whatever stands there",
      `#- ds.yaml\n${POD("0.38.0")}`,
      { target: "0.44.1" },
      ["removed-option: -A"],
    ],
    ["is the setting's where nothing is said", `#- ds.yaml\n${POD("latest")}`, { fallback: "0.38.0" }, []],
    ["is the newest where nothing is said", `#- ds.yaml\n${POD("latest")}`, {}, ["removed-option: -A"]],
    [
      "is what a file beside it says",
      `#- k8s/ds.yaml\n${POD("latest")}#- k8s/x/compose.yaml\nservices:\n  f:\n    image: falcosecurity/falco:0.38.0\n`,
      {},
      [],
    ],
    [
      "is not what a page says",
      `#- k8s/ds.yaml\n${POD("latest")}#- k8s/README.md\n\`\`\`sh\ndocker run falcosecurity/falco:0.38.0\n\`\`\`\n`,
      {},
      ["removed-option: -A"],
    ],
    [
      "is the newest where files beside it disagree",
      `#- k8s/ds.yaml\n${POD("latest")}#- k8s/a.yaml\n${POD("0.38.0")}#- k8s/b.yaml\n${POD("0.39.0")}`,
      {},
      ["removed-option: -A"],
    ],
    [
      "is the chart's of its folder",
      `#- falco/values.yaml\n${VALUES}#- falco/Chart.yaml\nname: mine\nversion: 1.0.0\ndependencies:\n  - name: falco\n    version: 4.2.0\n`,
      {},
      [],
    ],
    [
      "is the locked one",
      `#- falco/env/values.yaml\n${VALUES}#- falco/Chart.yaml\ndependencies:\n  - name: falco\n    version: ~9.0.0\n#- falco/Chart.lock\ndependencies:\n  - name: falco\n    version: 7.1.0\n`,
      {},
      [],
    ],
    [
      "is not that of somebody's own chart called falco",
      `#- falco/values.yaml\n${VALUES}#- falco/Chart.yaml\nname: falco\nversion: 0.1.0\n`,
      {},
      ["driver-kind: ebpf"],
    ],
  ] as const)("%s", (_name, files, settings, expected) => {
    expect(found(files, settings)).toEqual(expected);
  });

  test("holds for the rules in chart values too", () => {
    const rules =
      "customRules:\n  a.yaml: |-\n    - rule: r\n      desc: d\n      condition: evt.type = open and evt.dir = <\n      output: o\n      priority: INFO\n";
    expect(found(`#- values.yaml\n${rules}`)).toEqual(["deprecated-field: evt.dir"]);
    expect(
      found(
        `#- values.yaml\n${rules}#- Chart.yaml\nname: x\ndependencies:\n  - {name: falco, version: 4.2.0}\n`,
      ),
    ).toEqual([]);
  });
});

describe("rules in chart values", () => {
  const values = (falco: string, rules: string): string =>
    `#- values.yaml\nfalcoctl:\n  config:\n    artifact:\n      install:\n        refs: [falco-rules, json]\ndriver:\n  kind: auto\nfalco:\n  priority: debug\n${falco}customRules:\n  a.yaml: |-\n${rules.replaceAll(/^(?=.)/gm, "    ")}`;
  const rule = (condition: string): string =>
    `- rule: r\n  desc: d\n  condition: evt.type = execve and ${condition}\n  output: o\n  priority: INFO\n`;

  test("are after the chart's rules", () => {
    expect(found(values("", rule("container and spawned_process")))).toEqual([]);
    expect(found(values("", rule("containr")))).toEqual(["undefined-macro: containr"]);
  });

  test("may replace what the chart's rules use", () => {
    expect(
      found(
        values("", "- macro: user_known_contact_k8s_api_server_activities\n  condition: (proc.name = x)\n"),
      ),
    ).toEqual([]);
    expect(found(values("", "- macro: nobody_uses_this\n  condition: (proc.name = x)\n"))).toEqual([
      "unused-macro: nobody_uses_this",
    ]);
  });

  test("stand alone where the values load nothing else", () => {
    expect(found(values("  rules_files: [/etc/falco/rules.d]\n", rule("container")))).toEqual([
      "from-default-rules: container",
    ]);
  });

  test("have the fields of the plugins that the values load", () => {
    const plugins = "  load_plugins: [json]\n  plugins:\n    - name: json\n      library_path: libjson.so\n";
    expect(found(values(plugins, rule("k8smeta.pod.name = x")))).toEqual([
      "field-not-available: k8smeta.pod.name",
    ]);
    expect(
      found(
        values(plugins, rule("k8smeta.pod.name = x")).replace(
          "driver:",
          "collectors:\n  kubernetes:\n    enabled: true\ndriver:",
        ),
      ),
    ).toEqual([]);
  });
});

test("what replaces a default rule in a file of its own is used there", () => {
  const macro = "- macro: user_known_contact_k8s_api_server_activities\n  condition: (proc.name = x)\n";
  expect(found(`#- rules/mine.yaml\n${macro}`)).toEqual([]);
  expect(found(`#- rules/falco_rules.yaml\n${macro}`)).toEqual([
    "unused-macro: user_known_contact_k8s_api_server_activities",
  ]);
});

test("a macro on a page is to be used elsewhere", () => {
  expect(found("#- README.md\n```yaml\n- macro: m\n  condition: (proc.name = x)\n```\n")).toEqual([]);
});

test("a value that the chart lost is reported once, with what removes it", () => {
  const values = "driver:\n  kind: auto\nfalco:\n  json_output: true\n  grpc:\n    enabled: true\n";
  expect(found(`#- values.yaml\n${values}`)).toEqual(["removed-chart-value: grpc"]);
});

describe("a stated release is explained", () => {
  const shown = (files: string): string => {
    const { snapshot, uri, offset } = fixture(files);
    return hover(snapshot, uri, offset)?.markdown ?? "";
  };

  test.each([
    ["an image's tag", `#- ds.yaml\n${POD("0.3$08.2")}`, "**Falco 0.38.2**"],
    [
      "a base image",
      "#- Dockerfile\nFROM falcosecurity/falco:0.4$00.0-debian\nCMD falco -A\n",
      "**Falco 0.40.0**",
    ],
    ["a package", "#- Dockerfile\nFROM debian\nRUN apt-get install -y falco=0.3$09.2\n", "**Falco 0.39.2**"],
    [
      "a chart",
      "#- Chart.yaml\nname: x\ndependencies:\n  - name: falco\n    version: 4$0.2.0\n",
      "checked for Falco 0.37",
    ],
  ])("%s", (_name, files, expected) => {
    expect(shown(files)).toContain(expected);
  });
});

describe("two releases for one thing", () => {
  const dependency = (version: string): string =>
    `dependencies:\n  - name: falco\n    version: "${version}"\n`;
  const lock = (version: string): string => `#- Chart.yaml\nname: mine\n${dependency(version)}`;
  const chart = (version: string, values: string): string =>
    `#- env/values.yaml\nfalco:\n  driver:\n    kind: kmod\n  tty: true\n${values.replaceAll(/^(?=.)/gm, "  ")}${lock(version)}`;
  const pod = (...images: string[]): string =>
    `#- ds.yaml\napiVersion: v1\nkind: Pod\nmetadata:\n  name: falco\nspec:\n  initContainers:\n    - image: ${images[0]}\n  containers:\n${images
      .slice(1)
      .map((image) => `    - image: ${image}\n`)
      .join("")}`;

  test.each([
    [
      "of a driver loader and its Falco are told",
      pod("falcosecurity/falco-driver-loader:0.40.0", "falcosecurity/falco:0.41.0"),
      ["version-mismatch: 0.41.0"],
    ],
    [
      "the same in other words are none",
      pod(
        "docker.io/falcosecurity/falco-driver-loader:0.41.0",
        "ghcr.io/falcosecurity/falco:0.41.0-debian@sha256:abc",
      ),
      [],
    ],
    [
      "of other programs are none",
      pod(
        "falcosecurity/falcoctl:0.11.0",
        "falcosecurity/falco:0.41.0",
        "falcosecurity/falcosidekick:2.29.0",
        "falcosecurity/falco-exporter:0.8.3",
      ),
      [],
    ],
    [
      "latest beside a release is none",
      pod("falcosecurity/falco-driver-loader:latest", "falcosecurity/falco:0.41.0"),
      [],
    ],
    [
      "master and a digest are none",
      pod(
        "falcosecurity/falco-driver-loader:master",
        "falcosecurity/falco@sha256:abc",
        "falcosecurity/falco:0.41.0",
      ),
      [],
    ],
    [
      "in two objects are none",
      `${pod("a", "falcosecurity/falco:0.41.0")}---\napiVersion: v1\nkind: Pod\nmetadata:\n  name: other\nspec:\n  containers:\n    - image: falcosecurity/falco:0.40.0\n`,
      [],
    ],
    [
      "in two services are none",
      "#- compose.yaml\nservices:\n  a:\n    image: falcosecurity/falco:0.41.0\n  b:\n    image: falcosecurity/falco:0.40.0\n",
      [],
    ],
    [
      "in stages of a build are none",
      "#- Dockerfile\nFROM falcosecurity/falco:0.40.0 AS old\nFROM falcosecurity/falco:0.41.0\nCOPY --from=old /a /b\n",
      [],
    ],
    [
      "that fit a chart's version are none",
      "#- app.yaml\napiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  name: falco\nspec:\n  source:\n    chart: falco\n    targetRevision: 4.2.0\n    helm:\n      values: |\n        tty: true\n        driver:\n          kind: kmod\n        image:\n          tag: 0.37.1\n",
      [],
    ],
    [
      "of a chart and of its image are told",
      "#- app.yaml\napiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  name: falco\nspec:\n  source:\n    chart: falco\n    targetRevision: 9.1.0\n    helm:\n      values: |\n        tty: true\n        driver:\n          kind: kmod\n        image:\n          tag: 0.40.0-debian\n",
      ["version-mismatch: 0.40.0"],
    ],
    [
      "of an image and of the chart in another file are told",
      chart("9.1.0", "image:\n  tag: 0.40.0\n"),
      ["version-mismatch: 0.40.0"],
    ],
    ["that fit the chart of another file are none", chart("9.1.0", "image:\n  tag: 0.44.0\n"), []],
    ["are none where the chart may be any of a range", chart("^9.1.0", "image:\n  tag: 0.40.0\n"), []],
    [
      "of a chart and its lock are told where it is asked for",
      `${lock("9.1.0")}#- Chart.lock\n${dependency("9.0.0")}`,
      ["version-mismatch: 9.1.0"],
    ],
    ["of a range and its lock are none", `${lock("^9.0.0")}#- Chart.lock\n${dependency("9.1.0")}`, []],
    [
      "of two charts in two folders are none",
      `${lock("9.1.0")}#- sub/Chart.lock\n${dependency("9.0.0")}`,
      [],
    ],
  ] as const)("%s", (_name, files, expected) => {
    expect(found(files)).toEqual(expected);
  });
});
