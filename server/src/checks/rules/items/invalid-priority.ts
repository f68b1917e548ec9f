import { foreignCharacters } from "../../../text/foreign-characters.ts";
import { prioritiesByHabit } from "../../../catalog/habits.ts";
import { fixOf, replaceScalar } from "../../configuration/settings/entry-edits.ts";
import { defineItemCheck } from "../item-check.ts";
import { meantName, oneOf } from "./item-words.ts";

/** A priority that Falco does not know. See invalid-priority.md. */
export const invalidPriority = defineItemCheck({
  code: "invalid-priority",
  severity: "error",
  falco: "LOAD_ERR_YAML_VALIDATE",
  render(finding, text) {
    const written = finding.detail ?? "";
    const names = (finding.options ?? []).map((name) => name.toUpperCase());
    const meant = meantPriorities(written, names);
    const [foreign] = foreignCharacters(written);
    const holds = foreign ? ` It contains ${foreign.name}.` : "";
    const advice = meant.length > 0 ? ` Did you mean ${oneOf(meant)}?` : ` Use one of ${oneOf(names)}.`;
    return {
      message: `Unknown priority \`${written}\`.${holds}${advice}`,
      fixes: meant.flatMap((name) =>
        fixOf(`Replace with \`${name}\``, "unsafe", replaceScalar(text, finding.span, name)),
      ),
    };
  },
});

/** Levels of other tools, shortened names as syslog has them (`WARN`, `ERR`, `CRIT`), syslog's numbers, and slips of the hand. */
function meantPriorities(written: string, names: readonly string[]): readonly string[] {
  const upper = written.toUpperCase().replace(NOT_A_LETTER, "");
  if (names.includes(upper)) return [upper];
  const number = /^[0-7]$/.test(upper) ? names[Number(upper)] : undefined;
  if (number !== undefined) return [number];
  const habit = prioritiesByHabit(upper);
  if (habit.length > 0) return habit;
  const longer = upper.length >= 3 ? names.filter((name) => name.startsWith(upper)) : [];
  const meant = longer.length === 1 ? longer[0] : meantName(upper, names);
  return meant === undefined ? [] : [meant];
}

/** What copied text has around a word: quotes, spaces, also those that nobody sees. */
const NOT_A_LETTER = /[^A-Z0-9]+/g;
