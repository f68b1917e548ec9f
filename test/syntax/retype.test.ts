import { describe, expect, it } from "vitest";
import { readItems } from "../../server/src/syntax/items.ts";
import { retyped } from "../../server/src/syntax/retype.ts";

const ITEMS = [
  "- macro: plain\n  condition: evt.type = open and\n    fd.name = nul and null_1\n  tags: [ab, {c: de, f: nul}, 'g h']\n  enabled: nul\n",
  "- macro: folded\n  condition: >2-\n    one two\n      three\n\n    four five\n    # six\n  list: # seven\n    - ab\n    -\n    - |+\n      cd\n       ef\n\n",
  "- rule: quotes\n  desc: \"a\\x41 bc\\n de\\\n    fg hi\"\n  output: 'it''s\n    here\n    it'\n  ? key\n  : &anchor !tag value # note\n",
  "- rule: crlf\r\n  condition: >\r\n    one\r\n    two\r\n  desc: three\r\n",
  "- list: twice\n  items: [same]\n  other: |\n    same line\n    same line\n    last",
];
const TYPED = ["x", "_9", "l", ""];

const only = (text: string) => {
  const list = readItems(text);
  return list.isSplit && list.items.length === 1 ? list.items[0]?.item : undefined;
};

describe("a word that is typed at", () => {
  it.each(ITEMS)("leaves what reading anew gives: %j", (text) => {
    const item = only(text);
    if (!item) throw new Error("The sample is no single item.");
    let taken = 0;
    for (let at = 0; at <= text.length; at++) {
      for (const typed of TYPED) {
        for (const length of [0, 1, 3]) {
          const next = text.slice(0, at) + typed + text.slice(at + length);
          const made = next === text ? undefined : retyped(item, next);
          if (!made) continue;
          expect(made, JSON.stringify(next)).toEqual(only(next));
          taken++;
        }
      }
    }
    expect(taken).toBeGreaterThan(30);
  });

  it("is taken in a value only, after one of its letters", () => {
    const item = only("- macro: name\n  condition: open # note\n");
    const typed = (text: string): boolean => item !== undefined && retyped(item, text) !== undefined;
    expect(typed("- macro: name\n  condition: opens # note\n")).toBe(true);
    expect(typed("- macro: named\n  condition: open # note\n")).toBe(true);
    expect(typed("- macro: name\n  condition: xopen # note\n")).toBe(false);
    expect(typed("- macro: name\n  conditions: open # note\n")).toBe(false);
    expect(typed("- macro: name\n  condition: open # notes\n")).toBe(false);
    expect(typed("- macro: name\n  condition: open: # note\n")).toBe(false);
  });
});
