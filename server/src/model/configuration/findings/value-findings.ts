import { configKey } from "../../../catalog/config-keys.ts";
import type { ConfigKeyRecord } from "../../../catalog/records.ts";
import { nearestName } from "../../../text/names.ts";
import { booleanOf, type YamlMap, type YamlNode } from "../../../syntax/yaml-node.ts";
import type { Steps } from "../../../text/to-end.ts";
import { shows } from "../behaviour.ts";
import type { ConfigContext } from "../context.ts";
import type { ConfigFinding, ConfigVerdict } from "../finding.ts";
import { keyState } from "../keys.ts";
import { keyPath } from "../node-path.ts";
import { integerOf, readNumber } from "../scalar-value.ts";
import { schemaViolations, type Violation } from "../schema-errors.ts";

/** Values and blocks that Falco's schema rejects, each with what Falco takes instead; in steps. */
export function* valueFindings(root: YamlMap, context: ConfigContext): Steps<readonly ConfigFinding[]> {
  const findings: ConfigFinding[] = [];
  for (const violation of yield* schemaViolations(root)) {
    const path = keyPath(violation.steps);
    const record = configKey(path);
    // Only the newest schema is compiled: for an older target a key may be unknown, which is reported elsewhere.
    if (
      record &&
      ["notYet", "removed"].includes(keyState(record, context.target)) &&
      path !== "" &&
      !isLive(record)
    )
      continue;
    const finding = shows(context.target, "schemaCheck")
      ? refused(violation, path, record)
      : unconverted(violation, path, record, context);
    if (finding && !isGiven(finding, context)) findings.push(finding);
  }
  return findings;
}

function isGiven(finding: ConfigFinding, { given }: ConfigContext): boolean {
  return finding.code === "missing-config-key" && given?.has(`${finding.path}.${finding.name}`) === true;
}

/** Blocks that the schema still compares although nothing reads them. */
function isLive(record: ConfigKeyRecord): boolean {
  return record.schema !== undefined && record.read?.until !== undefined;
}

/** Before there was a schema, only a value that could not be converted mattered. */
function unconverted(
  violation: Violation,
  path: string,
  record: ConfigKeyRecord | undefined,
  { target }: ConfigContext,
): ConfigFinding | undefined {
  const { node } = violation;
  if (node.kind !== "scalar" || node.isNull || !["type", "pattern"].includes(violation.keyword))
    return undefined;
  const converts = {
    boolean: booleanOf(node.text) !== undefined,
    integer: integerOf(node.text) !== undefined,
    number: !Number.isNaN(readNumber(node, Number.NaN)),
  };
  const type = record?.types[0];
  if (type !== "boolean" && type !== "integer" && type !== "number") return undefined;
  if (converts[type]) return undefined;
  return wrongType(violation, path, record, shows(target, "silentDefaults") ? null : "fatal");
}

function refused(
  violation: Violation,
  path: string,
  record: ConfigKeyRecord | undefined,
): ConfigFinding | undefined {
  const { keyword, node, entry, params } = violation;
  const span = node.kind === "scalar" && !node.isNull ? node.span : (entry?.key.span ?? node.span);
  const place = { path, falco: "schema" as const };
  switch (keyword) {
    case "type":
    case "pattern":
    case "anyOf":
      return wrongType(violation, path, record, "schema");
    case "required":
      return {
        code: "missing-config-key",
        span: entry?.key.span ?? firstKey(node),
        ...place,
        name: String(params["missingProperty"]),
      };
    case "minProperties":
      return { code: "empty-config-block", span, ...place };
    case "enum":
      return unknownValue(node, span, path, record);
    case "minimum":
    case "maximum": {
      const text = node.kind === "scalar" ? node.text : "";
      return { code: "config-value-range", span, ...place, text, ...bounds(record) };
    }
    default:
      return {
        code: "config-value-type",
        span,
        ...place,
        expected: expectation(record),
        found: kindOf(node),
        text: "",
      };
  }
}

function wrongType(
  { node, entry }: Violation,
  path: string,
  record: ConfigKeyRecord | undefined,
  falco: ConfigVerdict,
): ConfigFinding {
  const span = node.kind === "scalar" && !node.isNull ? node.span : (entry?.key.span ?? node.span);
  const text = node.kind === "scalar" ? node.text : "";
  const taken = takenInstead(node, record);
  const common = { span, path, falco, text, ...(taken !== undefined && { taken }) };
  if (record?.types[0] === "boolean" && node.kind === "scalar" && !node.isNull) {
    const read = booleanOf(node.text);
    return { code: "config-boolean", ...common, ...(read !== undefined && { read }) };
  }
  return { code: "config-value-type", ...common, expected: expectation(record), found: kindOf(node) };
}

function unknownValue(
  node: YamlNode,
  span: { start: number; end: number },
  path: string,
  record: ConfigKeyRecord | undefined,
): ConfigFinding {
  const values = record?.enum ?? [];
  const text = node.kind === "scalar" ? node.text : "";
  const near = nearestName(text, values);
  return {
    code: "unknown-config-value",
    span,
    path,
    falco: "schema",
    text,
    values,
    ...(near !== undefined && { near }),
  };
}

function bounds(record: ConfigKeyRecord | undefined): {
  readonly minimum?: number;
  readonly maximum?: number;
} {
  return {
    ...(record?.minimum !== undefined && { minimum: record.minimum }),
    ...(record?.maximum !== undefined && { maximum: record.maximum }),
  };
}

/** What a person calls the type that the key wants. */
export function expectation(record: ConfigKeyRecord | undefined): string {
  const words = {
    array: "a list",
    object: "a map",
    string: "a string",
    boolean: "`true` or `false`",
    integer: "a whole number",
    number: "a number",
    null: "nothing",
  };
  const wanted = record?.types.filter((type) => type !== "null").map((type) => words[type]) ?? [];
  return wanted.length > 0 ? wanted.join(" or ") : "a string";
}

function kindOf(node: YamlNode): "map" | "list" | "text" | "nothing" {
  if (node.kind === "scalar") return node.isNull ? "nothing" : "text";
  return node.kind === "map" ? "map" : "list";
}

/** The built-in value that stands in for one that cannot be converted; known for single values only. */
function takenInstead(node: YamlNode, record: ConfigKeyRecord | undefined): string | undefined {
  const type = record?.types[0];
  if (!record || record.path.includes("[") || type === "array" || type === "object" || type === undefined)
    return undefined;
  if (type === "string" && node.kind === "scalar") return node.isNull ? "null" : undefined;
  // The schema is stricter with numbers than the code.
  if (type === "integer" && node.kind === "scalar" && integerOf(node.text) !== undefined) return undefined;
  if (type === "number" && node.kind === "scalar" && !Number.isNaN(readNumber(node, Number.NaN)))
    return undefined;
  const value = record.codeDefault ?? record.default;
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? String(value)
    : undefined;
}

function firstKey(node: YamlNode): { start: number; end: number } {
  if (node.kind === "map" && node.entries[0]) return node.entries[0].key.span;
  return node.span;
}
