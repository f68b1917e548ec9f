import type { TestFinding } from "../../model/document/test-finding.ts";
import type { OfCode } from "../../text/finding.ts";
import { defineCheck } from "../check.ts";
import { renderTestFinding } from "./render-test-finding.ts";

/** An expected rule that no file defines. See unknown-test-rule.md. */
export const unknownTestRule = defineCheck<OfCode<TestFinding, "unknown-test-rule">>({
  code: "unknown-test-rule",
  severity: "error",
  falco: null,
  growsWithReleases: true,
  render: renderTestFinding,
});
