import { OPERATORS, TRANSFORMERS } from "../../../catalog/language.ts";
import { nearestName } from "../../../text/names.ts";
import { table } from "../../../text/table.ts";
import { defineConditionCheck, inserting, replacing } from "../condition-check.ts";

/** A label whose name follows a dot. */
const LABEL = /^((?:k8s\.[a-z]+|container)\.label)\.(.+)$/;

/** Signs of mathematics. */
const SIGNS = table<string>({ "≥": ">=", "≤": "<=", "≠": "!=" });

/** A field that is compared with nothing. See missing-operator.md. */
export const missingOperator = defineConditionCheck({
  code: "missing-operator",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_CONDITION",
  render({ left, value, span }, condition) {
    const [gap, sign] = /^[ \t\n]*([≥≤≠])/.exec(condition.slice(span.end, span.end + 40)) ?? [];
    const meant = sign === undefined ? undefined : SIGNS.get(sign);
    if (gap !== undefined && sign !== undefined && meant !== undefined) {
      const end = span.end + gap.length;
      return {
        message: `Unknown operator \`${sign}\`. Did you mean \`${meant}\`?`,
        fixes: [replacing(`Replace with \`${meant}\``, "unsafe", { start: end - 1, end }, meant)],
      };
    }
    const slip = value && nearestName(value, OPERATORS.keys());
    if (slip) return { message: `Unknown operator \`${value}\`. Did you mean \`${slip}\`?` };
    const [, label, key] = LABEL.exec(left) ?? [];
    if (label && key && value?.startsWith("-")) {
      const written = `${label}[${key}${value}]`;
      return {
        message: `Write the name of a label in brackets: \`${written}\`.`,
        fixes: [
          replacing(
            `Replace with \`${written}\``,
            "unsafe",
            { start: span.start, end: span.end + value.length },
            written,
          ),
        ],
      };
    }
    const call = value === "()" ? /^(.+)\.([a-z0-9]+)$/.exec(left) : undefined;
    if (call && TRANSFORMERS.has(call[2] ?? ""))
      return { message: `Wrap the field in the transformer: \`${call[2]}(${call[1]})\`.` };
    const advice = value ? ` before \`${value}\`, such as \`=\`` : ", such as `= value` or `exists`";
    const fixes = value ? [] : [inserting("Add `exists`", "unsafe", span.end, " exists")];
    return { message: `\`${left}\` needs an operator${advice}.`, fixes };
  },
});
