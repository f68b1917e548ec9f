import { foreignCharacters } from "../../../text/foreign-characters.ts";
import { defineConditionCheck } from "../condition-check.ts";

/** A character that looks like a space or a quote, and that Falco does not take for one. See foreign-character.md. */
export const foreignCharacter = defineConditionCheck({
  code: "foreign-character",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_CONDITION",
  render({ span }, text) {
    const all = foreignCharacters(text);
    const first = all.find((one) => one.span.start === span.start);
    const names = [...new Set(all.map(({ name }) => name))];
    const title =
      names.length === 1 && first
        ? `${first.plain === "" ? "Remove" : "Replace"} ${all.length > 1 ? `each ${bare(first.name)}` : first.name}${first.plain === "" ? "" : ` with ${first.plain === " " ? "a space" : `\`${first.plain}\``}`}`
        : "Use plain spaces and quotes";
    const plain = first?.plain === " " ? "a space" : `\`${first?.plain ?? ""}\``;
    const advice = first?.plain === "" ? "Remove it." : `Use ${plain}.`;
    return {
      message: `This is ${first?.name ?? "a character"}, which Falco reads as part of a name or value. ${advice}`,
      fixes: [
        { title, safety: "safe", edits: all.map(({ span: at, plain }) => ({ span: at, newText: plain })) },
      ],
    };
  },
});

function bare(name: string): string {
  return name.replace(/^an? /, "");
}
