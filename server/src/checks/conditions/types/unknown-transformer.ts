import { TRANSFORMERS } from "../../../catalog/language.ts";
import { nearestName } from "../../../text/names.ts";
import { defineConditionCheck, replacing } from "../condition-check.ts";
import { table } from "../../../text/table.ts";

/** A call of something that is not a transformer. See unknown-transformer.md. */
export const unknownTransformer = defineConditionCheck({
  code: "unknown-transformer",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_CONDITION",
  growsWithReleases: true,
  render({ name, span }) {
    if (name === "val")
      return {
        message: "`val` can only be used on the right of an operator, around a field. Move or remove it.",
      };
    const known = [...TRANSFORMERS.keys()].filter((each) => each !== "val");
    const lower = name.toLowerCase();
    const near = MEANT.get(lower) ? lower : nearestName(name, [...known, ...MEANT.keys()]);
    const meant = near && (MEANT.get(near) ?? near);
    const advice = meant
      ? ` Did you mean \`${meant}\`?`
      : ` Use one of ${known.map((each) => `\`${each}\``).join(", ")}.`;
    const fixes = meant ? [replacing(`Replace with \`${meant}\``, "unsafe", span, meant)] : [];
    return { message: `Unknown transformer \`${name}\`.${advice}`, fixes };
  },
});

/** What people write who come from other languages. */
const MEANT = table<string>({
  lower: "tolower",
  lowercase: "tolower",
  lcase: "tolower",
  upper: "toupper",
  uppercase: "toupper",
  ucase: "toupper",
  base64: "b64",
  base64decode: "b64",
  length: "len",
  count: "len",
  size: "len",
  strlen: "len",
});
