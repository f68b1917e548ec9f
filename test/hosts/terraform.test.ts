import { describe, expect, test } from "vitest";
import { readHclObject } from "../../server/src/hosts/embedding/hcl.ts";
import { terraformHost } from "../../server/src/hosts/formats/terraform.ts";
import { mapSpan } from "../../server/src/text/offset-map.ts";
import { applyEdits } from "../../server/src/text/span.ts";
import { problemsOf } from "../../server/src/checks/run.ts";
import { createWorkspace } from "../../server/src/model/workspace/workspace.ts";
import { DEFAULT_SETTINGS } from "../../server/src/model/workspace/settings.ts";
import { readDocument } from "../../server/src/hosts/document.ts";

const release = (body: string): string =>
  `resource "helm_release" "security" {\n  chart   = "falco"\n  version = "9.1.0"\n${body}}\n`;

const SETTINGS: readonly (readonly [body: string, settings: readonly string[]])[] = [
  ['  set {\n    name  = "driver.kind"\n    value = "ebpf"\n  }\n', ["driver.kind=ebpf"]],
  [
    '  set {\n    name  = "tty"\n    value = true\n  }\n  set_sensitive {\n    name  = "a"\n    value = "b"\n  }\n',
    ["tty=true", "a=b"],
  ],
  [
    '  set = [\n    { name = "tty", value = "true" },\n    { name = "a", value = 1 } # }\n  ]\n',
    ["tty=true", "a=1"],
  ],
  ['  set {\n    name  = "driver.kind"\n    value = var.kind\n  }\n', ["driver.kind=?"]],
  ['  set {\n    name  = "x${var.a}"\n    value = "b"\n  }\n', []],
  ['  set {\n    value = "b"\n    name  = "x"\n  }\n', []],
  ['  dynamic "set" {\n    for_each = { a = "b" }\n    content {\n      name = set.key\n    }\n  }\n', []],
  [
    '  values = [yamlencode({ falco = { json_output = true, "log_level" : "info" }, podAnnotations = { "a.b/c" = "d" } })]\n',
    ["falco.json_output=true", "falco.log_level=info"],
  ],
  [
    '  values = [\n    yamlencode({\n      driver = { kind = var.x == "a" ? "b" : "c" }\n      list = ["a"]\n      # }\n      tty = false\n    }),\n    file("a.yaml")\n  ]\n',
    ["driver.kind=?", "list=?", "tty=false"],
  ],
  [
    '  values = [yamlencode(local.falco)]\n}\nlocals {\n  falco = {\n    tty = true\n    falco = { rules_files = [\n      "/a",\n    ] }\n  }\n',
    ["tty=true", "falco.rules_files=?"],
  ],
  [
    "  values = [yamlencode(merge(local.falco, {})), yamlencode(local.other)]\n}\nlocals {\n  falco = { tty = true }\n",
    [],
  ],
  [
    '  values = [jsonencode({ a = "${lookup(var.x, "y")}", b = upper("c"), d = "e" })]\n',
    ["a=?", "b=?", "d=e"],
  ],
];

test.each(SETTINGS)("settings in %j", (body, settings) => {
  const text = release(body);
  const { regions, versions } = terraformHost.read("main.tf", text);
  expect(
    regions.map(({ kind, text: made, opaque }) =>
      opaque ? `${made.slice(0, opaque[0]?.start)}?` : kind === "setting" ? made : kind,
    ),
  ).toEqual(settings);
  expect(versions).toMatchObject([{ of: "chart", version: "9.1.0" }]);
  expect(versions.map(({ span }) => text.slice(span.start, span.end))).toEqual(["9.1.0"]);
  for (const { text: made, map, opaque } of regions) {
    const equals = made.indexOf("=");
    const last = made.slice(0, equals).split(".").at(-1) ?? "";
    const value = mapSpan(map, { start: equals + 1, end: made.length });
    expect(text.slice(map.at(0), map.endAt(equals))).toContain(last);
    if (!opaque) expect(text.slice(value.start, value.end)).toBe(made.slice(equals + 1));
  }
});

