import { describe, expect, test } from "vitest";
import { optionData } from "../../server/src/catalog/data.ts";
import { NEWEST_FALCO } from "../../server/src/catalog/releases.ts";
import { isAtLeast, stageAt } from "../../server/src/catalog/version.ts";
import { COMMAND_LINE_HOSTS } from "./command-line-hosts.ts";
import { hostsFor } from "../samples.ts";
import { migrated } from "./files.ts";
import { OPTION_ROWS } from "./records-options.ts";

/*
 * What becomes of each option that the newest release calls deprecated or removed, in each kind of file in which it can
 * are. The words are written out from Falco's notes; how a file writes them is the host's.
 */

const aged = optionData.options.filter((option) =>
  ["deprecated", "removed"].includes(stageAt(option, NEWEST_FALCO)),
);

test("every option deprecated or gone has its rows, under each of its names", () => {
  const given = (name: string): boolean =>
    OPTION_ROWS.some(({ words }) =>
      words.some(
        (word) =>
          word === name ||
          word.startsWith(`${name}=`) ||
          (/^-\w$/.test(name) && new RegExp(`^${name}[A-Za-z0-9]`).test(word)),
      ),
    );
  expect(aged.flatMap(({ names }) => names).filter((name) => !given(name))).toEqual([]);
  expect(
    OPTION_ROWS.map(({ option }) => option).filter(
      (option) => !aged.some(({ names }) => names[0] === option),
    ),
  ).toEqual([]);
});

test("every preset that no longer works has its row", () => {
  const presets = optionData.printPresets.flatMap(({ values, effectiveUntil }) =>
    isAtLeast(effectiveUntil, NEWEST_FALCO) ? [] : values,
  );
  expect(
    presets.filter(
      (preset) =>
        !OPTION_ROWS.some(
          ({ words }) =>
            words.join(" ") === `-p${preset}` ||
            words.join(" ") === `-p ${preset}` ||
            words.join(" ") === `--print ${preset}`,
        ),
    ),
  ).toEqual([]);
});

describe.each(OPTION_ROWS)("$words.0 $words.1 for $target", ({ words, becomes, target = NEWEST_FALCO }) => {
  test.each(hostsFor(COMMAND_LINE_HOSTS, words.join(" ")))("in $name", ({ path, text }) => {
    const before = text([...words, "-U"]).replaceAll("0.44.1", target);
    const result = migrated({ [path]: before }, target);
    const open = result.needsPerson.map(({ why }) => why);
    if (Array.isArray(becomes))
      expect([result.text(path), open]).toEqual([text([...becomes, "-U"]).replaceAll("0.44.1", target), []]);
    else expect([result.text(path), open]).toEqual([before, Object.values(becomes)]);
    expect(result.complete).toBe(true);
  });
});
