import { describe, expect, test } from "vitest";
import type { Version } from "../../../server/src/catalog/version.ts";
import { chartFor } from "../../../server/src/model/chart-values/chart-version.ts";
import { judgeSetting, judgeValues } from "../../../server/src/model/chart-values/judge-values.ts";
import { mismatches, versionsFor } from "../../../server/src/model/chart-values/stated-versions.ts";
import { readYaml } from "../../../server/src/syntax/yaml.ts";
import { applyEdits } from "../../../server/src/text/span.ts";

function findings(text: string, chart: Version = "9.1.0"): ReturnType<typeof judgeValues> {
  return judgeValues(readYaml(text).documents[0]?.root, text, chart);
}

function judged(text: string, chart?: Version): string[] {
  return findings(text, chart).map(({ code, span }) => `${code}: ${text.slice(span.start, span.end)}`);
}

/** The values after all edits of all findings. */
function fixed(text: string, chart?: Version): string {
  return applyEdits(
    text,
    findings(text, chart).flatMap((finding) => ("edits" in finding ? finding.edits : [])),
  );
}

describe("values that the chart has", () => {
  test("are left alone", () => {
    expect(
      judged(
        "driver:\n  kind: auto\n  modernEbpf:\n    leastPrivileged: true\ncollectors:\n  enabled: true\nfalco:\n  json_output: true\n",
      ),
    ).toEqual([]);
  });

  test("are checked for their own chart", () => {
    expect(judged("driver:\n  kind: module\n", "3.0.0")).toEqual([]);
    expect(judged("collectors:\n  docker:\n    socket: /x\n", "4.0.0")).toEqual([]);
  });

  test("a file of the user's own may have any name", () => {
    const named = (name: string): string => `customRules:\n  ${name}: |-\n    - list: a\n      items: []\n`;
    expect(judged(named("docker.yaml"))).toEqual([]);
    // Falco reads files without the ending up to 0.40 only.
    expect(judged(named("docker"), "4.20.0")).toEqual([]);
    expect(judged(named("docker"))).toEqual(["custom-rules: docker"]);
  });
});

test("a block of which each key went elsewhere is reported key by key", () => {
  expect(judged("collectors:\n  docker:\n    enabled: true\n    socket: /x\n")).toEqual([
    "removed-chart-value: enabled",
    "removed-chart-value: socket",
  ]);
});

test("a block that is rejected is reported once", () => {
  expect(judged("falco:\n  grpc:\n    enabled: true\n    bind_address: x\n")).toEqual([
    "removed-chart-value: grpc",
  ]);
});

test.each([
  ["ebpf", ["driver-kind: ebpf"]],
  ["module", ["driver-kind: module"]],
  ["modern", ["driver-kind: modern"]],
  ["kmod", []],
] as const)("the driver %s", (kind, expected) => {
  expect(judged(`driver:\n  kind: ${kind}\n`)).toEqual(expected);
});

test("an engine beside a driver is lost, and without one it is not", () => {
  const engine = "falco:\n  engine:\n    kind: kmod\n";
  expect(judged(`driver:\n  kind: kmod\n${engine}`)).toEqual(["overridden-chart-value: engine"]);
  expect(judged(`driver:\n  enabled: false\n${engine}`)).toEqual([]);
  expect(judged(engine)).toEqual(["overridden-chart-value: engine"]);
  expect(judged(engine, "3.8.0")).toEqual([]);
});

test.each([
  ["modern_ebpf", "3.8.0", "modern-bpf"],
  ["modern_ebpf", "2.0.0", undefined],
  ["modern-bpf", "2.0.0", undefined],
  ["kmod", "3.8.0", "module"],
  ["auto", "4.2.0", undefined],
] as const)("chart %s has no driver %s yet", (kind, chart, canonical) => {
  expect(findings(`driver:\n  kind: ${kind}\n`, chart)).toMatchObject([
    { code: "driver-kind", problem: "not-yet", ...(canonical !== undefined && { canonical }) },
  ]);
  expect(
    findings(`driver:\n  kind: ${canonical ?? (chart === "2.0.0" ? "module" : "kmod")}\n`, chart),
  ).toEqual([]);
});

/** For each finding whether something wakes up where its value goes. */
function waking(
  text: string,
  chart: Version = "9.1.0",
  around: Parameters<typeof judgeValues>[3] = {},
): (boolean | undefined)[] {
  return judgeValues(readYaml(text).documents[0]?.root, text, chart, around).map((finding) =>
    "wakes" in finding ? finding.wakes : undefined,
  );
}

test.each([
  ["falco:\n  httpOutput:\n    enabled: true\n", true],
  ["falco:\n  httpOutput:\n    enabled: false\n    url: ''\n", false],
  ["falco:\n  rulesFile: [/a]\n", true],
  ["falco:\n  rulesFile: []\n", false],
  ["falco:\n  logLevel: info\n", false],
  ["falco:\n  logLevel: debug\n", true],
  ["docker:\n  enabled: true\n", true],
  ["docker:\n  enabled: false\n", false],
])("a value that no template reads wakes up, unless it says nothing: %j", (text, wakes) => {
  expect(waking(text)).toEqual([wakes]);
  expect(waking(text, "9.1.0", { moving: true })).toEqual([false]);
  expect(judgeSetting("falco.httpOutput.enabled=true", "9.1.0")).toMatchObject([{ wakes: true }]);
  expect(judgeSetting("falco.httpOutput.enabled=false", "9.1.0")).toMatchObject([{ wakes: false }]);
});

