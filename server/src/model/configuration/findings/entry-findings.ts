import { entryOf, textOf, valueOf, type YamlMap, type YamlNode } from "../../../syntax/yaml-node.ts";
import { folderOf, joinPaths } from "../../workspace/named-documents.ts";
import type { ConfigContext } from "../context.ts";
import type { ConfigFinding } from "../finding.ts";
import { isDefinition } from "./key-findings.ts";
import { isRead } from "../keys.ts";
import { entryAt, listItems, valueAt } from "../node-path.ts";
import { readBoolean } from "../scalar-value.ts";

/** Items of `rules`, `append_output` and `config_files`, which end Falco when they have the wrong form. */
export function entryFindings(root: YamlMap, context: ConfigContext): readonly ConfigFinding[] {
  return [...selections(root, context), ...appended(root, context), ...included(root, context)];
}

function selections(root: YamlMap, context: ConfigContext): readonly ConfigFinding[] {
  if (!isRead("rules", context.target)) return [];
  const items = listItems(valueAt(root, "rules"));
  const problems = items.map(selectionProblem);
  const first = problems.findIndex((found) => found?.problem === "definition");
  return problems.flatMap((found, index): readonly ConfigFinding[] => {
    // Who writes rules there writes all of them there.
    return found && (found.problem !== "definition" || index === first)
      ? [
          {
            code: "rule-selection",
            span: found.span,
            path: "rules[]",
            falco: found.problem === "both" ? null : "fatal",
            problem: found.problem,
          },
        ]
      : [];
  });
}

function selectionProblem(item: YamlNode):
  | {
      readonly problem: "definition" | "shape" | "operation" | "target" | "both";
      readonly span: YamlNode["span"];
    }
  | undefined {
  if (item.kind !== "map") return { problem: "shape", span: item.span };
  const step = entryOf(item, "enable") ?? entryOf(item, "disable");
  if (!step && isDefinition(item))
    return { problem: "definition", span: item.entries[0]?.key.span ?? item.span };
  if (!step) return { problem: "operation", span: item.entries[0]?.key.span ?? item.span };
  if (step.value.kind !== "map") return { problem: "target", span: step.key.span };
  const named = ["rule", "tag"].map((name) => valueOf(step.value, name)).filter((node) => node !== undefined);
  const wrong = named.find((node) => node.kind !== "scalar");
  if (wrong) return { problem: "target", span: step.key.span };
  if (named.every((node) => node.kind === "scalar" && !node.isNull && node.text === ""))
    return { problem: "target", span: step.key.span };
  const disable = entryOf(item, "disable");
  return entryOf(item, "enable") && disable ? { problem: "both", span: disable.key.span } : undefined;
}

function appended(root: YamlMap, context: ConfigContext): readonly ConfigFinding[] {
  if (!isRead("append_output", context.target)) return [];
  return listItems(valueAt(root, "append_output")).flatMap((item) => appendedItem(item));
}

function appendedItem(item: YamlNode): readonly ConfigFinding[] {
  const path = "append_output[]";
  if (item.kind !== "map")
    return [
      { code: "append-output-entry", span: item.span, path, falco: "fatal", problem: "shape", text: "" },
    ];
  const match = valueOf(item, "match");
  const tags = valueOf(match, "tags");
  const rule = entryOf(match, "rule");
  const findings: ConfigFinding[] = [...extraFields(item)];
  if (rule && textOf(match, "rule") !== "" && tags?.kind === "seq" && tags.items.length > 0) {
    findings.push({
      code: "narrow-append-output",
      span: rule.key.span,
      path: `${path}.match.rule`,
      falco: "log",
    });
  }
  const adds =
    ["extra_output", "extra_fields"].some((name) => entryOf(item, name)) ||
    readBoolean(valueOf(item, "suggested_output"), false) !== false;
  if (!adds && item.entries[0])
    findings.push({
      code: "idle-setting",
      span: item.entries[0].key.span,
      path,
      falco: null,
      problem: "append-output",
    });
  return findings;
}

function extraFields(item: YamlMap): readonly ConfigFinding[] {
  const path = "append_output[].extra_fields";
  const entry = entryOf(item, "extra_fields");
  if (!entry) return [];
  if (entry.value.kind !== "seq")
    return [
      {
        code: "append-output-entry",
        span: entry.key.span,
        path,
        falco: "fatal",
        problem: "fields",
        text: "",
      },
    ];
  const formatted = new Set<string>();
  const bare = new Set<string>();
  const findings: ConfigFinding[] = [];
  for (const field of entry.value.items) {
    const pair = field.kind === "map" && field.entries.length === 1 ? field.entries[0] : undefined;
    const name =
      pair?.key.text ?? (field.kind === "scalar" ? (field.isNull ? "null" : field.text) : undefined);
    if (name === undefined || (pair && pair.value.kind !== "scalar")) {
      findings.push({
        code: "append-output-entry",
        span: field.span,
        path: `${path}[]`,
        falco: "fatal",
        problem: "fields",
        text: "",
      });
    } else if (formatted.has(name) || (pair && bare.has(name))) {
      findings.push({
        code: "append-output-entry",
        span: pair?.key.span ?? field.span,
        path: `${path}[]`,
        falco: "fatal",
        problem: "repeated",
        text: name,
      });
    } else (pair ? formatted : bare).add(name);
  }
  return findings;
}

/** Included files must not include others, and a file must not include itself. A map without `path` ends Falco. */
function included(root: YamlMap, context: ConfigContext): readonly ConfigFinding[] {
  const path = "config_files";
  const entry = entryAt(root, path);
  if (!entry || !isRead(path, context.target)) return [];
  if (context.role === "fragment")
    return [{ code: "nested-config-files", span: entry.key.span, path, falco: "fatal", problem: "included" }];
  return listItems(entry.value).flatMap((item): readonly ConfigFinding[] => {
    const place = { path: `${path}[]`, falco: "fatal" as const };
    if (item.kind === "map" && !entryOf(item, "path"))
      return [
        { code: "missing-config-key", span: item.entries[0]?.key.span ?? item.span, ...place, name: "path" },
      ];
    const named = item.kind === "map" ? textOf(item, "path") : item.kind === "scalar" ? item.text : undefined;
    if (item.kind === "seq")
      return [
        {
          code: "config-value-type",
          span: item.span,
          ...place,
          expected: "a string or a map",
          found: "list",
          text: "",
        },
      ];
    if (named === undefined || !isPath(named, context.path)) return [];
    return [{ code: "nested-config-files", span: item.span, ...place, problem: "itself" }];
  });
}

/** Whether a path, as written in the file at `own`, is that of the file itself. */
function isPath(named: string, own: string | undefined): boolean {
  return own !== undefined && (named === own || joinPaths(folderOf(own), named) === own);
}
