import type { TestFinding } from "../../model/document/test-finding.ts";
import type { OfCode } from "../../text/finding.ts";
import { defineCheck } from "../check.ts";
import { renderTestFinding } from "./render-test-finding.ts";

/** A field of an event that rules of its source do not have. See unknown-test-field.md. */
export const unknownTestField = defineCheck<OfCode<TestFinding, "unknown-test-field">>({
  code: "unknown-test-field",
  severity: "error",
  falco: null,
  growsWithReleases: true,
  render: renderTestFinding,
});
