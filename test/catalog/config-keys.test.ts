import { expect, test } from "vitest";
import {
  CONFIG_KEYS,
  configChildren,
  configKey,
  configPath,
  configStage,
  enumAt,
  inFalcoSchema,
  realConfigName,
  shippedDefault,
} from "../../server/src/catalog/config-keys.ts";
import type { ConfigKeyRecord } from "../../server/src/catalog/records.ts";

const key = (path: string): ConfigKeyRecord => {
  const found = configKey(path);
  if (!found) throw new Error(`no key ${path}`);
  return found;
};

test("a place in a document has a path", () => {
  expect(configPath(["plugins", 3, "name"])).toBe("plugins[].name");
  expect(configPath(["rules_files", 0])).toBe("rules_files[]");
  expect(configPath([])).toBe("");
});

test("children of a path are the names that may be under it", () => {
  expect(configChildren("engine").map((child) => child.name)).toContain("modern_ebpf");
  expect(configChildren("plugins[]").map((child) => child.name)).toEqual([
    "init_config",
    "library_path",
    "name",
    "open_params",
  ]);
  expect(configChildren("").map((child) => child.name)).toContain("rules_files");
});

test("the container plugin's settings are under its own item", () => {
  expect(configChildren("plugins[name=container].init_config").map((child) => child.name)).toContain(
    "engines",
  );
  expect(
    configChildren("plugins[name=container].init_config.engines").find((child) => child.name === "bpm")?.key
      ?.types,
  ).toEqual(["object"]);
});

test("every key but the container plugin's is found from the top", () => {
  const reached = new Set<string>();
  const walk = (path: string): void => {
    for (const child of configChildren(path)) {
      reached.add(child.path);
      walk(child.path);
      walk(`${child.path}[]`);
    }
  };
  walk("");
  const missing = CONFIG_KEYS.filter(
    ({ path, virtual }) => !virtual && !path.endsWith("[]") && !reached.has(path),
  );
  expect(missing.map(({ path }) => path)).toEqual([]);
});

test("a key goes through its stages", () => {
  expect(configStage(key("grpc"), "0.42.1")).toBe("active");
  expect(configStage(key("grpc"), "0.43.0")).toBe("deprecated");
  expect(configStage(key("grpc"), "0.44.1")).toBe("removed");
  expect(configStage(key("capture"), "0.41.3")).toBe("notYet");
  expect(configStage(key("rule_files"), "0.44.1")).toBe("ignored");
});

test("a removed key may still pass Falco's schema, and a read one may not", () => {
  expect(inFalcoSchema(key("container_engines"), "0.44.1")).toBe(true);
  expect(inFalcoSchema(key("rules_file"), "0.44.1")).toBe(false);
  expect(inFalcoSchema(key("engine"), "0.38.2")).toBeUndefined();
});

test("a replacement says for which engine and target it is meant", () => {
  expect(key("syscall_buf_size_preset").replacedBy).toContainEqual(
    expect.objectContaining({ path: "engine.ebpf.buf_size_preset", engineKind: "ebpf", before: "0.44.0" }),
  );
  expect(key("rules_file").replacedBy).toMatchObject([{ path: "rules_files", op: "rename" }]);
});

test("fixed values and defaults are those of the release", () => {
  expect(enumAt(key("engine.kind"), "0.43.1")).toContain("gvisor");
  expect(enumAt(key("engine.kind"), "0.44.1")).not.toContain("gvisor");
  expect(shippedDefault(key("engine.kind"), "0.37.1")).toBe("kmod");
  expect(shippedDefault(key("engine.kind"), "0.44.1")).toBe("modern_ebpf");
});

test("a name from an announcement leads to the real key", () => {
  expect(realConfigName("capture_filesize")).toBe("capture.max_file_size_mb");
});
