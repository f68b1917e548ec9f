import { meantPlugin, parsePlugins } from "../catalog/plugins.ts";
import type { SettingsSchema } from "../catalog/plugins/settings-schema.ts";
import { projectSchema } from "../catalog/project-keys.ts";
import { readVersion } from "../catalog/version.ts";
import type { ProjectFinding } from "../model/document/project-finding.ts";
import type { YamlMap, YamlNode, YamlReading, YamlScalar } from "../syntax/yaml-node.ts";
import { plainValue } from "../syntax/plain-value.ts";
import { nearestName } from "../text/names.ts";
import type { Span } from "../text/span.ts";
import { ALL_CHECKS } from "./registry.ts";
import { readSeverity, SEVERITIES } from "./severities.ts";

/** What is wrong in a project file, in the order of its text. */
export function judgeProjectFile({ documents, problems }: YamlReading): readonly ProjectFinding[] {
  const [first] = problems;
  if (first) return [found(first.span, "The file is not valid YAML. Correct it here.")];
  const root = documents[0]?.root;
  if (!root || isNull(root)) return [];
  return root.kind === "map"
    ? inMap(root, projectSchema())
    : [found(root.span, "The file must be a map of settings. Write `key: value` lines.")];
}

function inMap({ entries }: YamlMap, schema: SettingsSchema): readonly ProjectFinding[] {
  return entries.flatMap(({ key, value }) => {
    const own = schema.properties.get(key.text);
    return own ? inValue(key, value, own) : unknown(key, "key", [...schema.properties.keys()]);
  });
}

function inValue(key: YamlScalar, value: YamlNode, schema: SettingsSchema): readonly ProjectFinding[] {
  if (isNull(value)) return [];
  const wrong = (expected: string): readonly ProjectFinding[] => [
    found(value.span, `\`${key.text}\` must be ${expected}.`),
  ];
  if (schema.type === "object") {
    if (value.kind !== "map") return wrong("a map");
    return schema.isClosed ? inMap(value, schema) : severities(value);
  }
  if (key.text === "plugins" || schema.type === "array") {
    // One text is a list of one.
    const items = value.kind === "seq" ? value.items : [value];
    const texts = items.filter((item) => item.kind === "scalar");
    if (texts.length < items.length) return wrong("a list of strings");
    return key.text === "plugins" ? texts.flatMap(inPlugin) : [];
  }
  if (value.kind !== "scalar") return wrong("a single value");
  if (key.text === "target" && !readVersion(value.text))
    return [
      found(value.span, `\`${value.text}\` is not a Falco version. Write three numbers, such as \`0.44.1\`.`),
    ];
  if (schema.type === "boolean" && typeof plainValue(value) !== "boolean") return wrong("`true` or `false`");
  return isInRange(Number(value.text), schema) ? [] : wrong(rangeOf(schema));
}

function inPlugin({ text, span }: YamlScalar): readonly ProjectFinding[] {
  const near = meantPlugin(text.trim());
  return parsePlugins(text).problems.map((message) => found(span, message, near));
}

function severities({ entries }: YamlMap): readonly ProjectFinding[] {
  return entries.flatMap(({ key, value }) => {
    const level = value.kind === "scalar" ? value.text : "";
    if (!SEVERITIES.some((one) => one === level)) {
      const read = readSeverity(key.text, level);
      return typeof read === "string"
        ? []
        : [found(value.span, sentence(read.problem), nearestName(level, SEVERITIES))];
    }
    const codes = ALL_CHECKS.map(({ code }) => code);
    return codes.some((code) => code === key.text) ? [] : unknown(key, "check", codes);
  });
}

function unknown(
  { text, span }: YamlScalar,
  kind: "key" | "check",
  known: readonly string[],
): readonly ProjectFinding[] {
  const near = nearestName(text, known);
  const hint = near === undefined ? " Correct or remove it." : ` Did you mean \`${near}\`?`;
  return [found(span, `Unknown ${kind} \`${text}\`.${hint}`, near)];
}

function isInRange(value: number, { type, minimum = 0, maximum = Infinity }: SettingsSchema): boolean {
  if (type !== "integer" && type !== "number") return true;
  return value >= minimum && value <= maximum && (type === "number" || Number.isInteger(value));
}

function rangeOf({ type, minimum = 0, maximum }: SettingsSchema): string {
  const range = maximum === undefined ? `, ${minimum} or more` : ` from ${minimum} to ${maximum}`;
  return `a ${type === "integer" ? "whole " : ""}number${range}`;
}

function isNull(node: YamlNode): boolean {
  return node.kind === "scalar" && node.isNull;
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function found(span: Span, message: string, near?: string): ProjectFinding {
  return { code: "project-file", span, message, ...(near !== undefined && { near }) };
}
