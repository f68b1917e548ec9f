import { keptBy, keptFor } from "../../text/kept.ts";
import { CONFIG_KEYS, configKey } from "../../catalog/config-keys.ts";
import type { ConfigKeyRecord, ReleaseRange } from "../../catalog/records.ts";
import { isAtLeast, stageAt, type Version } from "../../catalog/version.ts";
import type { YamlMap } from "../../syntax/yaml-node.ts";

/** The state of a key in one release. `unread`: accepted, and without any effect. */
export type KeyState = "notYet" | "active" | "deprecated" | "removed" | "unread";

export function keyState(record: ConfigKeyRecord, target: Version): KeyState {
  return statesOf(record)(target);
}

/** Each option of a command line asks it of every key, always for the same release. */
const statesOf = keptBy((record: ConfigKeyRecord) =>
  keptFor((target: Version): KeyState => {
    const stage = stageAt(record, target);
    return stage !== "notYet" && stage !== "removed" && isUnread(record, target) ? "unread" : stage;
  }),
);

/** Whether the release reads the key at a path, deprecated or not. */
export function isRead(path: string, target: Version): boolean {
  const record = configKey(path);
  const state = record && keyState(record, target);
  return state === "active" || state === "deprecated";
}

/** The keys that a configuration may hold values of, in the order of the catalogue. The value of an option holds those of one block. */
export function keysIn(root: YamlMap): readonly ConfigKeyRecord[] {
  const names = new Set(root.entries.map(({ key }) => key.text));
  const [only = ""] = names;
  return names.size > 1 ? CONFIG_KEYS : (BLOCKS.get(only) ?? []);
}

const BLOCKS: ReadonlyMap<string, readonly ConfigKeyRecord[]> = blocks();

function blocks(): ReadonlyMap<string, readonly ConfigKeyRecord[]> {
  const all = new Map<string, ConfigKeyRecord[]>();
  for (const record of CONFIG_KEYS) {
    const name = record.path.split(/[.[]/)[0] ?? "";
    const block = all.get(name) ?? [];
    all.set(name, block);
    block.push(record);
  }
  return all;
}

/** Keys that a release takes without complaint although its code does not look at them. */
function isUnread(record: ConfigKeyRecord, target: Version): boolean {
  if (record.ignored === true || (record.ignored && isAtLeast(target, record.ignored))) return true;
  if (record.virtual || record.path.endsWith("]")) return false;
  return record.read ? !inRange(record.read, target) : record.shipped !== undefined;
}

/** Whether Falco's own schema of that release knows the key. */
export function isInSchema(record: ConfigKeyRecord, target: Version): boolean {
  return record.schema !== undefined && inRange(record.schema, target);
}

function inRange(range: ReleaseRange, target: Version): boolean {
  return isAtLeast(target, range.from) && (range.until === undefined || isAtLeast(range.until, target));
}

/** `engine` of `engine.kind`, `plugins` of `plugins[]`, empty for a top-level key. */
export function parentPath(path: string): string {
  const item = /\[[^[\]]*\]$/.exec(path);
  return item ? path.slice(0, item.index) : path.slice(0, Math.max(0, path.lastIndexOf(".")));
}

/** The path of a key below another. */
export function childPath(parent: string, name: string): string {
  return parent === "" ? name : `${parent}.${name}`;
}
