import { NEWEST_FALCO } from "../../catalog/releases.ts";
import type { Version } from "../../catalog/version.ts";
import type { NewerRelease } from "../../model/chart-values/stated-versions.ts";
import { defineCheck } from "../check.ts";

/** A release that is newer than all that are known. See newer-release.md. */
export const newerReleaseCheck = defineCheck<NewerRelease>({
  code: "newer-release",
  severity: "hint",
  falco: null,
  render: ({ version }) => ({ message: newerRelease(version) }),
});

/** What is said once of such a release. */
export function newerRelease(version: Version): string {
  return `Falco ${version} is newer than ${NEWEST_FALCO}, the newest release known. Files are checked for ${NEWEST_FALCO}, and unknown names are only hints.`;
}
