import { configKey } from "../../catalog/config-keys.ts";
import { OPTIONS } from "../../catalog/options.ts";
import type { OptionRecord } from "../../catalog/records.ts";
import { isAtLeast, readVersion, type Version } from "../../catalog/version.ts";
import type { Document, ParsedRegion } from "../../hosts/document.ts";
import { otherReleases } from "../../model/chart-values/stated-versions.ts";
import type { Settings } from "../../model/workspace/workspace.ts";
import type { Problem } from "../check.ts";

/** The release that runs a command line and does not move along with all the rest: a variant of the image, a digest, a range. */
export function stayingRelease(
  { moving, target }: Settings,
  { versions, text }: Document,
  { group }: ParsedRegion,
): Version | undefined {
  if (!moving || target === undefined) return undefined;
  const own = versions.filter((stated) => stated.of === "falco" && stated.group === group);
  return readVersion(otherReleases(own, text, target).find(({ plain }) => !plain)?.version ?? "");
}

/** A problem whose fix would write what the release that stays does not know, left to a person. */
export function forStaying(problem: Problem, record: OptionRecord, staying: Version | undefined): Problem {
  if (staying === undefined || problem.fixes.length === 0) return problem;
  const replacements = record.replacedBy ?? [];
  const isKnown = replacements.some(({ kind, form, configKeys = [] }) => {
    if (kind === "drop") return true;
    if (kind === "option")
      return OPTIONS.some(
        ({ names, since }) => names.includes(form.split(" ")[0] ?? "") && isAtLeast(staying, since),
      );
    const keys = configKeys.map((key) => configKey(key)?.since);
    return keys.every((since) => since !== undefined && isAtLeast(staying, since));
  });
  if (isKnown) return problem;
  return {
    ...problem,
    fixes: [],
    decide: `Falco ${staying} runs this and does not support the replacement. Decide on its release first, then change both.`,
  };
}
