import { formatPatch, structuredPatch } from "diff";

/** A unified diff of one file, as `git apply` and `patch` expect it. */
export function patchOf(path: string, before: string, after: string): string {
  return formatPatch(structuredPatch(`a/${path}`, `b/${path}`, before, after)).replace(/^=+\n/, "");
}
