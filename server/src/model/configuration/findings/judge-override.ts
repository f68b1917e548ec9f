import { toEnd } from "../../../text/to-end.ts";
import { configKey } from "../../../catalog/config-keys.ts";
import { booleanOf, type YamlMap } from "../../../syntax/yaml-node.ts";
import type { ConfigFinding } from "../finding.ts";
import type { ConfigContext } from "../context.ts";
import { unknownSelections } from "./rule-names.ts";
import { keyFindings } from "./key-findings.ts";
import { applyOverride, type Override, type OverrideStep, readOverride } from "../override.ts";
import { hasReference, integerOf, readNumber } from "../scalar-value.ts";
import { startFindings } from "./start-findings.ts";
import { childPath } from "../keys.ts";

const NOTHING: YamlMap = { kind: "map", flow: false, entries: [], span: { start: 0, end: 0 } };

/** Faults that lie in the value alone, whatever the rest of the configuration says. */
const OF_VALUES: ReadonlySet<string> = new Set([
  "unknown-config-value",
  "config-value-range",
  "listen-address",
  "config-value-type",
  "rule-selection",
  "append-output-entry",
  "plugin-outside-folder",
  "unknown-system-call",
]);

/**
 * What is wrong with the value of one `-o`; spans are offsets in `text`, which is what Falco gets, without the quotes of
 * a shell. The schema is not applied to options, so that a misspelt key makes one that nobody reads.
 */
export function judgeOverride(
  text: string,
  { target, names }: Pick<ConfigContext, "target" | "names">,
): readonly ConfigFinding[] {
  const { override, faults } = readOverride(text, target);
  const findings: ConfigFinding[] = faults.map(({ problem, span, fatal }) => ({
    code: "config-override",
    span,
    path: "",
    falco: fatal ? "fatal" : null,
    problem,
    text: text.slice(span.start, span.end),
  }));
  if (!override || faults.length > 0) return findings;
  const { root, faults: misplaced } = applyOverride(NOTHING, override);
  for (const { problem, span } of misplaced)
    findings.push({ code: "config-override", span, path: "", falco: "fatal", problem, text });
  findings.push(...toEnd(keyFindings(root, text, { target, role: "main" })).map(outOfSchema));
  findings.push(
    ...toEnd(startFindings(root, { target, role: "main" })).filter(
      ({ code, span }) => OF_VALUES.has(code) && span.start > override.key.end,
    ),
  );
  findings.push(...valueFaults(override, text), ...(names ? unknownSelections(root, names) : []));
  return findings;
}

/** Findings about keys hold, except for the schema's part in them. */
function outOfSchema(finding: ConfigFinding): ConfigFinding {
  return finding.falco === "schema"
    ? { ...finding, falco: finding.path === "rules_file" ? "log" : null }
    : finding;
}

function valueFaults(override: Override, text: string): readonly ConfigFinding[] {
  const { value, steps } = override;
  const path = pathOf(steps);
  const record = configKey(path);
  if (!record) return [];
  const type = record.types[0];
  const place = { span: value.span, path, falco: null };
  const given = text.slice(value.span.start, value.span.end);
  if (type === "array" && value.kind === "map")
    return [{ code: "config-override", ...place, problem: "object-for-list", text: path }];
  if (value.kind !== "scalar" || hasReference(value.text)) return [];
  if (type === "array" && /^\[.*\]$/.test(given.trim()))
    return [{ code: "config-override", ...place, problem: "list-text", text: given }];
  const taken = String(record.codeDefault ?? record.default ?? "");
  if (type === "boolean" && booleanOf(value.text) === undefined)
    return [{ code: "config-boolean", ...place, text: given, taken }];
  const converts =
    type === "integer"
      ? integerOf(value.text) !== undefined
      : type === "number"
        ? !Number.isNaN(readNumber(value, Number.NaN))
        : true;
  if (converts) return [];
  return [
    {
      code: "config-value-type",
      ...place,
      expected: type === "integer" ? "a whole number" : "a number",
      found: "text",
      text: given,
      taken,
    },
  ];
}

/** The path of the key that the steps lead to. */
export function pathOf(steps: readonly OverrideStep[]): string {
  let path = "";
  for (const step of steps) path = step.kind === "name" ? childPath(path, step.name) : `${path}[]`;
  return path;
}
