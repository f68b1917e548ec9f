import { defineConfigCheck } from "../config-check.ts";

/** A `$` that Falco takes otherwise than a shell. See environment-reference.md. */
export const environmentReference = defineConfigCheck({
  code: "environment-reference",
  quiet: "warning",
  render({ problem, text }) {
    const name = /[A-Za-z_]\w*/.exec(text)?.[0] ?? "VAR";
    return {
      message: {
        default: `References cannot have defaults, so \`${text}\` becomes empty. Write \`\${${name}}\` and set the variable.`,
        bare: `Falco does not expand \`${text}\`. Write \`\${${name}}\`.`,
        stopped: `Falco does not expand references after this \`$\`. Move them before it.`,
        unclosed: `\`${text}\` has no closing \`}\`, so Falco expands no reference from here on. Add \`}\`.`,
      }[problem],
    };
  },
});
