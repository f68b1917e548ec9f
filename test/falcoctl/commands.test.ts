import { describe, expect, test } from "vitest";
import { problemsOf } from "../../server/src/checks/run.ts";
import { complete } from "../../server/src/features/completion/complete.ts";
import { hover } from "../../server/src/features/hover/hover.ts";
import { fixture } from "../features/fixture.ts";

/** Severity and text of each problem in the one file of a fixture. */
function told(text: string): string[] {
  const { snapshot, uri } = fixture(`${text}$0`);
  const { text: own = "" } = snapshot.documents.get(uri) ?? {};
  return problemsOf(snapshot, uri).map(
    ({ severity, span, message }) => `${severity} ${own.slice(span.start, span.end)}: ${message}`,
  );
}

const inShell = (line: string): string[] => told(`#- run.sh\n#!/bin/sh\n${line}\n`);

test.each([
  "falcoctl artifact install falco-rules:5 k8saudit-rules ghcr.io/me/falco-rule:1 my-own",
  "sudo falcoctl --config /etc/f.yaml artifact follow --every=6h -v=false --falco-versions=http://localhost:8765/versions falco-rules",
  "falcoctl index add falcosecurity https://falcosecurity.github.io/falcoctl/index.yaml",
  "falcoctl registry push --type=rulesfile --version 1.0.0 localhost:5000/my:latest my.tar.gz --depends-on k8saudit:0.7.0",
  "falcoctl registry auth oauth --client-id=1 --client-secret=$S --token-url=http://x h",
  "falcoctl driver config --type kmod --update-falco=false && falcoctl driver install --compile=true",
  "falcoctl artifact install --telemetry on falco-rules",
  "falcoctl artifact ls --type plugin; falcoctl version; falcoctl frobnicate",
  'falcoctl "$COMMAND" instal; falcoctl registry push $OPTIONS a b',
  "falcoctl tls install -d 30 -o me --rsa-size 4096",
])("%s is left alone", (line) => {
  expect(inShell(line).filter((one) => !one.includes("deprecated"))).toEqual([]);
});

test.each([
  ["falcoctl artefact install a", "warning artefact: Unknown command `artefact` of falcoctl."],
  [
    "falcoctl artifact instal a",
    "warning instal: Unknown command `instal` of falcoctl. Did you mean `install`?",
  ],
  [
    "falcoctl artifact install --rulefiles-dir /x a",
    "warning --rulefiles-dir: Unknown option `--rulefiles-dir`",
  ],
  ["falcoctl artifact install --resolvedeps=false a", "warning --resolvedeps: Unknown option"],
  [
    "falcoctl artifact follow --every 1d a",
    "error 1d: `1d` is not valid, so falcoctl exits. Write a duration, such as `24h` or `30m`.",
  ],
  ["falcoctl artifact follow --every 1h --cron '@daily' a", "error --cron: `--cron` cannot be used together"],
  [
    "falcoctl artifact install --allowed-types rulesfile,plugins a",
    "error rulesfile,plugins: `plugins` is not a valid value",
  ],
  [
    "falcoctl registry push --type rules --version 1 h/a a.tar.gz",
    "error rules: `rules` is not a valid value",
  ],
  ["falcoctl registry push h/a a.tar.gz", "error h/a: Option `--type` is missing"],
  ["falcoctl artifact install falco-rule:3", "warning falco-rule: Unknown artifact `falco-rule`."],
  [
    "falcoctl artifact list --disable-styling",
    "hint --disable-styling: Option `--disable-styling` of falcoctl is deprecated.",
  ],
])("%s", (line, said) => {
  const [only = "", ...others] = inShell(line);
  expect(only.startsWith(said), only).toBe(true);
  expect(others).toEqual([]);
});

describe("registry push states what the rules of a file require", () => {
  const rules = `#- rules/my_rules.yaml
- required_engine_version: 0.38.0
- required_plugin_versions:
  - name: k8saudit
    version: 0.7.0
    alternatives:
      - {name: k8saudit-eks, version: 0.4.0}
  - {name: json, version: 0.7.0}
- rule: r
  desc: d
  source: k8s_audit
  condition: ka.verb = create
  output: o
  priority: INFO
`;
  const pushed = (options: string, file = "rules/my_rules.yaml"): string[] =>
    told(
      `${rules}#- push.sh\n#!/bin/sh\nfalcoctl registry push --type rulesfile --version 1.0.0 ${options} ghcr.io/me/my:1 ${file}\n`,
    );

  test.each([
    "",
    "--depends-on k8saudit:0.7.0 --depends-on json:0.7.0 --requires engine_version_semver:0.38.0",
    "--depends-on 'k8saudit-eks:0.5.0|k8saudit:0.8.0' --depends-on=json:0.7.1 -r engine_version_semver:0.40.0",
    "--depends-on $PLUGINS",
  ])("rightly: %s", (options) => {
    expect(pushed(options)).toEqual([]);
  });

  test("an archive is not known", () => {
    expect(pushed("--depends-on other:1.0.0", "my.tar.gz")).toEqual([]);
  });

  test("wrongly", () => {
    expect(pushed("--depends-on k8saudit:0.6.0 --depends-on json:0.7.0")).toEqual([
      "warning 0.6.0: The rules require `k8saudit` `0.7.0`, but the option has `0.6.0`. Write `0.7.0`.",
    ]);
    expect(pushed("--depends-on k8saudit:0.7.0")).toEqual([
      "warning k8saudit:0.7.0: The rules require plugin `json`. Add it with `--depends-on`.",
    ]);
    expect(pushed("--requires engine_version_semver:0.31.0")).toEqual([
      "warning 0.31.0: The rules require `required_engine_version` `0.38.0`, but the option has `0.31.0`. Write `0.38.0`.",
    ]);
    expect(pushed("--requires 0.38.0")[0]).toContain(
      "error 0.38.0: `0.38.0` is not valid, so falcoctl exits. Write a name and a version",
    );
  });
});

