import { expect, test } from "vitest";
import { CATALOGUED } from "../../server/src/catalog/plugin-registry.ts";
import { loadedPlugins, parsePlugins, plugin } from "../../server/src/catalog/plugins.ts";

test("the four words represent themselves", () => {
  for (const word of ["auto", "all", "default", "none"] as const)
    expect(parsePlugins(` ${word} `).value).toBe(word);
});

test("names may carry a version", () => {
  expect(parsePlugins("container, k8saudit@0.7.0")).toEqual({
    value: [{ name: "container" }, { name: "k8saudit", version: "0.7.0" }],
    paths: [],
    problems: [],
  });
});

test("a misspelt plugin is reported with the nearest name", () => {
  expect(parsePlugins("k8saudt").problems).toEqual(["Unknown plugin `k8saudt`. Did you mean `k8saudit`?"]);
});

test("an empty name and a bad version are reported, the rest is kept", () => {
  const { value, problems } = parsePlugins("json,,okta@x");
  expect(value).toEqual([{ name: "json" }]);
  expect(problems).toHaveLength(2);
});

test("a bare name is the newest catalogued version", () => {
  expect(loadedPlugins([{ name: "container" }], "0.44.1")).toEqual([
    { name: "container", version: "0.7.1", record: plugin("container") },
  ]);
});

test("by default a release loads the container plugin it ships with, from 0.41.0 on", () => {
  const versionOf = (target: "0.40.0" | "0.42.1" | "0.44.1") =>
    loadedPlugins("default", target).map((one) => [one.name, one.version]);
  expect(versionOf("0.40.0")).toEqual([]);
  expect(versionOf("0.42.1")).toEqual([["container", "0.4.1"]]);
  expect(versionOf("0.44.1")).toEqual([["container", "0.7.1"]]);
});

test("a plugin nobody catalogued counts as loaded without a record", () => {
  expect(loadedPlugins([{ name: "inhouse" }], "0.44.1")).toEqual([{ name: "inhouse" }]);
});

test("paths are files that describe plugins", () => {
  expect(parsePlugins("json, plugins/inhouse.falco-plugin.yaml")).toEqual({
    value: [{ name: "json" }],
    paths: ["plugins/inhouse.falco-plugin.yaml"],
    problems: [],
  });
  expect(parsePlugins("inhouse.json").value).toBe("auto");
});

test("several plugins may provide one source", () => {
  expect(CATALOGUED.ofSource("k8s_audit").map((one) => one.name)).toEqual([
    "k8saudit",
    "k8saudit-eks",
    "k8saudit-gke",
    "k8saudit-aks",
    "k8saudit-ovh",
  ]);
});