test("another chart's settings are left alone", () => {
  const text =
    'resource "helm_release" "falco" {\n  chart = "falcosidekick"\n  version = "9.1.0"\n  set {\n    name  = "driver.kind"\n    value = "ebpf"\n  }\n}\n';
  expect(terraformHost.read("main.tf", text)).toEqual({ regions: [], versions: [] });
});

function judged(text: string): ReturnType<typeof problemsOf> {
  const uri = "file:///main.tf";
  const documents = new Map([[uri, readDocument(uri, "/main.tf", text, undefined)]]);
  return problemsOf(createWorkspace().snapshot(documents, { ...DEFAULT_SETTINGS, rulesFiles: [] }), uri);
}

const RULES = (name: string): string =>
  `      customRules = {\n        "a.yaml" = <<-EOT\n          - rule: A\n            desc: d\n            condition: evt.type = execve and proc.${name} = a\n            output: o\n            priority: INFO\n        EOT\n      }\n`;

test.each([
  [
    "a set block",
    '  set {\n    name  = "falco.jsonOutput"\n    value = "true"\n  }\n',
    "removed-chart-value",
    '  set {\n    name  = "falco.json_output"\n    value = "true"\n  }\n',
  ],
  [
    "an encoded object",
    "  values = [yamlencode({ falco = { jsonOutput = true } })]\n",
    "removed-chart-value",
    "  values = [yamlencode({ falco = { json_output = true } })]\n",
  ],
  [
    "a list",
    '  values = [yamlencode({ falco = { rules_file = ["/a"] } })]\n',
    "removed-chart-value",
    '  values = [yamlencode({ falco = { rules_files = ["/a"] } })]\n',
  ],
  [
    "a value",
    '  set {\n    name  = "driver.kind"\n    value = "ebpf"\n  }\n',
    "driver-kind",
    '  set {\n    name  = "driver.kind"\n    value = "modern_ebpf"\n  }\n',
  ],
  [
    "a here-document of values",
    "  values = [<<EOT\ndriver:\n  kind: ebpf\nEOT\n  ]\n",
    "driver-kind",
    "  values = [<<EOT\ndriver:\n  kind: modern_ebpf\nEOT\n  ]\n",
  ],
  [
    "rules in an encoded object",
    `  values = [\n    yamlencode({\n${RULES("nmae")}    })\n  ]\n`,
    "unknown-field",
    `  values = [\n    yamlencode({\n${RULES("name")}    })\n  ]\n`,
  ],
])("%s is checked and fixed", (_, body, code, mended) => {
  const text = release(body);
  const found = judged(text);
  expect(found.map((one) => one.code)).toEqual([code]);
  const edits =
    found[0]?.fixes[0]?.edits.map(({ start, end, newText }) => ({ span: { start, end }, newText })) ?? [];
  expect(applyEdits(text, edits)).toBe(release(mended));
  expect(judged(release(mended))).toEqual([]);
});

test("a value that is not a text is not replaced by one", () => {
  const [region] = terraformHost.read(
    "main.tf",
    release("  values = [yamlencode({ tty = true })]\n"),
  ).regions;
  expect(region?.map.edit({ start: 4, end: 8 }, "auto")).toBeUndefined();
  expect(region?.map.edit({ start: 0, end: 3 }, "a.b")).toBeUndefined();
  expect(region?.map.edit({ start: 0, end: 3 }, "a")).toMatchObject({ newText: "a" });
});

test("whatever is cut off, there is an object and an end", () => {
  const text = `{\n  a = "b\${c["d"]}"\n  e { f = [1, { g = <<EOT\n}\nEOT\n  }] }\n  h = yamlencode({ "i" = j(k) })\n} "`;
  for (let end = 0; end <= text.length; end++) {
    for (let start = 0; start < Math.min(end, 30); start++) {
      const object = readHclObject(text.slice(start, end), 0);
      expect(object.span.end).toBeLessThanOrEqual(end - start);
    }
  }
  expect(readHclObject(`${"{a=".repeat(50_000)}`, 0).kind).toBe("object");
});

