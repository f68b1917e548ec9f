import type { OtherRelease } from "../../model/chart-values/stated-versions.ts";
import { defineCheck } from "../check.ts";

/** An image or a chart of an older release, when everything moves to another. See other-release.md. */
export const otherRelease = defineCheck<OtherRelease>({
  code: "other-release",
  severity: "warning",
  falco: null,
  migration: "versions",
  render({ of, version, wanted, plain, isRange, span }) {
    const what = of === "falco" ? "Falco" : "chart";
    const message = `This is ${what} \`${version}\`; the target is \`${wanted}\`.`;
    if (plain)
      return {
        message,
        fixes: [{ title: `Replace with \`${wanted}\``, safety: "safe", edits: [{ span, newText: wanted }] }],
      };
    if (isRange)
      return {
        message,
        decide: `This is a range: decide which range, or which one version such as \`${wanted}\`, takes its place.`,
      };
    return {
      message,
      decide: `This names more than a release, such as a variant of the image or its digest: decide which build of \`${wanted}\` takes its place.`,
    };
  },
});
