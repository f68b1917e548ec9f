/** What keys of the configuration are, in Markdown: shown by hover and beside completions. */
import { announcement } from "../../catalog/announcements.ts";
import type { ConfigKeyRecord } from "../../catalog/records.ts";
import type { Version } from "../../catalog/version.ts";
import type { ConfigKeyInfo } from "../../model/configuration/key-info.ts";

/** The key with its description, its state in the target, defaults and values. */
export function describeConfigKey(key: ConfigKeyInfo, target: Version): string {
  const { path, description, record, shipped, builtIn, values } = key;
  const type = record
    ? ` · ${record.types.map((one) => TYPES[one]).join(" or ")}${record.unit ? ` (${record.unit})` : ""}`
    : "";
  const parts = [
    `**\`${path}\`**${type}`,
    description,
    record && lifeText(key, record, target),
    record && key.state === "active" && MATURITY[record.stability ?? "stable"],
    defaults(shipped, builtIn),
    values.length > 0 &&
      `Values: ${values.map((value) => `\`${value}\``).join(", ")}${record?.caseInsensitive ? ", in any case" : ""}`,
    record && rangeText(record),
    record?.since && `Since Falco ${record.since}.`,
  ];
  return parts.filter((part) => typeof part === "string" && part !== "").join("\n\n");
}

/** A step of a buffer's size, as bytes. */
export function describeBuffer(step: string, bytes: number): string {
  return `Step ${step}: ${bytes / 1024 / 1024} MiB (${bytes.toLocaleString("en-US")} bytes) for each buffer.`;
}

const TYPES = {
  object: "map",
  array: "list",
  string: "text",
  boolean: "true or false",
  integer: "whole number",
  number: "number",
  null: "nothing",
} as const;

const MATURITY = {
  stable: "",
  deprecated: "",
  incubating: "**Incubating**: it may still change between releases.",
  sandbox: "**Sandbox**: experimental; it may change or be removed in any release.",
} as const;

function lifeText({ state }: ConfigKeyInfo, record: ConfigKeyRecord, target: Version): string {
  const instead = (record.replacedBy ?? []).map(({ path }) => `\`${path}\``);
  const use = instead.length > 0 ? ` Use ${instead.join(", ")}.` : "";
  const planned = record.plannedRemoval ? ` Its removal is planned for Falco ${record.plannedRemoval}.` : "";
  switch (state) {
    case "active": {
      const { note, source } = announcement("config key", record.path) ?? {};
      return note === undefined ? "" : `**Removal announced** without a date: ${note} [Source](${source})`;
    }
    case "deprecated":
      return `**Deprecated** since Falco ${record.deprecatedIn ?? target}.${planned}${use}`;
    case "removed":
      return `**Removed** in Falco ${record.removedIn ?? target}.${use}`;
    case "notYet":
      return `**Not in ${target}**: it requires Falco ${record.since ?? "of a later release"} or newer.`;
    case "unread":
      return `**No effect**: Falco ${target} accepts the key and ignores it.${use}`;
  }
}

function defaults(shipped: unknown, builtIn: unknown): string | undefined {
  const own = (value: unknown): string => `\`${JSON.stringify(value)}\``;
  if (builtIn === undefined) return shipped === undefined ? undefined : `Default: ${own(shipped)}`;
  if (shipped === undefined) return `When absent: ${own(builtIn)}`;
  return `Default: ${own(shipped)} as shipped, ${own(builtIn)} when the key is absent`;
}

function rangeText({ minimum, maximum }: ConfigKeyRecord): string | undefined {
  if (minimum === undefined) return maximum === undefined ? undefined : `At most ${maximum}.`;
  return maximum === undefined ? `At least ${minimum}.` : `From ${minimum} to ${maximum}.`;
}
