import { readLoaderVersion, type Version } from "../version.ts";

const TYPES = ["object", "array", "string", "integer", "number", "boolean"] as const;

export type SettingType = (typeof TYPES)[number];

/** What of a JSON Schema decides on a plugin's settings. What is absent is not checked. */
export interface SettingsSchema {
  readonly type?: SettingType;
  readonly description: string;
  readonly properties: ReadonlyMap<string, SettingsSchema>;
  /** Of each item of a list. */
  readonly items?: SettingsSchema;
  readonly values: readonly string[];
  readonly required: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  /** Whether properties that are not named are rejected. */
  readonly isClosed: boolean;
  /** Whether an empty string is rejected. */
  readonly isFilled: boolean;
  /** The version of the plugin that provides the setting. */
  readonly since?: Version;
  /** Whether the value does not belong in a file. */
  readonly isSecret: boolean;
  /** What a string has to look like; `words` are for people. */
  readonly form?: { readonly pattern: RegExp; readonly words: string };
}

/** Deep enough for any settings; a schema that refers to itself ends there. */
const MAX_DEPTH = 12;

/** Reads a JSON Schema of the catalogue. What is not understood is left out, so that it rejects nothing. */
export function readSettingsSchema(json: unknown): SettingsSchema {
  return readAt(json, json, 0, true);
}

/** Reads a JSON Schema of a file: its patterns are not run, since they are in another dialect, and may take for ever. */
export function readForeignSchema(json: unknown): SettingsSchema {
  return readAt(json, json, 0, false);
}

function readAt(value: unknown, root: unknown, depth: number, isOurs: boolean): SettingsSchema {
  const json = depth < MAX_DEPTH ? resolved(value, root) : undefined;
  const type = TYPES.find((one) => one === member(json, "type"));
  const items = member(json, "items");
  const minimum = member(json, "minimum");
  const maximum = member(json, "maximum");
  const since = textIn(json, "x-since");
  const pattern = textIn(json, "pattern");
  const words = textIn(json, "x-form");
  const version = since === undefined ? undefined : readLoaderVersion(since);
  return {
    ...(type && { type }),
    description: textIn(json, "description") ?? textIn(json, "title") ?? "",
    properties: new Map(
      entriesOf(member(json, "properties")).map(([name, below]) => [
        name,
        readAt(below, root, depth + 1, isOurs),
      ]),
    ),
    ...(isObject(items) && { items: readAt(items, root, depth + 1, isOurs) }),
    values: texts(member(json, "enum")),
    required: texts(member(json, "required")),
    ...(typeof minimum === "number" && { minimum }),
    ...(typeof maximum === "number" && { maximum }),
    isClosed: member(json, "additionalProperties") === false,
    isFilled: member(json, "minLength") === 1,
    ...(version !== undefined && { since: version }),
    isSecret: member(json, "x-secret") === true,
    ...(isOurs && words !== undefined && { form: { pattern: new RegExp(pattern ?? ""), words } }),
  };
}

/** The schema that `$ref` leads to within the same file, as generators of schemas write it. */
function resolved(value: unknown, root: unknown): unknown {
  const [, group, name] = /^#\/(definitions|\$defs)\/([^/]+)$/.exec(textIn(value, "$ref") ?? "") ?? [];
  return group !== undefined && name !== undefined ? member(member(root, group), name) : value;
}

function member(value: unknown, key: string): unknown {
  return entriesOf(value).find(([name]) => name === key)?.[1];
}

function textIn(value: unknown, key: string): string | undefined {
  const found = member(value, key);
  return typeof found === "string" ? found : undefined;
}

function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return isObject(value) ? Object.entries(value) : [];
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}
