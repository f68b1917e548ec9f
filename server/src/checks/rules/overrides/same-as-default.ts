import { readYaml } from "../../../syntax/yaml.ts";
import { fixOf } from "../../configuration/settings/entry-edits.ts";
import type { TextEdit } from "../../check.ts";
import { defineItemCheck } from "../item-check.ts";
import { subjectOf } from "../items/item-words.ts";

/** A macro or a list that says what the default rules say. See same-as-default.md. */
export const sameAsDefault = defineItemCheck({
  code: "same-as-default",
  severity: "hint",
  falco: null,
  migration: "rules",
  render: (finding, text) => ({
    message: `${subjectOf(finding)} has the same definition in Falco's default rules, which are loaded first. Remove it here.`,
    unnecessary: true,
    decide: "Decide whether it should follow the default rules as they change. If so, remove it here.",
    fixes: fixOf(`Remove \`${finding.name}\``, "unsafe", withoutItem(text)),
  }),
});

/** The item's lines. What is after them is about the next one, and stays. */
function withoutItem(text: string): TextEdit | undefined {
  const root = readYaml(text).documents[0]?.root;
  const [item] = root?.kind === "seq" ? root.items : [];
  if (!item || !text.startsWith("-") || /(?:^|[\s[{,:])&\w/.test(text)) return undefined;
  const end = text.slice(0, item.span.end).trimEnd().length;
  return {
    span: { start: 0, end: end + (/^[^\r\n]*(?:\r\n|\n)?/.exec(text.slice(end))?.[0].length ?? 0) },
    newText: "",
  };
}
