import { defineConfigCheck, wordList } from "../config-check.ts";

/** A block of an included file with which settings of an earlier file are lost. See replaced-config-block.md. */
export const replacedConfigBlock = defineConfigCheck({
  code: "replaced-config-block",
  quiet: "hint",
  render({ name, lost, from }) {
    const shown =
      lost.length > 4
        ? `${lost
            .slice(0, 3)
            .map((path) => `\`${path}\``)
            .join(", ")} and ${lost.length - 3} more`
        : wordList(lost).replace(" or ", " and ");
    const file = decodeURIComponent(from.slice(from.lastIndexOf("/") + 1));
    return {
      message: `This \`${name}\` replaces the whole block of ${file}, so its ${shown} ${lost.length === 1 ? "has" : "have"} no effect. Repeat here what you want to keep.`,
    };
  },
});
