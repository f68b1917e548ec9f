import { fixOf, replaceScalar } from "../../configuration/settings/entry-edits.ts";
import { defineItemCheck } from "../item-check.ts";
import type { ItemFinding } from "../../../model/ruleset/items/items.ts";
import type { Edit } from "../../../text/span.ts";
import { oneOf } from "../items/item-words.ts";

/** A plugin that the file needs and the target does not have. See required-plugin.md. */
export const requiredPlugin = defineItemCheck({
  code: "required-plugin",
  severity: "error",
  falco: "fatal",
  render(finding, text) {
    const plugin = finding.detail ?? "";
    const [wanted = "", have = "", ...alternatives] = finding.options ?? [];
    if (have === "") {
      const others = alternatives.length > 0 ? `, and neither is its alternative ${oneOf(alternatives)}` : "";
      const { alternative, near } = finding;
      const then = alternative
        ? ` Plugin \`${alternative.name}\` is loaded and has the same events. Add it to \`alternatives\`.`
        : near === undefined
          ? " Add it to the configuration."
          : ` Did you mean \`${near}\`?`;
      const edit = alternative && alternativeEdit(alternative, text);
      return {
        message: `This file requires plugin \`${plugin}\` \`${wanted}\`, which is not loaded${others}.${then}`,
        plugins: [plugin, ...alternatives],
        fixes: [
          ...(edit ? fixOf(`Add alternative \`${alternative.name}\``, "unsafe", edit) : []),
          ...(near === undefined
            ? []
            : fixOf(`Replace with \`${near}\``, "unsafe", replaceScalar(text, finding.span, near))),
        ],
      };
    }
    return {
      message: `This file requires plugin \`${plugin}\` \`${wanted}\`, but \`${have}\` is loaded. Load \`${wanted}\` or a newer version with the same major number.`,
      fixes: fixOf(`Require \`${have}\``, "unsafe", replaceScalar(text, finding.span, have)),
    };
  },
});

/** The entry's lines with the alternative below them, or below the last one; undefined where that is not written in lines of its own. */
function alternativeEdit(
  { name, version, after, isFirst }: NonNullable<ItemFinding["alternative"]>,
  text: string,
): Edit | undefined {
  const start = text.lastIndexOf("\n", after - 1) + 1;
  const line = /^([ \t]*)(-[ \t]+)?(?:name|version)[ \t]*:/.exec(text.slice(start));
  if (!line) return undefined;
  const own = `${line[1]}${" ".repeat(line[2]?.length ?? 0)}`;
  const indent = isFirst ? own : own.slice(4);
  const newline = text.indexOf("\n", after);
  const at = newline < 0 ? text.length : newline;
  const end = text[at - 1] === "\r" ? at - 1 : at;
  const lineEnd = text.includes("\r\n") ? "\r\n" : "\n";
  const header = isFirst ? ["alternatives:"] : [];
  const lines = [...header, `  - name: ${name}`, `    version: ${version}`].map(
    (one) => `${lineEnd}${indent}${one}`,
  );
  return { span: { start: end, end }, newText: lines.join("") };
}
