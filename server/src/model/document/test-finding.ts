import type { Finding } from "../../text/finding.ts";

/** What is wrong in a test file. The model has no rules for it: anyone who evaluates events says what it is. */
export interface TestFinding extends Finding {
  readonly code: "invalid-test-file" | "unknown-test-field" | "unknown-test-rule";
  /** Of the reader of test files, whose reports have the same sentences. */
  readonly message: string;
  /** What was probably meant. */
  readonly near?: string;
}
