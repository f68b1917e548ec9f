import type { UnknownOption } from "../../model/invocation/finding.ts";
import { defineCheck } from "../check.ts";

/** Options that no Falco knows. See unknown-option.md. */
export const unknownOption = defineCheck<UnknownOption>({
  code: "unknown-option",
  severity: "error",
  falco: "fatal",
  growsWithReleases: true,
  render({ name, nearest, replace }) {
    if (nearest === undefined) return { message: `Unknown option \`${name}\`. Falco exits. Remove it.` };
    return {
      message: `Unknown option \`${name}\`. Falco exits. Did you mean \`${nearest}\`?`,
      fixes: replace
        ? [
            {
              title: `Replace with \`${nearest}\``,
              safety: "unsafe",
              edits: [{ span: replace, newText: nearest }],
            },
          ]
        : [],
    };
  },
});
