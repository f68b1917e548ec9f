import { expect, test } from "vitest";
import { CONFIG_KEYS } from "../../../server/src/catalog/config-keys.ts";
import {
  bufferBytes,
  configKeyAt,
  configKeysBelow,
  configPathAt,
} from "../../../server/src/model/configuration/key-info.ts";
import { keyState, parentPath } from "../../../server/src/model/configuration/keys.ts";
import { readYaml } from "../../../server/src/syntax/yaml.ts";
import { NEWEST } from "./judge.ts";

test("every key of the newest release is offered at its place and reported with a sentence", () => {
  const active = CONFIG_KEYS.filter((key) => keyState(key, NEWEST) === "active" && !key.path.endsWith("]"));
  const missing = active.filter(({ path }) => {
    const offered = configKeysBelow(parentPath(path), NEWEST).find((key) => key.path === path);
    return !offered?.description.endsWith(".");
  });
  expect(active.length).toBeGreaterThan(120);
  expect(missing.map(({ path }) => path)).toEqual([]);
});

test("keys that are removed or not there yet are not offered", () => {
  expect(configKeysBelow("", NEWEST).map(({ name }) => name)).not.toContain("grpc");
  expect(configKeysBelow("", "0.40.0").map(({ name }) => name)).not.toContain("capture");
  expect(configKeysBelow("", "0.40.0").map(({ name }) => name)).toContain("grpc");
});

test("a key knows what is shipped, what is built in, and its values", () => {
  expect(configKeyAt("engine.kind", NEWEST)).toMatchObject({
    shipped: "modern_ebpf",
    builtIn: "kmod",
    values: ["kmod", "modern_ebpf", "replay", "nodriver"],
  });
  expect(configKeyAt("engine.kind", "0.37.0")).toMatchObject({ shipped: "kmod" });
  expect(configKeyAt("json_output", NEWEST)).toMatchObject({ values: ["true", "false"] });
});

test("settings of the container plugin have their own path", () => {
  const root = readYaml("plugins:\n  - name: json\n  - name: container\n").documents[0]?.root;
  expect(configPathAt(root, ["plugins", 1, "init_config", "engines"])).toBe(
    "plugins[name=container].init_config.engines",
  );
  expect(configPathAt(root, ["plugins", 0, "init_config", "engines"])).toBe("plugins[].init_config.engines");
  expect(
    configKeysBelow("plugins[name=container].init_config.engines", NEWEST).map(({ name }) => name),
  ).toContain("docker");
});

test("a buffer step is a number of bytes", () => {
  expect([1, 4, 10, 11].map(bufferBytes)).toEqual([1_048_576, 8_388_608, 536_870_912, undefined]);
});
