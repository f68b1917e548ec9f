import { configDescription } from "../../catalog/config-descriptions.ts";
import {
  type ConfigChild,
  configChildren,
  configKey,
  enumAt,
  shippedDefault,
} from "../../catalog/config-keys.ts";
import type { ConfigKeyRecord } from "../../catalog/records.ts";
import type { Version } from "../../catalog/version.ts";
import { nodeAt, textOf, type YamlNode } from "../../syntax/yaml-node.ts";
import { type KeyState, keyState } from "./keys.ts";
import { keyPath } from "./node-path.ts";

/** What hover and completion tell of a key, for one release. */
export interface ConfigKeyInfo {
  readonly name: string;
  readonly path: string;
  /** Markdown, at least one full sentence; empty for a block that is part of longer paths only. */
  readonly description: string;
  readonly state: KeyState;
  /** Absent for such a block. */
  readonly record?: ConfigKeyRecord;
  /** As the release ships it. */
  readonly shipped?: unknown;
  /** What Falco takes when the key is absent, where that is not what is shipped. */
  readonly builtIn?: unknown;
  /** The values that can be written, where they are few. */
  readonly values: readonly string[];
}

/** The key at a path such as `plugins[].name`; undefined for a path that no release knew. */
export function configKeyAt(path: string, target: Version): ConfigKeyInfo | undefined {
  const record = configKey(path);
  const name = path.slice(path.lastIndexOf(".") + 1);
  return record && infoOf({ name, path, key: record }, target);
}

/** The keys that can be below a path, in the order of the catalogue; `""` is the file. Of the target's own keys only. */
export function configKeysBelow(path: string, target: Version): readonly ConfigKeyInfo[] {
  return configChildren(path)
    .map((child) => infoOf(child, target))
    .filter(({ state }) => state === "active" || state === "deprecated");
}

/**
 * The path of a key by its steps in a document: indices become `[]`, and settings of the container plugin get the path
 * under which they are catalogued.
 */
export function configPathAt(root: YamlNode | undefined, steps: readonly (string | number)[]): string {
  const [list, index, member, ...rest] = steps;
  if (list === "plugins" && typeof index === "number" && member === "init_config") {
    const name = textOf(nodeAt(root, [list, index]), "name");
    if (name === "container") return keyPath(["plugins[name=container].init_config", ...rest]);
  }
  return keyPath(steps);
}

/** Bytes of one buffer between kernel and Falco for a step of `buf_size_preset`; undefined outside of 1 to 10. */
export function bufferBytes(step: number): number | undefined {
  return Number.isInteger(step) && step >= 1 && step <= 10 ? 2 ** (step - 1) * 1024 * 1024 : undefined;
}

function infoOf({ name, path, key }: ConfigChild, target: Version): ConfigKeyInfo {
  const description = configDescription(path) ?? "";
  if (!key) return { name, path, description, state: "active", values: [] };
  const shipped = shippedDefault(key, target);
  const values = enumAt(key, target) ?? (key.types.includes("boolean") ? ["true", "false"] : []);
  return {
    name,
    path,
    description,
    state: keyState(key, target),
    record: key,
    values,
    ...(shipped !== undefined && { shipped }),
    ...(key.codeDefault !== undefined && { builtIn: key.codeDefault }),
  };
}
