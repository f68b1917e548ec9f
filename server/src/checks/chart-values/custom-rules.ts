import type { CustomRules } from "../../model/chart-values/finding.ts";
import { defineCheck } from "../check.ts";

/** Rules under `customRules` that do not reach Falco. See custom-rules.md. */
export const customRules = defineCheck<CustomRules>({
  code: "custom-rules",
  severity: "error",
  falco: null,
  render({ problem, name, edits }) {
    const { message, title } = WORDS[problem](name);
    const fixes = edits.length === 0 ? [] : [{ title, safety: "unsafe" as const, edits }];
    return {
      message,
      fixes,
      ...((problem === "suffix" || problem === "unlisted") && { severity: "warning" }),
    };
  },
});

type Words = (name: string) => { readonly message: string; readonly title: string };

const WORDS: Readonly<Record<CustomRules["problem"], Words>> = {
  list: (name) => ({
    message: `\`${name}\` must be a map of file names and rules as text, not a list. Put the rules under a file name.`,
    title: "Move the rules to `custom.yaml`",
  }),
  text: (name) => ({
    message: `\`${name}\` must be a map of file names and rules as text, not a string. Put the rules under a file name.`,
    title: "Move the rules to `custom.yaml`",
  }),
  parsed: (name) => ({
    message: `The rules of \`${name}\` must be text. Write \`|-\` after the colon.`,
    title: "Add `|-` after the colon",
  }),
  nested: (name) => ({
    message: `\`${name}\` must be the text of a rules file, not a map of files. Put the files directly under \`customRules\`.`,
    title: "Move the files to `customRules`",
  }),
  suffix: (name) => ({
    message: `Falco skips rules files whose name does not end in \`.yaml\` or \`.yml\`. Rename \`${name}\`.`,
    title: `Rename to \`${name}.yaml\``,
  }),
  unlisted: (name) => ({
    message: `\`falco.rules_files\` does not list \`${name}\`, so Falco never loads \`customRules\`. Add it.`,
    title: `Add \`${name}\` to \`falco.rules_files\``,
  }),
};
