import type { Span } from "../../../text/span.ts";
import type { FixDraft } from "../../check.ts";
import { defineConditionCheck, replacing } from "../condition-check.ts";

/** Text that fits nowhere. See unexpected-token.md. */
export const unexpectedToken = defineConditionCheck({
  code: "unexpected-token",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_CONDITION",
  render({ text, span }, condition) {
    if (text === ",")
      return {
        message: "A comma has its place in brackets only. Write the list as `in (a, b)`.",
        fixes: listed(condition, span),
      };
    if (/^=+$/.test(text))
      return { message: `\`${text}\` has no place here. Quote a value that holds \`=\`.` };
    return { message: `\`${text}\` has no place here. Quote it if it belongs to a value.` };
  },
});

/** `= a, b` as `in (a, b)`. Only for plain words on one line. */
function listed(condition: string, comma: Span): readonly FixDraft[] {
  const head = /[ \t]*(?<!!)==?[ \t]*([\w./:*-]+)[ \t]*$/.exec(condition.slice(0, comma.start));
  const tail = /^(?:[ \t]*,[ \t]*(?!(?:and|or|not)\b)[\w./:*-]+)+(?![^\s)])/.exec(
    condition.slice(comma.start),
  );
  if (!head || !tail) return [];
  const list = ` in (${head[1] ?? ""}${tail[0]})`;
  return [
    replacing(
      `Write \`${list.trim()}\``,
      "unsafe",
      { start: head.index, end: comma.start + tail[0].length },
      list,
    ),
  ];
}
