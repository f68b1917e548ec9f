import { describe, expect, test } from "vitest";
import { CONFIG_KEYS, configStage } from "../../server/src/catalog/config-keys.ts";
import { NEWEST_FALCO } from "../../server/src/catalog/releases.ts";
import { migrated } from "./files.ts";
import { CONFIG_ROWS } from "./records-config-keys.ts";

/* What becomes of each key that the newest release calls deprecated, removed or never read, in each kind of file in which it can be. */

const indented = (text: string, by: number): string => text.replace(/^(?=.)/gm, " ".repeat(by));

const HOSTS = [
  { name: "falco.yaml", path: "falco.yaml", text: (config: string) => `json_output: true\n${config}` },
  {
    name: "falco.yaml with Windows line ends",
    path: "falco.yaml",
    text: (config: string) => `json_output: true\n${config}`.replaceAll("\n", "\r\n"),
  },
  {
    name: "falco.yaml, keys before others",
    path: "falco.yaml",
    text: (config: string) => `${config}json_output: true\n`,
  },
  {
    name: "a ConfigMap",
    path: "map.yaml",
    text: (config: string) =>
      `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: falco\ndata:\n  falco.yaml: |\n    json_output: true\n${indented(config, 4)}`,
  },
  {
    name: "chart values",
    path: "values.yaml",
    text: (config: string) =>
      `driver:\n  enabled: false\ncollectors:\n  enabled: true\nfalco:\n  json_output: true\n${indented(config, 2)}`,
  },
] as const;

test("every key deprecated, gone or never read has its row", () => {
  const aged = CONFIG_KEYS.filter(
    (key) =>
      ["deprecated", "removed", "ignored"].includes(configStage(key, NEWEST_FALCO)) || key.deprecatedValues,
  );
  expect(
    aged.map(({ path }) => path).filter((path) => !CONFIG_ROWS.some(({ keys }) => keys.includes(path))),
  ).toEqual([]);
});

describe.each(CONFIG_ROWS)("$text", ({ text: config, becomes, notInChart }) => {
  test.each(HOSTS.filter(({ path }) => path !== "values.yaml" || !notInChart))(
    "in $name",
    ({ path, text }) => {
      const result = migrated({ [path]: text(config) }, NEWEST_FALCO);
      const open = result.needsPerson.map(({ why }) => why);
      if (typeof becomes === "string") expect([result.text(path), open]).toEqual([text(becomes), []]);
      else expect([result.text(path), open]).toEqual([text(config), becomes.person]);
      expect(result.complete).toBe(true);
    },
  );
});
