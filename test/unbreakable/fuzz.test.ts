import { expect, test } from "vitest";
import { fuzz } from "./fuzz.ts";

/** Takes half a minute. A number and not a time, so that the same rounds are tried however fast the machine is. */
const ROUNDS = 150;

test("damaged documents, hostile clients, renames and fixes find nothing", async () => {
  let round = 0;
  const { counts, failures } = await fuzz(20_261_129, () => ++round <= ROUNDS);
  expect(failures.join("\n\n")).toBe("");
  for (const [what, count] of Object.entries(counts)) expect(count, what).toBeGreaterThan(0);
}, 600_000);
