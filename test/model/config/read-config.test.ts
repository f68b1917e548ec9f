import { toEnd } from "../../../server/src/text/to-end.ts";
import { expect, test } from "vitest";
import type { Version } from "../../../server/src/catalog/version.ts";
import {
  engineKindOf,
  loadedPluginNames,
  rulesFilesOf,
} from "../../../server/src/model/configuration/config-view.ts";
import { judgeConfig } from "../../../server/src/model/configuration/findings/judge-config.ts";
import { readOverride } from "../../../server/src/model/configuration/override.ts";
import {
  type ConfigFile,
  type MergedConfig,
  readConfig,
} from "../../../server/src/model/configuration/read-config.ts";
import { rulesetFindings } from "../../../server/src/model/configuration/findings/ruleset-findings.ts";
import { readYaml } from "../../../server/src/syntax/yaml.ts";
import { NEWEST } from "./judge.ts";

const MAIN =
  "config_files: [d]\nrules_files: [a.yaml]\nengine:\n  kind: kmod\n  kmod: {buf_size_preset: 5}\n";

test("lists grow, blocks are replaced as a whole", () => {
  const config = merge(MAIN, ["rules_files: [b.yaml]\nengine:\n  kind: nodriver\n"]);
  expect(rulesFilesOf(config).map(({ text }) => text)).toEqual(["a.yaml", "b.yaml"]);
  expect(engineKindOf(config)).toBe("nodriver");
});

test("each value knows its file", () => {
  const config = merge(MAIN, ["rules_files: [b.yaml]"]);
  expect(rulesFilesOf(config).map(({ at }) => at)).toEqual([
    { uri: "main", start: 32, end: 38 },
    { uri: "d0", start: 14, end: 20 },
  ]);
});

test("what is replaced is reported with what is read instead", () => {
  expect(merge(MAIN, ["engine:\n  kind: nodriver\n"]).lost).toMatchObject([
    { name: "engine", at: { uri: "main", start: 40, end: 46 }, winner: { uri: "d0", start: 0, end: 6 } },
  ]);
});

test("add-only keeps what is there", () => {
  const config = merge(MAIN.replace("[d]", "[{path: d, strategy: add-only}]"), [
    "rules_files: [b.yaml]\npriority: debug",
  ]);
  expect(config.root.entries.map(({ key }) => key.text)).toContain("priority");
  expect(rulesFilesOf(config)).toHaveLength(1);
});

test("override replaces lists, as releases before 0.41.0 always did", () => {
  const strategy = merge(MAIN.replace("[d]", "[{path: d, strategy: override}]"), ["rules_files: [b.yaml]"]);
  expect(rulesFilesOf(strategy).map(({ text }) => text)).toEqual(["b.yaml"]);
  expect(rulesFilesOf(merge(MAIN, ["rules_files: [b.yaml]"], [], "0.40.0")).map(({ text }) => text)).toEqual([
    "b.yaml",
  ]);
});

test("a list for a single value, and a list for a file, end Falco", () => {
  expect(merge("config_files: [d]\npriority: debug", ["priority: [a]"]).refused).toMatchObject([
    { uri: "d0", problem: "list-for-value" },
  ]);
  expect(merge(MAIN, ["- a"]).refused).toMatchObject([{ uri: "d0", problem: "not-a-map" }]);
});

test("options come last", () => {
  const config = merge(
    MAIN,
    [],
    [
      "rules_files[]=c.yaml",
      "engine.kind=nodriver",
      "load_plugins[0]=json",
      "plugins[]={name: json, library_path: j.so}",
    ],
  );
  expect(rulesFilesOf(config).map(({ text }) => text)).toEqual(["a.yaml", "c.yaml"]);
  expect(engineKindOf(config)).toBe("nodriver");
  expect(loadedPluginNames(config)).toEqual(["json"]);
});

test("without load_plugins every plugin is loaded", () => {
  expect(loadedPluginNames(merge("plugins: [{name: a, library_path: a.so}]", []))).toEqual(["a"]);
});

test("which plugins are loaded is not known while a name depends on the environment", () => {
  expect(loadedPluginNames(merge("load_plugins: [json, '${MORE}']", []))).toBeUndefined();
  expect(loadedPluginNames(merge("plugins: [{name: '${MORE}', library_path: a.so}]", []))).toBeUndefined();
});

test("a catalogued plugin that is named may be defined elsewhere, and any other name represents nothing", () => {
  expect(loadedPluginNames(merge("load_plugins: [k8saudit, jsom]", []))).toEqual(["k8saudit"]);
});

test("a plugin defined in another file counts, and what is wrong is reported in its own file", () => {
  const main = "config_files: [d]\nload_plugins: [json]\n";
  expect(judgeAll(main, ["plugins: [{name: json, library_path: j.so}]"])).toEqual({ main: [], d0: [] });
  expect(judgeAll(main, ["load_plugins: [k8saudit]"])).toEqual({
    main: ["undefined-plugin"],
    d0: ["undefined-plugin"],
  });
});

test("a step of `rules` that matches nothing is reported", () => {
  const text = "rules:\n  - disable: {rule: 'Write *'}\n  - enable: {tag: none}\n";
  const config = merge(text, []);
  const rules = [{ name: "Write below root", source: "syscall", tags: ["filesystem"] }];
  expect(rulesetFindings(config, { rules, needs: [] }).map(({ span }) => span)).toEqual([
    { start: text.indexOf("none"), end: text.indexOf("none") + 4 },
  ]);
});

function merge(
  main: string,
  fragments: readonly string[],
  options: readonly string[] = [],
  target: Version = NEWEST,
): MergedConfig {
  const overrides = options.flatMap((text) => readOverride(text, target).override ?? []);
  return readConfig(
    file("main", main),
    target,
    () => fragments.map((text, index) => file(`d${index}`, text)),
    {
      uri: "unit",
      length: 1000,
      overrides,
    },
  );
}

function file(uri: string, text: string): ConfigFile {
  return { uri, root: readYaml(text).documents[0]?.root, length: text.length };
}

function judgeAll(main: string, fragments: readonly string[]): Readonly<Record<string, readonly string[]>> {
  const config = merge(main, fragments);
  const judged = ([uri, text]: readonly [string, string]) => {
    const context = {
      target: NEWEST,
      role: uri === "main" ? "main" : "fragment",
      merged: { config, uri },
    } as const;
    return [uri, toEnd(judgeConfig(readYaml(text), text, context)).map(({ code }) => code)] as const;
  };
  return Object.fromEntries(
    [["main", main] as const, ...fragments.map((text, index) => [`d${index}`, text] as const)].map(judged),
  );
}