test("each release is checked for its own version", () => {
  const one = (name: string, version: string, body: string): string =>
    `resource "helm_release" "${name}" {\n  chart   = "falco"\n  version = "${version}"\n${body}}\n`;
  const values = (key: string): string =>
    `  values = [<<EOT\nfalco:\n  ${key}: [/a]\n  grpc:\n    enabled: true\nEOT\n  ]\n`;
  expect(
    judged(one("a", "3.8.0", values("rules_file")) + one("b", "4.21.3", values("rules_files"))).map(
      ({ code }) => code,
    ),
  ).toEqual([]);
  const set = '  set {\n    name  = "falco.rules_file"\n    value = "{/a}"\n  }\n';
  const text = one("a", "3.8.0", set) + one("b", "4.21.3", set);
  expect(judged(text).map(({ code, span }) => [code, span.start > text.indexOf("4.21.3")])).toEqual([
    ["removed-chart-value", true],
  ]);
});

describe("a workload", () => {
  const workload = (container: string): string =>
    `resource "kubernetes_daemon_set_v1" "falco" {\n  spec {\n    template {\n      spec {\n        container {\n${container}        }\n      }\n    }\n  }\n}\n`;
  const image = '          name  = "falco"\n          image = "falcosecurity/falco:0.38.0"\n';

  test("runs Falco in the release of its image, with its arguments and variables", () => {
    const text = workload(
      `${image}          args  = ["/usr/bin/falco", "-A", var.more]\n          env {\n            name  = "FALCO_HOSTNAME"\n            value = "a"\n          }\n`,
    );
    const { regions, versions } = readDocument("file:///main.tf", "main.tf", text);
    expect(versions).toEqual([expect.objectContaining({ of: "falco", version: "0.38.0" })]);
    expect(text.slice(versions[0]?.span.start, versions[0]?.span.end)).toBe("0.38.0");
    expect(regions.map(({ kind }) => kind)).toEqual(["command-line", "environment"]);
    const [line] = regions;
    const at = line?.text.indexOf("-A") ?? -1;
    expect(text.slice(line?.map.at(at), line?.map.endAt(at + 2))).toBe("-A");
  });

  test("passes arguments to the image's own program, or to the command", () => {
    const alone = readDocument(
      "file:///main.tf",
      "main.tf",
      workload(`${image}          args = ["--modern-bpf"]\n`),
    );
    expect(alone.regions.map(({ kind }) => kind)).toEqual(["command-line"]);
    const own = workload(
      '          image   = "a/tool:1"\n          command = ["/usr/bin/falco"]\n          args    = ["-U"]\n',
    );
    expect(readDocument("file:///main.tf", "main.tf", own).regions.map(({ kind }) => kind)).toEqual([
      "command-line",
    ]);
    const other = workload(
      '          image   = "falcosecurity/falco:0.38.0"\n          command = ["/bin/tool"]\n          args    = ["-A"]\n',
    );
    expect(readDocument("file:///main.tf", "main.tf", other).regions).toEqual([]);
  });

  test("of another program is left alone", () => {
    const text = `# not falco\n${workload('          image = "a/falco-exporter:1"\n          args = ["-A"]\n')}`;
    expect(readDocument("file:///main.tf", "main.tf", text)).toMatchObject({ regions: [], versions: [] });
  });
});

test.each(["main.tf", "image.pkr.hcl"])("lines that a provisioner runs in %s", (path) => {
  const kind = path.endsWith(".tf") ? "remote-exec" : "shell";
  const text = `build {\n  provisioner "${kind}" {\n    inline = [\n      "sudo falco --not-an-option",\n      "echo \\"falco -x\\"",\n    ]\n  }\n}\n`;
  const document = readDocument(`file:///${path}`, path, text);
  const snapshot = createWorkspace().snapshot(new Map([[document.uri, document]]), DEFAULT_SETTINGS);
  expect(
    problemsOf(snapshot, document.uri).map(({ code, span }) => [code, text.slice(span.start, span.end)]),
  ).toEqual([["unknown-option", "--not-an-option"]]);
});
