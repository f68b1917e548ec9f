import { defineConditionCheck } from "../condition-check.ts";

/** A regular expression that needs none. See plain-regex.md. */
export const plainRegex = defineConditionCheck({
  code: "plain-regex",
  severity: "warning",
  falco: "LOAD_COMPILE_CONDITION",
  render({ pattern }) {
    const [operator, value] = simpler(pattern);
    return {
      message: `\`${operator} ${value}\` has the same meaning and is faster. Use it instead of the regular expression.`,
    };
  },
});

function simpler(pattern: string): readonly [operator: string, value: string] {
  const isOpenBefore = /^\.[*+]/.test(pattern);
  const isOpenAfter = /\.[*+]$/.test(pattern);
  const value = pattern.replace(/^(?:\^|\.[*+])/, "").replace(/(?:\$|\.[*+])$/, "");
  if (isOpenBefore && isOpenAfter) return ["contains", value];
  if (isOpenBefore) return ["endswith", value];
  return isOpenAfter ? ["startswith", value] : ["=", value];
}
