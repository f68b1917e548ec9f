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
        message: "A comma can only be used in parentheses. Write the list as `in (a, b)`.",
        fixes: listed(condition, span),
      };
    if (/^=+$/.test(text)) return { message: `Unexpected \`${text}\`. Quote a value that contains \`=\`.` };
    return { message: `Unexpected \`${text}\`. Quote it if it belongs to a value, or remove it.` };
  },
});

/** `= a, b` as `in (a, b)`. Only for plain words on one line. */
function listed(condition: string, comma: Span): readonly FixDraft[] {
  // As much of the text before it as an operator and a word may take.
  const head = /[ \t]*(?<!!)==?[ \t]*([\w./:*-]+)[ \t]*$/.exec(
    condition.slice(Math.max(0, comma.start - 300), comma.start),
  );
  const tail = /^(?:[ \t]*,[ \t]*(?!(?:and|or|not)\b)[\w./:*-]+)+(?![^\s)])/.exec(
    condition.slice(comma.start),
  );
  if (!head || !tail) return [];
  const list = ` in (${head[1] ?? ""}${tail[0]})`;
  return [
    replacing(
      `Replace with \`${list.trim()}\``,
      "unsafe",
      { start: head.index, end: comma.start + tail[0].length },
      list,
    ),
  ];
}
