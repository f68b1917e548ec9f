import type { TestFinding } from "../../model/document/test-finding.ts";
import { yamlScalar } from "../../evaluate/tests/yaml-scalar.ts";
import type { Rendered } from "../check.ts";

/** How a finding in a test file reads; the name that was probably meant is its fix. */
export function renderTestFinding({ message, near, span }: TestFinding): Rendered {
  return {
    message,
    ...(near !== undefined && {
      fixes: [
        {
          title: `Replace with \`${near}\``,
          safety: "unsafe",
          edits: [{ span, newText: yamlScalar(near) }],
        },
      ],
    }),
  };
}
