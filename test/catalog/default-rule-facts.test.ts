import { deflateRawSync } from "node:zlib";
import { expect, test } from "vitest";
import facts from "../../schemas/catalog/default-rule-facts.json" with { type: "json" };
import { defaultRuleFactsData } from "../../server/src/catalog/data.ts";

test("the facts of the default rules are read when they are first asked for, and once", async () => {
  const { lines } = defaultRuleFactsData;
  let reads = 0;
  Object.defineProperty(defaultRuleFactsData, "lines", {
    configurable: true,
    get() {
      reads++;
      return lines;
    },
  });
  try {
    // Another copy of the module, which no other test has asked.
    const copy = "../../server/src/catalog/default-rule-facts.ts?unread";
    const { knownFile } = (await import(
      copy
    )) as typeof import("../../server/src/catalog/default-rule-facts.ts");
    expect(reads).toBe(0);
    expect(knownFile("falco_rules.yaml", "5.1.0")?.rules.has("Terminal shell in container")).toBe(true);
    expect(knownFile("falco_rules.yaml", "3.2.0")?.rules.size).toBeGreaterThan(20);
    expect(reads).toBe(1);
  } finally {
    Object.defineProperty(defaultRuleFactsData, "lines", {
      value: lines,
      configurable: true,
      writable: true,
    });
  }
});

test("they add at most 150 kB to the packed extension, which has the server twice", () => {
  const packed = deflateRawSync(JSON.stringify(facts), { level: 9 }).length;
  expect(2 * packed).toBeLessThan(150_000);
});
