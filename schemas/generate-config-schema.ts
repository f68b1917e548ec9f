/** Writes `falco.schema.json` from the facts in `sources/config-keys.json` and our descriptions. Run by `schemas/generate.ts` or alone. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { rulesSchema } from "./rules-schema.ts";

export type JsonSchema = { readonly [keyword: string]: unknown };

/** What the schema takes from one record of `sources/config-keys.json`. */
export interface SchemaRecord {
  readonly path: string;
  readonly type: string;
  readonly default?: unknown;
  readonly defaultShipped?: unknown;
  readonly enum?: readonly string[];
  readonly caseInsensitive?: boolean;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
  readonly required?: boolean;
  readonly virtual?: boolean;
  readonly since: string;
  readonly status: string;
  readonly stability: string | null;
  readonly removedIn: string | null;
  readonly deprecatedIn: string | null;
  readonly ranges: { readonly schema?: { readonly first: string; readonly last: string } };
}

/** Blocks that Falco's schema takes without any key; all others need at least one. Source: validation-behaviour.md, config_json_schema.h. */
const MAY_BE_EMPTY =
  /^(?:|append_output\[\](?:\.match|\.extra_fields\[\])?|capture|config_files\[\]|container_engines(?:\..*)?|engine|engine\.(?:modern_ebpf|replay)|plugins\[\](?:\.init_config)?|static_fields)$/;

/** Objects that take any key. Source: validation-behaviour.md, "Schema check". */
const OPEN =
  /^(?:config_files\[\]|static_fields|plugins\[\]\.init_config|append_output\[\]\.extra_fields\[\])$/;

/** Path under which the settings of the container plugin are catalogued. */
const CONTAINER = "plugins[name=container].init_config";

/** Where Falco's schema names another type than the code reads, or bounds and words that it enforces itself. */
const AS_FALCO: Readonly<Record<string, "integer" | "enforced">> = {
  "syscall_event_drops.max_burst": "integer",
  "capture.mode": "enforced",
  "capture.default_duration": "enforced",
  "capture.max_file_size_mb": "enforced",
  "config_files[].strategy": "enforced",
};

/** YAML scalars are text to Falco, so quoted and unquoted forms pass alike. */
const SCALAR = { type: ["string", "number", "boolean"] } as const;
const INTEGER_TEXT = "^\\s*[+-]?[0-9]+$";
const NUMBER_TEXT = "^\\s*[+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?$";

interface Node {
  readonly path: string;
  record?: SchemaRecord;
  readonly children: Map<string, Node>;
}

/** The schema for `falco.yaml`: accepts and rejects as the release's own, and says more beside it. */
export function configSchema(
  release: string,
  records: readonly SchemaRecord[],
  descriptions: Readonly<Record<string, string>>,
): JsonSchema {
  const root: Node = { path: "", children: new Map() };
  const virtual: Node = { path: "", children: new Map() };
  for (const record of records) {
    if (record.path === CONTAINER) virtual.record = record;
    else if (record.virtual) place(virtual, { ...record, path: record.path.slice(`${CONTAINER}.`.length) });
    else if (inSchema(record, release)) place(root, record);
  }
  const container = hints(virtual, descriptions);
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    $id: "https://www.schemastore.org/falco.json",
    title: "Falco configuration",
    description: `Configuration of Falco, as release ${release} reads it.`,
    "x-file-match": ["falco.yaml", "falco.yml", "**/falco/config.d/*.yaml", "**/falco/config.d/*.yml"],
    ...schemaOf(root, descriptions, container),
  };
}

function inSchema({ ranges, removedIn, status }: SchemaRecord, release: string): boolean {
  const range = ranges.schema;
  if (!range) return status !== "removed" && removedIn === null && status !== "deprecated";
  return range.last === "master" || compare(range.last, release) >= 0;
}

