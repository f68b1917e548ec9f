import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createCatalogs } from "../../server/src/catalog/load.ts";
import { NEWEST_FALCO } from "../../server/src/catalog/releases.ts";
import { judgeCondition } from "../../server/src/model/condition/judge.ts";
import { isRefused } from "../../server/src/model/condition/verdict.ts";
import { parseCondition } from "../../server/src/syntax/condition/parse.ts";
import { SOURCES, validConditions } from "./valid-condition.ts";

const catalog = createCatalogs()({ target: NEWEST_FALCO, plugins: "all" });

describe("what Falco's rules call valid", () => {
  test.each(SOURCES)("conditions for %s get no error", (source) => {
    const refusals = (text: string): readonly string[] =>
      judgeCondition(parseCondition(text), text, { catalog, source })
        .filter(isRefused)
        .map(({ code }) => code);
    fc.assert(
      fc.property(validConditions(source), (text) => {
        expect(refusals(text), text).toEqual([]);
      }),
      { numRuns: source === "syscall" ? 5000 : 500 },
    );
  });
});
