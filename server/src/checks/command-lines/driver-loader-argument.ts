import type { LoaderArgument } from "../../model/invocation/finding.ts";
import { defineCheck } from "../check.ts";

/** Arguments that the driver loader of the target release does not know. See driver-loader-argument.md. */
export const driverLoaderArgument = defineCheck<LoaderArgument>({
  code: "driver-loader-argument",
  severity: "error",
  falco: null,
  migration: "command lines",
  render(finding) {
    const { word, nearest, edits } = finding;
    const advice = nearest === undefined ? "Remove it." : `Use \`${nearest}\`.`;
    return {
      message: `${problemOf(finding)} ${advice}`,
      ...(finding.problem === "removed" && {
        decide:
          nearest === undefined
            ? `\`${word}\` has no replacement. Decide how to do without it, and remove it.`
            : `Decide whether \`${nearest}\` works on the machines that run this, then replace \`${word}\` with it.`,
      }),
      fixes:
        nearest === undefined
          ? []
          : [{ title: `Replace \`${word}\` with \`${nearest}\``, safety: "unsafe", edits }],
    };
  },
});

function problemOf({ problem, word, program, version, target }: LoaderArgument): string {
  const loader = /^FALCO|^falcoctl /.test(program) ? `\`${program}\`` : "The driver loader";
  if (problem === "removed") return `${loader} does not accept \`${word}\` since Falco ${version}.`;
  if (problem === "not-yet")
    return `${loader} accepts \`${word}\` only since Falco ${version}, not in ${target}.`;
  return `${loader} does not support \`${word}\`.`;
}
