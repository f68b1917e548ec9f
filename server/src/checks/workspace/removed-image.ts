import type { RemovedImage } from "../../model/chart-values/removed-images.ts";
import { defineCheck } from "../check.ts";

/** Images that are no longer built. See removed-image.md. */
export const removedImage = defineCheck<RemovedImage>({
  code: "removed-image",
  severity: "error",
  falco: null,
  render({ version, edits, record: { name, removedIn, replacedBy, variant } }) {
    const fixes =
      edits.length === 0
        ? []
        : [{ title: `Replace with \`${replacedBy}\``, safety: "unsafe" as const, edits }];
    if (version === undefined)
      return {
        severity: "warning",
        message: `Image \`${name}\` is not built since Falco ${removedIn}, so its newest tag is older. Use \`${replacedBy}\`.`,
        fixes,
      };
    const tag = variant === undefined ? "" : ` with the tag \`${version}-${variant}\``;
    return {
      message: `Image \`${name}\` does not exist for ${version}: it is not built since Falco ${removedIn}. Use \`${replacedBy}\`${tag}.`,
      fixes,
    };
  },
});
