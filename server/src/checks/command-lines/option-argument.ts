import type { OptionArgument } from "../../model/invocation/finding.ts";
import { defineCheck, type FixDraft } from "../check.ts";

/** Options without their argument, with a wrong one, or written together with it in a way Falco does not read. See option-argument.md. */
export const optionArgument = defineCheck<OptionArgument>({
  code: "option-argument",
  severity: "error",
  falco: "fatal",
  render: (finding) => {
    const { title, message } = wording(finding);
    const fixes: FixDraft[] =
      finding.edits.length === 0
        ? []
        : [{ title, safety: finding.problem === "joined" ? "safe" : "unsafe", edits: finding.edits }];
    // A plugin that nobody here knows may provide the source after all.
    if (finding.problem === "unknown-source") return { message, fixes, severity: "warning" };
    // Falco takes the next word whatever it is, so only what it does with it afterwards says.
    return finding.problem === "looks-like-option"
      ? { message, severity: "warning", falco: null }
      : { message, fixes };
  },
});

function wording({ problem, name, value = "", allowed = [] }: OptionArgument): {
  title: string;
  message: string;
} {
  switch (problem) {
    case "missing":
      return {
        title: "",
        message: `\`${name}\` needs an argument. Add it after the option.`,
      };
    case "looks-like-option":
      return {
        title: "",
        message: `\`${name}\` has no argument, so Falco uses \`${value}\` as its argument. Add one between them.`,
      };
    case "joined":
      return {
        title: `Replace with \`${name} ${value}\``,
        message: `An argument directly after \`${name}\` can only contain letters and digits. Add a space: \`${name} ${value}\`.`,
      };
    case "not-allowed":
      return {
        title: "Replace with the nearest value",
        message: `\`${name}\` does not accept \`${value}\`. Use one of ${allowed.map((one) => `\`${one}\``).join(", ")}.`,
      };
    case "unknown-source":
      return {
        title: `Replace with \`${allowed[0]}\``,
        message: `Unknown event source \`${value}\`. Did you mean \`${allowed[0]}\`? Falco exits.`,
      };
    case "not-a-number":
      return { title: "", message: `\`${name}\` needs a whole number, not \`${value}\`.` };
  }
}
