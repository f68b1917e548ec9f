import { expect, test } from "vitest";
import { ALL_HOSTS } from "../../server/src/hosts/all-hosts.ts";
import { readDocument } from "../../server/src/hosts/document.ts";
import { fuzz } from "./fuzz.ts";
import { SEEDS } from "./seeds.ts";

test("there is a document of every host to damage", () => {
  const hosts = new Set(
    SEEDS.map(([path, text]) => readDocument(`file:///w/${path}`, `/w/${path}`, text).host),
  );
  expect(ALL_HOSTS.map(({ id }) => id).filter((id) => !hosts.has(id))).toEqual([]);
});

/** Takes half a minute. A number and not a time, so that the same rounds are tried however fast the machine is. */
const ROUNDS = 150;

test("damaged documents, hostile clients, renames and fixes find nothing", async () => {
  let round = 0;
  const { counts, failures } = await fuzz(20_261_129, () => ++round <= ROUNDS);
  expect(failures.join("\n\n")).toBe("");
  for (const [what, count] of Object.entries(counts)) expect(count, what).toBeGreaterThan(0);
}, 600_000);
