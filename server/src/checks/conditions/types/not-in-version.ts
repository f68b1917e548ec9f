import { defineConditionCheck } from "../condition-check.ts";

/** A part of the language that the target does not have. See not-in-version.md. */
export const notInVersion = defineConditionCheck({
  code: "not-in-version",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_CONDITION",
  render({ construct, name, since }) {
    const subject =
      construct === "operator"
        ? `Operator \`${name}\``
        : construct === "modifier"
          ? `Modifier \`${name}\``
          : construct === "transformer"
            ? `Transformer \`${name}\``
            : name.replace(/\.$/, "");
    return {
      message: `${subject} requires Falco ${since} or newer. Choose a newer target, or do not use it.`,
    };
  },
});
