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
        message: `Falco knows no \`not\` before an operator. Put it before the field: \`not … ${meant}\`.`,
        fixes: [{ title: "Put `not` before the field", safety: "safe", edits }],
      };
    }
    const blankBefore = /[\w"')\]]/.test(text.charAt(span.start - 1)) ? " " : "";
    const blankAfter = /\s/.test(text.charAt(span.end)) ? "" : " ";
    return {
      message: `\`${written}\` is no keyword. Write \`${meant}\`.`,
      fixes: [replacing(`Write \`${meant}\``, "safe", span, blankBefore + meant + blankAfter)],
    };
  },
});
