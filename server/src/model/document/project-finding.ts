import type { Finding } from "../../text/finding.ts";

/** A mistake in the project file. The model has no rules for it: the checks know the codes that it may name. */
export interface ProjectFinding extends Finding {
  readonly code: "project-file";
  /** Of the reader of project files, so that the command line reports the same sentence. */
  readonly message: string;
  /** What was probably meant. */
  readonly near?: string;
}
