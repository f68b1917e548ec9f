import type { OtherRelease } from "../../model/chart-values/stated-versions.ts";
import { defineCheck } from "../check.ts";

/** An image or a chart of an older release, when everything moves to another. See other-release.md. */
export const otherRelease = defineCheck<OtherRelease>({
  code: "other-release",
  severity: "warning",
  falco: null,
  migration: "versions",
  render({ of, version, wanted, plain, isRange, copy, image, span }) {
    const what = of === "falco" ? "Falco" : "chart";
    const message = `This uses ${what} \`${version}\`, but the target is \`${wanted}\`.`;
    if (copy)
      return {
        message: `This is a copy of Falco's chart \`${version}\`, but the target is \`${wanted}\`.`,
        decide: `Replace the copy with chart \`${wanted}\`: its templates and its values belong together.`,
      };
    if (plain)
      return {
        message,
        fixes: [{ title: `Replace with \`${wanted}\``, safety: "safe", edits: [{ span, newText: wanted }] }],
      };
    if (image)
      return {
        message,
        decide: `Image \`${image.name}\` is not built for \`${wanted}\`. Decide whether \`${image.replacedBy}\` can replace it.`,
        fixes:
          image.edits.length === 0
            ? []
            : [
                {
                  title: `Replace with \`${image.replacedBy}:${wanted}\``,
                  safety: "unsafe",
                  edits: image.edits,
                },
              ],
      };
    if (isRange)
      return {
        message,
        decide: `This is a range. Decide which range or version, such as \`${wanted}\`, should replace it.`,
      };
    return {
      message,
      decide: `This also contains a variant of the image or a digest. Decide which build of \`${wanted}\` should replace it.`,
    };
  },
});
