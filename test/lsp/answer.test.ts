import type { Connection } from "vscode-languageserver";
import { expect, test } from "vitest";
import { answerOr } from "../../server/src/lsp/answer.ts";

test("what fails is answered empty, and logged with what was asked", () => {
  const logged: string[] = [];
  const connection = { console: { error: (text: string) => logged.push(text) } } as unknown as Connection;
  const failing = (): string[] => {
    throw new Error("broken");
  };
  expect(answerOr(connection, "Hover at 1:1", [], failing)).toEqual([]);
  expect(answerOr(connection, "Hover at 1:1", [], () => ["fine"])).toEqual(["fine"]);
  expect(logged).toHaveLength(1);
  expect(logged[0]).toMatch(/^Hover at 1:1: Error: broken/);
});