function compare(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split(".").map(Number));
  for (let i = 0; i < 3; i++) {
    const difference = (left?.[i] ?? 0) - (right?.[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function place(root: Node, record: SchemaRecord): void {
  let at = root;
  for (const step of record.path.replaceAll("[]", ".[]").split(".")) {
    const below = at.children.get(step) ?? {
      path: step === "[]" ? `${at.path}[]` : [at.path, step].filter(Boolean).join("."),
      children: new Map(),
    };
    at.children.set(step, below);
    at = below;
  }
  at.record = record;
}

function schemaOf(
  node: Node,
  descriptions: Readonly<Record<string, string>>,
  container: JsonSchema,
): JsonSchema {
  const properties: Record<string, JsonSchema> = {};
  for (const [name, child] of node.children) properties[name] = schemaOf(child, descriptions, container);
  const required = [...node.children].filter(([, child]) => child.record?.required).map(([name]) => name);
  const open = OPEN.test(node.path);
  const object = {
    type: "object",
    ...(Object.keys(properties).length > 0 && { properties }),
    ...(!open && { additionalProperties: false }),
    ...(required.length > 0 && { required }),
    ...(!MAY_BE_EMPTY.test(node.path) && { minProperties: 1 }),
  };
  const { record } = node;
  if (!record) return object;
  return {
    ...told(record, descriptions[record.path]),
    ...typeOf(node, record, object, properties, container),
  };
}

function typeOf(
  node: Node,
  record: SchemaRecord,
  object: JsonSchema,
  properties: Readonly<Record<string, JsonSchema>>,
  container: JsonSchema,
): JsonSchema {
  switch (node.path) {
    case "append_output[].extra_fields[]":
      return { anyOf: [SCALAR, { type: "object", additionalProperties: SCALAR }] };
    case "config_files[]":
      return { anyOf: [SCALAR, object] };
    case "plugins[].init_config":
      return { type: ["object", "string", "number", "boolean", "null"] };
    case "plugins[]":
      return {
        ...object,
        if: { properties: { name: { const: "container" } }, required: ["name"] },
        // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
        then: { properties: { init_config: container } },
      };
  }
  switch (AS_FALCO[node.path] === "integer" ? "integer" : record.type) {
    case "object":
      return object;
    case "array":
      return { type: "array", ...(properties["[]"] ? { items: properties["[]"] } : { items: SCALAR }) };
    case "boolean":
      return { type: ["boolean", "string"], pattern: "^(?:true|false)$" };
    case "integer":
      return bounded(record, "integer", INTEGER_TEXT);
    case "number":
      return bounded(record, "number", NUMBER_TEXT);
    default:
      return worded(record);
  }
}

/** The wider alternative accepts what Falco's schema accepts; the narrow one says editors what is meant. */
function bounded(record: SchemaRecord, type: "integer" | "number", text: string): JsonSchema {
  const bounds = {
    ...(record.minimum !== undefined && { minimum: record.minimum }),
    ...(record.maximum !== undefined && { maximum: record.maximum }),
  };
  const wide = { type: [type, "string"], pattern: text };
  if (AS_FALCO[record.path] === "enforced") return { ...wide, ...bounds };
  return Object.keys(bounds).length === 0 ? wide : { anyOf: [{ type, ...bounds }, wide] };
}

function worded(record: SchemaRecord): JsonSchema {
  if (AS_FALCO[record.path] === "enforced") return { enum: record.enum };
  if (record.enum) return { anyOf: [{ enum: record.enum }, SCALAR] };
  return SCALAR;
}

/** What is only reported: never a reason to reject. */
function told(record: SchemaRecord, description = ""): JsonSchema {
  const facts = [
    record.status === "active" &&
      record.stability &&
      record.stability !== "stable" &&
      `Stability: ${record.stability}.`,
    record.since !== "0.31.0" && compare(record.since, "0.31.0") > 0 && `Since Falco ${record.since}.`,
    record.removedIn && `Without effect since Falco ${record.removedIn}.`,
  ].filter((fact) => typeof fact === "string");
  const usual = usualValue(record);
  return {
    description,
    markdownDescription: facts.length > 0 ? `${description}\n\n*${facts.join(" ")}*` : description,
    ...(usual !== undefined && usual !== "" && { default: usual }),
    // Without a message of its own: language servers show that as a complaint, and Falco's schema has none here.
    ...((record.status === "ignored" || record.status === "removed") && { deprecated: true }),
  };
}

/** The shipped default at the newest release; a default that changed is a list of `{from, value}`, oldest first. */
function usualValue({ default: code, defaultShipped = code, type }: SchemaRecord): unknown {
  const history =
    Array.isArray(defaultShipped) &&
    defaultShipped.every((step) => step && typeof step === "object" && "from" in step);
  const value = history ? defaultShipped.at(-1)?.value : defaultShipped;
  const kind = Array.isArray(value)
    ? "array"
    : Number.isInteger(value) && type !== "number"
      ? "integer"
      : typeof value;
  return kind === type ? value : undefined;
}

/** Keys of the container plugin, offered and described but not enforced, since Falco's schema leaves them alone. */
function hints(node: Node, descriptions: Readonly<Record<string, string>>): JsonSchema {
  const properties: Record<string, JsonSchema> = {};
  for (const [name, child] of node.children) properties[name] = hints(child, descriptions);
  const description = descriptions[node.path === "" ? CONTAINER : `${CONTAINER}.${node.path}`];
  return {
    ...(description && { description, markdownDescription: description }),
    ...(node.record?.default !== undefined && { default: node.record.default }),
    ...(Object.keys(properties).length > 0 && { properties }),
  };
}

const HERE = path.dirname(fileURLToPath(import.meta.url));

/** Both published schemas, as the files hold them. */
export function publishedSchemas(): Readonly<Record<string, string>> {
  const read = (name: string) => JSON.parse(readFileSync(path.join(HERE, name), "utf8"));
  const { meta, keys } = read("sources/config-keys.json");
  const config = configSchema(meta.falco, keys, read("config-descriptions.json"));
  return { "falco.schema.json": print(config), "falco-rules.schema.json": print(rulesSchema()) };
}

function print(schema: JsonSchema): string {
  return `${JSON.stringify(schema, null, 2)}\n`;
}
