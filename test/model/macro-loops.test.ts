import fc from "fast-check";
import { expect, test } from "vitest";
import { macroLoops } from "../../server/src/model/ruleset/macro-loops.ts";
import { samples } from "../samples.ts";

type Graph = Readonly<Record<string, readonly string[]>>;

/** Whether following references from `from` comes to `to`, reported by trying. */
function leadsTo(graph: Graph, from: string, to: string, seen = new Set<string>()): boolean {
  if (from === to) return true;
  if (seen.has(from)) return false;
  seen.add(from);
  return (graph[from] ?? []).some((next) => leadsTo(graph, next, to, seen));
}

test("a reference is a loop exactly when it leads back", () => {
  const name = fc.constantFrom("a", "b", "c", "d", "e", "f");
  const graphs: fc.Arbitrary<Graph> = fc.dictionary(name, fc.array(name, { maxLength: 3 }), {
    noNullPrototype: true,
  });
  fc.assert(
    fc.property(graphs, (graph) => {
      const isLoop = macroLoops((one) => graph[one] ?? []);
      for (const [from, refs] of Object.entries(graph))
        for (const to of refs) expect(isLoop(from, to), `${from} to ${to}`).toBe(leadsTo(graph, to, from));
    }),
    { numRuns: samples(2000) },
  );
});

test("each name of a long chain is looked at once", () => {
  const length = 100_000;
  let looks = 0;
  const isLoop = macroLoops((name) => {
    looks++;
    return Number(name) < length ? [String(Number(name) + 1)] : [];
  });
  for (let at = 0; at < length; at++)
    if (isLoop(String(at), String(at + 1))) throw new Error(`${at} is no loop`);
  expect(looks).toBe(length + 1);
});

test("a long ring is one loop", () => {
  const length = 100_000;
  const isLoop = macroLoops((name) => [String((Number(name) + 1) % length)]);
  expect([isLoop("0", "1"), isLoop("500", "501"), isLoop(String(length - 1), "0")]).toEqual([
    true,
    true,
    true,
  ]);
});
