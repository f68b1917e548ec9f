import { expect, test } from "vitest";
import { fuzz } from "./fuzz.ts";

/** Seconds of processor time, so that the same rounds are tried however busy the machine is. */
const SECONDS = 60;

test("damaged documents, hostile clients, renames and fixes find nothing", async () => {
  const spent = (): number => (process.cpuUsage().user + process.cpuUsage().system) / 1e6;
  const start = spent();
  const { counts, failures } = await fuzz(20_261_129, () => spent() - start < SECONDS);
  expect(failures.join("\n\n")).toBe("");
  for (const [what, count] of Object.entries(counts)) expect(count, what).toBeGreaterThan(0);
}, 600_000);
