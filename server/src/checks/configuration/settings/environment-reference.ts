import { defineConfigCheck } from "../config-check.ts";

/** A `$` that Falco takes otherwise than a shell. See environment-reference.md. */
export const environmentReference = defineConfigCheck({
  code: "environment-reference",
  quiet: "warning",
  render({ problem, text }) {
    const name = /[A-Za-z_]\w*/.exec(text)?.[0] ?? "VAR";
    return {
      message: {
        default: `Falco knows no defaults in references, so \`${text}\` becomes empty. Write \`\${${name}}\` and set the variable.`,
        bare: `Falco fills in \`\${${name}}\` only, so \`${text}\` stays as it is. Write \`\${${name}}\`.`,
        stopped: `Falco stops looking at this \`$\`, so no reference after it is filled in. Write the references before it.`,
        unclosed: `\`${text}\` has no closing \`}\`, so Falco fills in nothing from here on.`,
      }[problem],
    };
  },
});
