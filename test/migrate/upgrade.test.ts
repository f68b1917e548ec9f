import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { breakage } from "../../server/src/migrate/breakage.ts";
import { DEFAULT_SETTINGS } from "../../server/src/model/workspace/settings.ts";
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
  expect(
    result.needsPerson.map(
      ({ uri, code, message }) => `${uri.slice("file:///".length)} ${code} ${/`([^`]+)`/.exec(message)?.[1]}`,
    ),
  ).toMatchInlineSnapshot(`
    [
      "deploy/daemonset.yaml removed-option -k",
      "deploy/falco.service removed-variable FALCO_BPF_PROBE",
      "deploy/falco.service removed-driver-loader falco-driver-loader",
      "deploy/falco.service removed-option --cri",
      "falco.yaml removed-config-key syscall_buf_size_preset",
      "falco.yaml removed-config-key grpc",
      "falco.yaml removed-config-key grpc_output",
      "rules/base.yaml deprecated-field evt.latency",
      "rules/base.yaml deprecated-output-field evt.latency",
    ]
  `);
  for (const { why } of result.needsPerson) expect(why).toMatch(/[Dd]ecide/);
});

test("what was moved does not move again", () => {
  const after = Object.fromEntries(Object.keys(files).map((name) => [name, result.text(name)]));
  expect(migrated(after, "0.44.1").files).toEqual([]);
});
