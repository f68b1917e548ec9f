import fc from "fast-check";
import { expect, test } from "vitest";
import { type CausedEdit, editLog, loggedEdits, startLog } from "../../server/src/text/edit-log.ts";
import { applyEdits } from "../../server/src/text/span.ts";

const edit = (start: number, end: number, newText: string, cause = 0): CausedEdit => ({
  span: { start, end },
  newText,
  cause,
});

test("edits of later texts become edits of the first one", () => {
  const once = editLog(startLog("append: true\n"), [edit(0, 12, "override:\n  items: append", 1)]);
  const twice = editLog(once, [edit(12, 17, "condition", 2)]);
  expect(twice.text).toBe("override:\n  condition: append\n");
  expect(loggedEdits(twice)).toEqual([
    { span: { start: 0, end: 12 }, newText: "override:\n  condition: append", causes: [1, 2] },
  ]);
});

test("what is put in and taken out again leaves no edit", () => {
  const log = editLog(editLog(startLog("ab"), [edit(1, 1, "x")]), [edit(1, 2, "")]);
  expect(log.text).toBe("ab");
  expect(loggedEdits(log)).toEqual([]);
});

test("any edits, made one after the other, are the logged edits made at once", () => {
  const rounds = fc.array(
    fc.array(fc.record({ at: fc.nat(60), length: fc.nat(6), newText: fc.string({ maxLength: 5 }) }), {
      maxLength: 4,
    }),
    { maxLength: 5 },
  );
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), rounds, (before, given) => {
      let log = startLog(before);
      let plain = before;
      for (const [cause, round] of given.entries()) {
        let free = 0;
        const edits = [...round]
          .sort((a, b) => a.at - b.at)
          .flatMap(({ at, length, newText }) => {
            if (at < free || at > plain.length) return [];
            free = Math.min(plain.length, at + length) + 1;
            return [edit(at, free - 1, newText, cause)];
          });
        log = editLog(log, edits);
        plain = applyEdits(plain, edits);
        expect(log.text).toBe(plain);
      }
      const logged = loggedEdits(log);
      expect(applyEdits(before, logged)).toBe(plain);
      for (const [index, one] of logged.entries())
        expect(one.span.start).toBeGreaterThan(index === 0 ? -1 : (logged[index - 1]?.span.end ?? 0));
    }),
  );
});