test("an option is not deprecated in the falcoctl of older releases", () => {
  expect(
    told("#- Dockerfile\nFROM falcosecurity/falco:0.36.0\nRUN falcoctl artifact list --verbose\n"),
  ).toEqual([]);
});

test("an option in chart values is not deprecated, since they have an image of falcoctl's own", () => {
  const args = "falcoctl:\n  artifact:\n    install:\n      args: [--verbose, --allowed-types=rulefile]\n";
  const found = told(`#- values.yaml\ndriver: {kind: modern_ebpf}\n${args}`);
  expect(found.join()).toContain("rulefile");
  expect(found.join()).not.toContain("--verbose");
});

describe("the commands are found in", () => {
  test.each([
    [
      "a unit",
      "falcoctl.service",
      "[Service]\nExecStart=/usr/bin/falcoctl artifact folow --allowed-types=rulesfile\n",
    ],
    ["a Dockerfile", "Dockerfile", "FROM debian\nRUN falcoctl artifact folow falco-rules\n"],
    ["an image's arguments", "Dockerfile", 'FROM falcosecurity/falcoctl:0.11.0\nCMD ["artifact", "folow"]\n'],
    [
      "a pod",
      "pod.yaml",
      "apiVersion: v1\nkind: Pod\nspec:\n  initContainers:\n    - image: docker.io/falcosecurity/falcoctl:0.11.0\n      args: [artifact, folow, --log-format=json]\n",
    ],
    [
      "a workflow",
      ".github/workflows/a.yaml",
      "jobs:\n  a:\n    steps:\n      - run: falcoctl artifact folow falco-rules\n",
    ],
    ["a page", "page.md", "```sh\nfalcoctl artifact folow falco-rules\n```\n"],
  ])("%s", (_, file, text) => {
    expect(told(`#- ${file}\n${text}`).map((one) => one.split(/[ :]/)[1])).toEqual(["folow"]);
  });

  test("chart values, which write the command themselves", () => {
    const values =
      "#- values.yaml\ndriver:\n  kind: auto\nfalcoctl:\n  artifact:\n    follow:\n      args: [--log-fomat=json, --every=1d]\n";
    expect(told(values).map((one) => one.split(":")[0])).toEqual(["warning --log-fomat", "error 1d"]);
  });
});

test("the version of falcoctl's image is not Falco's", () => {
  const { snapshot, uri } = fixture(
    "#- Dockerfile\nFROM falcosecurity/falcoctl:0.11.0\nRUN falcoctl version\n$0",
  );
  expect(snapshot.documents.get(uri)?.versions).toEqual([]);
});

describe("completion", () => {
  const labels = (line: string): readonly string[] => {
    const { snapshot, uri, offset } = fixture(`#- run.sh\n#!/bin/sh\n${line}\n`);
    return complete(snapshot, uri, offset).map(({ label }) => label);
  };

  test("offers commands, options, values and artifacts where each belongs", () => {
    expect(labels("falcoctl art$0")).toEqual(
      expect.arrayContaining(["artifact", "index", "registry", "driver"]),
    );
    expect(labels("falcoctl artifact in$0")).toEqual(expect.arrayContaining(["install", "follow", "list"]));
    expect(labels("falcoctl artifact in$0")).not.toContain("registry");
    const options = labels("falcoctl artifact install --$0");
    expect(options).toEqual(expect.arrayContaining(["--allowed-types", "--resolve-deps", "--config"]));
    expect(options).not.toContain("--cron");
    expect(options).not.toContain("--verbose");
    expect(labels("falcoctl artifact install falco$0")).toContain("falco-rules");
    expect(labels("falcoctl artifact install --allowed-types pl$0")).toEqual([
      "rulesfile",
      "plugin",
      "asset",
    ]);
    expect(labels("falcoctl driver config --type mo$0")).toContain("modern_ebpf");
  });
});

test("hover says what commands and options are", () => {
  const says = (line: string): string => {
    const { snapshot, uri, offset } = fixture(`#- run.sh\n#!/bin/sh\n${line}\n`);
    return hover(snapshot, uri, offset)?.markdown ?? "";
  };
  expect(says("falcoctl artifact inst$0all a")).toContain("**`falcoctl artifact install`**");
  expect(says("falcoctl artifact install --resolve-d$0eps=false a")).toContain("**`--resolve-deps`**");
  expect(says("falcoctl driver install --comp$0ile=false")).toContain("**`--compile`**");
});
