import { expect, test } from "vitest";
import { createCatalogs } from "../../server/src/catalog/load.ts";
import { NEWEST_FALCO } from "../../server/src/catalog/releases.ts";
import { inferEvents } from "../../server/src/model/condition/infer-events.ts";
import { parseCondition } from "../../server/src/syntax/condition/parse.ts";
import { seeded } from "../hosts/random-documents.ts";
import { samples } from "../samples.ts";

const { events: table } = createCatalogs()({ target: NEWEST_FALCO, plugins: "all" });

const CHECKS = [
  "evt.type = open",
  "evt.type != open",
  "evt.type in (open, openat)",
  "evt.type in (openat, open)",
  "syscall.type = open",
  "evt.type = execve",
  "evt.type exists",
  "evt.type = nothing",
  "proc.name = a",
  "toupper(proc.name) = A",
];

function condition(random: (below: number) => number, depth: number): string {
  const form = depth === 0 ? 0 : random(5);
  const part = (): string => condition(random, depth - 1);
  if (form === 1) return `not (${part()})`;
  if (form === 2) return `(${part()} and ${part()})`;
  if (form >= 3) return `(${part()} or ${part()})`;
  return CHECKS[random(CHECKS.length)] ?? "";
}

test("a condition has the events that it has without all that were asked about before", () => {
  let restricted = 0;
  for (let seed = 0; seed < samples(1500); seed++) {
    const { tree, problems } = parseCondition(condition(seeded(seed), 4));
    expect(problems).toEqual([]);
    const shared = inferEvents(tree, table);
    // Nothing is remembered of another object.
    const alone = inferEvents(tree, Object.create(table) as typeof table);
    expect(shared).toEqual(alone);
    if (shared.reason === undefined) restricted++;
  }
  expect(restricted).toBeGreaterThan(samples(200));
});
