import { textOf } from "../../../syntax/yaml-node.ts";
import { entriesAt, fixOf, replaceScalar } from "../../configuration/settings/entry-edits.ts";
import { defineItemCheck } from "../item-check.ts";
import { meantName, oneOf } from "../items/item-words.ts";
import { table } from "../../../text/table.ts";

const SLIPS = table<string>({
  add: "append",
  merge: "append",
  set: "replace",
  overwrite: "replace",
  override: "replace",
  true: "replace",
});

/** An operation under `override` that the key does not have. See invalid-override.md. */
export const invalidOverride = defineItemCheck({
  code: "invalid-override",
  severity: "error",
  falco: "LOAD_ERR_YAML_VALIDATE",
  render(finding, text) {
    const key = finding.detail ?? "";
    const options = finding.options ?? [];
    if (options.length === 0)
      return { message: `\`${key}\` cannot be overridden. Remove it from \`override\`.` };
    const written = text.slice(finding.span.start, finding.span.end);
    const onKey = finding.place.at !== undefined && finding.place.at >= finding.span.end;
    const named = options.length === 1 ? options[0] : meantName(written.replace(/["']/g, ""), options, SLIPS);
    const meant = named !== undefined && key === "condition" ? operationFor(text, finding.span.start) : named;
    return {
      message: `\`${key}\` must be ${oneOf(options)} in \`override\`.`,
      fixes:
        meant === undefined || onKey
          ? []
          : fixOf(`Replace with \`${meant}\``, "unsafe", replaceScalar(text, finding.span, meant)),
    };
  },
});

/** What is done with a condition: one that begins with a connective can only be appended, and another only replaces. */
function operationFor(text: string, offset: number): "append" | "replace" {
  const map = entriesAt(text, offset)[0]?.map;
  const condition = textOf(map, "condition");
  return /^\s*(?:and|or)\b/.test(condition ?? "") ? "append" : "replace";
}
