import type { TestFinding } from "../../model/document/test-finding.ts";
import type { OfCode } from "../../text/finding.ts";
import { defineCheck } from "../check.ts";
import { renderTestFinding } from "./render-test-finding.ts";

/** What keeps the tests of a file from running as they are meant. See invalid-test-file.md. */
export const invalidTestFile = defineCheck<OfCode<TestFinding, "invalid-test-file">>({
  code: "invalid-test-file",
  severity: "error",
  falco: null,
  render: renderTestFinding,
});
