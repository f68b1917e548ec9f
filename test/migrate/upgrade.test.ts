import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { breakage } from "../../server/src/migrate/breakage.ts";
import { DEFAULT_SETTINGS } from "../../server/src/model/workspace.ts";
import { documentsOf, migrated } from "./files.ts";

/** A workspace as it was written for Falco 0.33: rules with appends, a configuration, a unit, a DaemonSet, a chart. */
const OLD = path.resolve(import.meta.dirname, "../fixtures/falco-0.33");
const NEW = path.resolve(import.meta.dirname, "../fixtures/falco-0.44.1");

const files = Object.fromEntries(
  readdirSync(OLD, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(OLD, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, "/"))
    .sort()
    .map((name) => [name, readFileSync(path.join(OLD, name), "utf8")]),
);
const result = migrated(files, "0.44.1");

test("the workspace is fine for the Falco that it was written for", () => {
  expect(breakage(documentsOf(files), DEFAULT_SETTINGS, "0.33.1").codes).toEqual([]);
});

test.each(Object.keys(files))("%s is moved to 0.44.1", async (name) => {
  await expect(result.text(name)).toMatchFileSnapshot(path.join(NEW, name));
});

test("nothing is left but what needs a person, and all of that says what to decide", () => {
  expect(result.left).toEqual([]);
  expect(result.needsPerson.map(({ uri, code, message }) => `${uri.slice("file:///".length)} ${code}: ${message}`)).toMatchInlineSnapshot(`
    [
      "chart/values.yaml removed-chart-value: The chart has no value \`collectors.docker.enabled\` since 7.0.0. Use \`collectors.containerEngine.engines.docker.enabled\`.",
      "chart/values.yaml removed-chart-value: The chart has no value \`collectors.containerd.enabled\` since 7.0.0. Use \`collectors.containerEngine.engines.containerd.enabled\`.",
      "chart/values.yaml removed-chart-value: The chart has no value \`collectors.containerd.socket\` since 7.0.0. Use \`collectors.containerEngine.engines.containerd.sockets\`.",
      "chart/values.yaml removed-chart-value: The chart has no value \`falco.syscall_buf_size_preset\` since 4.0.0. Use \`driver.kmod.bufSizePreset\` or \`driver.modernEbpf.bufSizePreset\`.",
      "chart/values.yaml removed-chart-value: Since chart 9.0.0 \`falco.grpc\` stops the chart from rendering. Use \`falco.http_output\`.",
      "deploy/daemonset.yaml removed-option: \`-k\` was removed in Falco 0.37.0, which does not start with it. Set \`plugins[].name\` in the configuration instead.",
      "deploy/falco.service removed-variable: \`FALCO_BPF_PROBE\` is not read any more since Falco 0.38.0. Instead: engine.kind: ebpf and engine.ebpf.probe (0.37.0-0.43.1); engine.kind: modern_ebpf since 0.44.0.",
      "deploy/falco.service removed-driver-loader: The \`falco-driver-loader\` script was removed in Falco 0.37.0. Use: falcoctl driver config --type ebpf && falcoctl driver install (falcoctl 0.7-0.12); modern_ebpf since Falco 0.44.0.",
      "deploy/falco.service removed-option: \`--cri\` was removed in Falco 0.40.0, which does not start with it. Set \`plugins[name=container].init_config.engines.cri.sockets\` in the configuration instead.",
      "falco.yaml removed-config-key: \`syscall_buf_size_preset\` has had no effect since Falco 0.38.0. Use \`engine.kmod.buf_size_preset\`, \`engine.modern_ebpf.buf_size_preset\` or \`engine.ebpf.buf_size_preset\` instead. Falco logs that the file does not match its schema.",
      "falco.yaml removed-config-key: \`grpc\` has had no effect since Falco 0.44.0. Use \`http_output\` instead. Falco logs that the file does not match its schema.",
      "falco.yaml removed-config-key: \`grpc_output\` has had no effect since Falco 0.44.0. Use \`http_output\` instead. Falco logs that the file does not match its schema.",
      "rules/base.yaml deprecated-field: \`evt.latency\` is deprecated since Falco 0.43.0. It has no value any more: leave the check out.",
      "rules/base.yaml deprecated-output-field: The field \`evt.latency\` is deprecated since Falco 0.43.0. Take it out of the output.",
    ]
  `);
  for (const { why } of result.needsPerson) expect(why).toMatch(/ecide|Set |Nothing takes|gone: run|take it out/);
});

test("what was moved does not move again", () => {
  const after = Object.fromEntries(Object.keys(files).map((name) => [name, result.text(name)]));
  expect(migrated(after, "0.44.1").files).toEqual([]);
});
