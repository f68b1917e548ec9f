import { describe, expect, test } from "vitest";
import { problemsOf } from "../../server/src/checks/run.ts";
import { complete } from "../../server/src/features/completion/complete.ts";
import { hover } from "../../server/src/features/hover/hover.ts";
import { applyEdits } from "../../server/src/text/span.ts";
import { fixture } from "../features/fixture.ts";

/** Severity and text of each problem in the one file of a fixture. */
function told(text: string): string[] {
  const { snapshot, uri } = fixture(`${text}$0`);
  const { text: own = "" } = snapshot.documents.get(uri) ?? {};
  return problemsOf(snapshot, uri).map(
    ({ severity, span, message }) => `${severity} ${own.slice(span.start, span.end)}: ${message}`,
  );
}

const inFile = (text: string): string[] => told(`#- etc/falcoctl/falcoctl.yaml\n${text}`);

describe("falcoctl.yaml", () => {
  test("the file of the documentation is left alone, whatever the case of its keys", () => {
    const text = `artifact:
  allowedTypes: [rulesfile, plugin, asset]
  follow:
    every: 6h0m0s
    falcoVersions: http://localhost:8765/versions
    refs:
    - falco-rules:0
    - my-rules:1
    - ghcr.io/falcosecurity/rules/falco-rule:3
  install:
    refs:
      - cloudtrail-rules:latest
      - k8saudit@sha256:ab
    resolveDeps: true
    rulesfilesdir: /tmp/rules
    pluginsdir: /tmp/plugins
indexes:
- name: falcosecurity
  url: https://falcosecurity.github.io/falcoctl/index.yaml
registry:
  auth:
    basic:
    - password: \${PASSWORD}
      registry: myregistry.example.com:5000
      user: user
    oauth:
    - registry: myregistry.example.com:5001
      clientid: "000000"
      tokenurl: http://myregistry.example.com:9096/token
    gcp:
    - registry: europe-docker.pkg.dev
driver:
  type: [modern_ebpf, kmod]
  hostRoot: /host
`;
    expect(inFile(text)).toEqual([]);
  });

  test.each(["24h", "30m", "1h30m", "0", '"6h"', "168h0m0s", "${EVERY}"])(
    "every: %s is a duration",
    (every) => {
      expect(inFile(`artifact:\n  follow:\n    every: ${every}\n`)).toEqual([]);
    },
  );

  test.each(["1d", "6", "weekly", "1 h"])("every: %s is not", (every) => {
    expect(inFile(`artifact:\n  follow:\n    every: ${every}\n`)).toEqual([
      `error ${every}: \`${every}\` is not valid, so falcoctl exits. Write a duration, such as \`24h\` or \`30m\`.`,
    ]);
  });

  test.each([
    ["artifact:\n  allowedTypes: [rulesfile, plugins]\n", "error plugins: `plugins` is not a valid value"],
    [
      "artifact:\n  instal:\n    refs: [a]\n",
      "warning instal: Unknown setting `instal`. falcoctl ignores it. Did you mean `install`?",
    ],
    [
      "artifact:\n  install:\n    resolveDeps: yes\n",
      "error yes: Setting `resolveDeps` is not a boolean, so falcoctl exits.",
    ],
    [
      "artifact:\n  install:\n    ref: [a]\n",
      "warning ref: Unknown setting `ref`. falcoctl ignores it. Did you mean `refs`?",
    ],
    [
      "artifact:\n  install:\n    refs: [falco-rule:3]\n",
      "warning falco-rule: Unknown artifact `falco-rule`.",
    ],
    [
      "artifact:\n  follow:\n    every: 24h\n    cron: '@daily'\n",
      "error cron: `cron` cannot be used together with `every`",
    ],
    ["artifact:\n  follow:\n    every: [24h]\n", "error every: Setting `every` is a list or a map"],
    ["artifact: [install]\n", "warning artifact: Setting `artifact` is not a map, so falcoctl ignores it."],
    ["driver:\n  type: modern_bpf\n", "error modern_bpf: `modern_bpf` is not a valid value"],
    [
      "registry:\n  auth:\n    basic:\n      - password: hunter2\n",
      "hint hunter2: Setting `password` is a secret.",
    ],
  ])("%j", (text, said) => {
    const [only = "", ...others] = inFile(text);
    expect(only.startsWith(said), only).toBe(true);
    expect(others).toEqual([]);
  });

  test("names of another index, new settings and values of templates are not reported", () => {
    expect(
      inFile(
        "indexes:\n  - name: ours\n    url: https://a.b/index.yaml\nartifact:\n  install:\n    refs: [falco-rule]\n",
      ),
    ).toEqual([]);
    expect(inFile("artifact:\n  follow:\n    telemetry: true\n    every: '{{ every }}'\nother: 1\n")).toEqual(
      [],
    );
  });

  test("a misspelt word is replaced by a fix", () => {
    const { snapshot, uri, text } = fixture(
      "#- falcoctl.yaml\nartifact:\n  install:\n    refs: [falco-rule:3]\n$0",
    );
    const edits = problemsOf(snapshot, uri)[0]?.fixes[0]?.edits ?? [];
    const applied = applyEdits(
      text(uri),
      edits.map(({ start, end, newText }) => ({ span: { start, end }, newText })),
    );
    expect(applied).toContain("refs: [falco-rules:3]");
  });
});

