import { defineConditionCheck, replacing } from "../condition-check.ts";

/** A keyword or operator written as other languages have it. See wrong-keyword.md. */
export const wrongKeyword = defineConditionCheck({
  code: "wrong-keyword",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_CONDITION",
  render({ written, meant, negates, span }, text) {
    if (negates !== undefined) {
      const edits = [
        { span: { start: negates, end: negates }, newText: "not " },
        { span, newText: meant },
      ];
      return {
        message: `\`not\` cannot come before an operator. Move it before the field: \`not … ${meant}\`.`,
        fixes: [{ title: "Move `not` before the field", safety: "safe", edits }],
      };
    }
    const blankBefore = /[\w"')\]]/.test(text.charAt(span.start - 1)) ? " " : "";
    const blankAfter = /\s/.test(text.charAt(span.end)) ? "" : " ";
    return {
      message: `Unknown keyword \`${written}\`. Write \`${meant}\`.`,
      fixes: [replacing(`Replace with \`${meant}\``, "safe", span, blankBefore + meant + blankAfter)],
    };
  },
});
