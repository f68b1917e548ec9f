import { configKey } from "../../catalog/config-keys.ts";
import type { ConfigKeyRecord, ReleaseRange } from "../../catalog/records.ts";
import { isAtLeast, stageAt, type Version } from "../../catalog/version.ts";

/** How a key stands with one release. `unread`: accepted, and without any effect. */
export type KeyState = "notYet" | "active" | "deprecated" | "removed" | "unread";

export function keyState(record: ConfigKeyRecord, target: Version): KeyState {
  const stage = stageAt(record, target);
  if (stage === "notYet" || stage === "removed") return stage;
  return isUnread(record, target) ? "unread" : stage;
}

/** Whether the release reads the key at a path, deprecated or not. */
export function isRead(path: string, target: Version): boolean {
  const record = configKey(path);
  const state = record && keyState(record, target);
  return state === "active" || state === "deprecated";
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
  const item = /\[[^\]]*\]$/.exec(path);
  return item ? path.slice(0, item.index) : path.slice(0, Math.max(0, path.lastIndexOf(".")));
}

/** The path of a key below another. */
export function childPath(parent: string, name: string): string {
  return parent === "" ? name : `${parent}.${name}`;
}