test("a value that is read until it is removed wakes nothing up", () => {
  expect(waking("collectors:\n  docker:\n    enabled: true\n", "4.22.0")).toEqual([false]);
  expect(waking("collectors:\n  docker:\n    enabled: true\n", "7.0.0")).toEqual([true]);
});

test.each([
  ["hostNetwork: true", [], "remove"],
  ["leastPrivileged: true", ["driver.modernEbpf"], "move"],
  ["hostNetwork: true\n    leastPrivileged: true", ["driver.modernEbpf.leastPrivileged"], "remove"],
] as const)("a block is sent where its keys are: %j", (keys, replacedBy, remedy) => {
  expect(findings(`driver:\n  kind: auto\n  ebpf:\n    ${keys}\n`)).toMatchObject([
    { path: "driver.ebpf", replacedBy, remedy },
  ]);
});

test.each([
  ["driver.ebpf.hostNetwork", []],
  ["driver.ebpf.leastPrivileged", ["driver.modernEbpf.leastPrivileged"]],
  ["falco.grpc.enabled", ["falco.http_output"]],
] as const)("so is a single value of a block that is rejected: %s", (path, replacedBy) => {
  expect(judgeSetting(`${path}=true`, "9.1.0")).toMatchObject([{ path, replacedBy, refused: true }]);
});

test.each([
  ["grpcOutput:\n    enabled: true", "8.0.0", "grpc_output:\n    enabled: true"],
  ["metadataDownload:\n    maxMb: 5", "3.0.0", "metadata_download:\n    max_mb: 5"],
  ["grpc:\n    certChain: a\n    threadiness: 1", "4.0.0", "grpc:\n    cert_chain: a\n    threadiness: 1"],
] as const)("what later charts lost has the name that charts between gave it: %j", (old, chart, renamed) => {
  expect(fixed(`falco:\n  ${old}\n`, chart)).toBe(`falco:\n  ${renamed}\n`);
  expect(findings(`falco:\n  ${old}\n`, chart)).toMatchObject([
    { remedy: "move", replacedBy: [expect.stringContaining("_")] },
  ]);
  expect(
    findings(`falco:\n  ${old}\n  json_output: true\n`, "9.1.0").map(
      (finding) => "remedy" in finding && finding.remedy,
    ),
  ).toEqual(["remove"]);
});

test("a key that is renamed in its place gets its new name", () => {
  expect(fixed("falco:\n  jsonOutput: true\n")).toBe("falco:\n  json_output: true\n");
});

test("a value that moves is taken out and put under its new key", () => {
  expect(fixed("collectors:\n  enabled: true\n  docker:\n    socket: /run/x   # here\n")).toBe(
    "collectors:\n  enabled: true\n  containerEngine:\n    engines:\n      docker:\n        sockets: [/run/x]   # here\n",
  );
});

test("a block that is only called otherwise keeps its place, its comments and its order", () => {
  expect(
    fixed(
      "falco:\n  fileOutput:\n    # Where to.\n    keepAlive: true # open\n    filename: a\n  priority: debug\n",
    ),
  ).toBe(
    "falco:\n  file_output:\n    # Where to.\n    keep_alive: true # open\n    filename: a\n  priority: debug\n",
  );
});

test("the comment above a value goes along where its block goes", () => {
  expect(
    fixed(
      "leastPrivileged:\n  # Old.\n\n  # With few capabilities.\n  enabled: true\ndriver:\n  kind: kmod\n",
    ),
  ).toBe(
    "driver:\n  kind: kmod\n  modernEbpf:\n    # Old.\n    # With few capabilities.\n    leastPrivileged: true\n",
  );
});

test("a value is not moved where the new key has a value", () => {
  expect(fixed("falco:\n  jsonOutput: true\n  json_output: false\n")).toBe(
    "falco:\n  jsonOutput: true\n  json_output: false\n",
  );
});

test("the chart follows from Falco, and Falco from the chart", () => {
  expect(chartFor("0.44.1")).toBe("9.1.0");
  expect(
    versionsFor([{ of: "chart", version: "4.0.0", span: { start: 0, end: 1 }, group: "a" }], "a/b", "0.44.1")
      .falco,
  ).toBe("0.37.0");
  expect(versionsFor([], undefined, "0.40.0").falco).toBe("0.40.0");
});

test("of two groups each has its own release, and a third has none", () => {
  const stated = [
    { of: "falco", version: "0.40.0", span: { start: 0, end: 1 }, group: "Pod/a/containers/0" },
    { of: "falco", version: "0.41.0", span: { start: 5, end: 6 }, group: "Pod/a/containers/1" },
  ] as const;
  expect(versionsFor(stated, "Pod/a/containers/1", "0.44.1").falco).toBe("0.41.0");
  expect(versionsFor(stated, "ConfigMap/b", "0.44.1").falco).toBe("0.44.1");
  expect(mismatches(stated).map(({ span }) => span)).toEqual([{ start: 5, end: 6 }]);
});

test("a value is moved to where its own chart has it", () => {
  const old = "docker:\n  enabled: false\n  socket: /x\nfalco:\n  rulesFile: [/a]\ntty: true\n";
  const between =
    "falco:\n  rules_file: [/a]\ntty: true\ncollectors:\n  docker:\n    enabled: false\n    socket: /x\n";
  const steps = (text: string, chart: Version): string => {
    const [first] = findings(text, chart).flatMap((finding) =>
      "edits" in finding && finding.edits.length > 0 ? [finding.edits] : [],
    );
    return first ? steps(applyEdits(text, first), chart) : text;
  };
  expect(steps(old, "3.0.0")).toBe(between);
  expect(judged(between, "3.0.0")).toEqual([]);
  expect(judged(steps(between, "9.1.0"))).toEqual([]);
});
