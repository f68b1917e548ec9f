import { describe, expect, test } from "vitest";
import { itemKeys } from "../../server/src/catalog/language.ts";
import { NEWEST_FALCO } from "../../server/src/catalog/releases.ts";
import { migrated } from "./files.ts";
import { RULES_ROWS } from "./records-rules.ts";
import { RULES_HOSTS } from "./rules-hosts.ts";

/* What becomes of each construct of a rules file that is deprecated, in each kind of file in which rules are. */

test("every key deprecated has its row", () => {
  const aged = (["rule", "macro", "list", "exception", "plugin", "alternative"] as const).flatMap((item) =>
    itemKeys(item)
      .filter(({ deprecatedIn }) => deprecatedIn)
      .map(({ key }) => `${item}.${key}`),
  );
  expect(aged.filter((key) => !RULES_ROWS.some((row) => row.key === key))).toEqual([]);
});

describe.each(RULES_ROWS)("$about", ({ text: rules, becomes }) => {
  test.each(RULES_HOSTS)("in $name", ({ path, text }) => {
    const result = migrated({ [path]: text(rules) }, NEWEST_FALCO);
    const open = result.needsPerson.map(({ why }) => why);
    if (typeof becomes === "string") expect([result.text(path), open]).toEqual([text(becomes), []]);
    else expect([result.text(path), open]).toEqual([text(rules), becomes.person]);
  });
});
