import { expect, test } from "vitest";
import { inlayHints, type ShownHints } from "../../server/src/features/inlay-hints.ts";
import { nameLenses, type ShownLenses } from "../../server/src/features/name-lenses.ts";
import { readSettings } from "../../server/src/project/settings.ts";
import { fixture } from "./fixture.ts";

const RULES = `- list: shells
  items: [bash]
- list: all
  items: [shells, zsh]
- macro: opens
  condition: evt.type = open
- macro: alone
  condition: evt.num > 0
- rule: r
  desc: d
  condition: opens and proc.name in (all)
  output: o
  priority: INFO
- rule: r
  condition: and fd.name = x
  override: { condition: append }
- list: shells
  items: [dash]
  override: { items: append }
`;

const ALL: ShownLenses = { uses: true, overrides: true, effective: true };

function lenses(shown: ShownLenses): readonly string[] {
  const { snapshot, uri, text } = fixture(RULES);
  const document = snapshot.documents.get(uri);
  return document
    ? nameLenses(snapshot, document, shown).map(
        ({ span, title }) => `${text(uri).slice(0, span.start).split("\n").length}: ${title}`,
      )
    : [];
}

function hints(shown: ShownHints): readonly string[] {
  const { snapshot, uri, text } = fixture(RULES);
  const document = snapshot.documents.get(uri);
  const whole = { start: 0, end: text(uri).length };
  return document
    ? inlayHints(snapshot, document, whole, shown).map(
        ({ offset, label, tooltip }) =>
          `${text(uri).slice(text(uri).lastIndexOf(" ", offset - 1) + 1, offset)}: ${label} (${tooltip})`,
      )
    : [];
}

test("lenses say who uses a name and what changes it", () => {
  expect(lenses(ALL)).toEqual([
    "1: 1 use",
    "1: 1 override",
    "1: Effective list",
    "3: 1 use",
    "5: 1 use",
    "7: No uses",
    "9: 1 override",
    "9: Effective rule",
    "14: Effective rule",
    "17: Effective list",
  ]);
});

test("each kind of lens is shown by itself", () => {
  expect(lenses({ uses: false, overrides: false, effective: false })).toEqual([]);
  expect(lenses({ ...ALL, uses: false, effective: false })).toEqual(["1: 1 override", "9: 1 override"]);
  expect(lenses({ ...ALL, uses: false, overrides: false })).toHaveLength(4);
});

test("hints say the events of rules, and the sizes of lists that others add to", () => {
  expect(hints({ events: true, listSizes: true })).toEqual([
    "shells: 2 items (bash, dash)",
    "all: 3 items (bash, dash, zsh)",
    "r: open (open)",
    "r: open (open)",
    "shells: 2 items (bash, dash)",
  ]);
  expect(hints({ events: true, listSizes: false })).toHaveLength(2);
  expect(hints({ events: false, listSizes: true })).toHaveLength(3);
});

test("settings switch each kind, and what is not given keeps its standard", () => {
  const { nameLenses: shown, inlayHints: hinted } = readSettings(
    { codeLens: { uses: true, overrides: false, effective: 1 }, inlayHints: { events: false } },
    undefined,
  );
  expect(shown).toEqual({ uses: true, overrides: false, effective: true });
  expect(hinted).toEqual({ events: false, listSizes: true });
  expect(readSettings(undefined, undefined).nameLenses.uses).toBe(false);
});
