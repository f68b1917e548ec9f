import { entriesAt, fixOf, removeEntry } from "../../configuration/settings/entry-edits.ts";
import { defineItemCheck } from "../item-check.ts";
import { readYaml } from "../../../syntax/yaml.ts";
import { applyEdits } from "../../../text/span.ts";
import type { TextEdit } from "../../check.ts";

/** A key that is twice in one map: Falco takes the first. See repeated-key.md. */
export const repeatedKey = defineItemCheck({
  code: "repeated-key",
  severity: "warning",
  falco: "schema",
  render(finding, text) {
    const key = finding.detail ?? "";
    const place = entriesAt(text, finding.span.start).findLast(
      ({ entry }) => entry.key.span.start === finding.span.start,
    );
    return {
      message: `Duplicate key \`${key}\`. Falco uses the first one. Remove one of them.`,
      fixes: fixOf(`Remove this \`${key}\``, "unsafe", place && ifStillYaml(text, removeEntry(text, place))),
    };
  },
});

/** In text that is damaged, what looks like the end of an entry may close what holds it. */
function ifStillYaml(text: string, edit: TextEdit | undefined): TextEdit | undefined {
  const problems = (one: string): number => readYaml(one).problems.length;
  return edit && problems(applyEdits(text, [edit])) <= problems(text) ? edit : undefined;
}