describe("the same settings", () => {
  const values = (every: string, more = ""): string =>
    `#- values.yaml\ndriver:\n  kind: modern_ebpf\nfalcoctl:\n${more}  config:\n    artifact:\n      allowedTypes: [rulesfile, plugins]\n      follow:\n        every: ${every}\n`;

  test("are checked in chart values, unless falcoctl does not run", () => {
    expect(told(values("1d")).map((one) => one.split(":")[0])).toEqual(["error plugins", "error 1d"]);
    const off = "  artifact:\n    install: {enabled: false}\n    follow: {enabled: false}\n";
    expect(told(values("1d", off)).filter((one) => /1d|plugins:/.test(one))).toEqual([]);
    const follow = "  artifact:\n    follow: {enabled: false}\n";
    expect(told(values("1d", follow)).map((one) => one.split(":")[0])).toEqual(["error plugins"]);
  });

  test("are checked in variables of the environment", () => {
    const run = (variable: string): string[] => told(`#- run.sh\n#!/bin/sh\nexport ${variable}\n`);
    expect(run("FALCOCTL_ARTIFACT_FOLLOW_EVERY=24h")).toEqual([]);
    expect(run("FALCOCTL_ARTIFACT_INSTALL_REFS='falco-rules;my-rules'")).toEqual([]);
    expect(run("FALCOCTL_ARTIFACT_FOLLOW_EVERY=$EVERY")).toEqual([]);
    expect(run("FALCOCTL_ARTIFACT_FOLLOW_EVERY=1d").map((one) => one.split(":")[0])).toEqual(["error 1d"]);
    expect(run("FALCOCTL_ARTIFACT_ALLOWEDTYPES=plugin,rules").map((one) => one.split(":")[0])).toEqual([
      "error rules",
    ]);
    expect(run("FALCOCTL_ARTIFACT_NOVERIFY=yes").map((one) => one.split(":")[0])).toEqual(["error yes"]);
  });

  test("are checked in a ConfigMap", () => {
    const map =
      "#- map.yaml\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: falcoctl\ndata:\n  falcoctl.yaml: |\n    artifact:\n      follow:\n        every: 1d\n";
    expect(told(map).map((one) => one.split(":")[0])).toEqual(["error 1d"]);
  });
});

describe("completion", () => {
  const labels = (text: string): readonly string[] => {
    const { snapshot, uri, offset } = fixture(text);
    return complete(snapshot, uri, offset).map(({ label }) => label);
  };

  test("offers settings that are not there yet, at every depth", () => {
    expect(labels("#- falcoctl.yaml\nartifact: {}\n$0")).toEqual(["indexes", "registry", "driver"]);
    expect(labels("#- falcoctl.yaml\nartifact:\n  follow:\n    refs: []\n    $0")).toEqual(
      expect.arrayContaining(["every", "cron", "rulesfilesDir"]),
    );
    expect(labels("#- falcoctl.yaml\nindexes:\n  - name: a\n    $0")).toEqual(["url", "backend"]);
  });

  test("offers artifacts, types and durations, in chart values too", () => {
    expect(labels("#- falcoctl.yaml\nartifact:\n  install:\n    refs:\n      - $0")).toEqual(
      expect.arrayContaining(["falco-rules", "falco-incubating-rules", "k8saudit-rules", "cloudtrail"]),
    );
    expect(labels("#- falcoctl.yaml\nartifact:\n  allowedTypes:\n    - $0")).toEqual([
      "rulesfile",
      "plugin",
      "asset",
    ]);
    expect(
      labels(
        "#- values.yaml\ndriver:\n  kind: auto\nfalcoctl:\n  config:\n    artifact:\n      follow:\n        every: $01\n",
      ),
    ).toContain("24h");
  });
});

test("hover says what a setting is", () => {
  const says = (text: string): string => {
    const { snapshot, uri, offset } = fixture(text);
    return hover(snapshot, uri, offset)?.markdown ?? "";
  };
  expect(says("#- falcoctl.yaml\nartifact:\n  follow:\n    ev$0ery: 24h\n")).toContain(
    "**`artifact.follow.every`** · setting of falcoctl",
  );
  expect(says("#- falcoctl.yaml\nartifact:\n  allowedTypes: [plu$0gin]\n")).toContain("`rulesfile`");
});
