import type { ProjectFinding } from "../../model/document/project-finding.ts";
import { defineCheck } from "../check.ts";
import { replaceBy } from "../configuration/config-check.ts";

/** A mistake in `falco-lint.yaml`. See project-file.md. */
export const projectFile = defineCheck<ProjectFinding>({
  code: "project-file",
  severity: "error",
  falco: null,
  render: ({ message, near, span }) => ({
    message,
    fixes: near === undefined ? [] : [replaceBy(span, near)],
  }),
});
