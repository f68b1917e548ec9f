import { fixOf, replaceScalar } from "../../configuration/settings/entry-edits.ts";
import { defineItemCheck } from "../item-check.ts";

/** A required version that Falco cannot read. See invalid-version.md. */
export const invalidVersion = defineItemCheck({
  code: "invalid-version",
  severity: "error",
  falco: "LOAD_ERR_YAML_VALIDATE",
  render(finding, text) {
    const written = finding.detail ?? "";
    const version = threeNumbers(written);
    return {
      message: `\`${written}\` is not a valid version. Write three numbers, such as \`${version ?? "0.31.0"}\`.`,
      fixes: version
        ? fixOf(`Replace with \`${version}\``, "unsafe", replaceScalar(text, finding.span, version))
        : [],
    };
  },
});

function threeNumbers(text: string): string | undefined {
  // Of `0.x.0` nobody knows the number that is meant.
  if (/\.[a-zA-Z*]+(?:\.|$)/.test(text)) return undefined;
  const numbers = /\d+(?:\.\d+)*/.exec(text)?.[0].split(".");
  return numbers && [0, 1, 2].map((at) => Number(numbers[at] ?? 0)).join(".");
}
