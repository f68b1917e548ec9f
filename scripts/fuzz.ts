/** `npm run fuzz -- --minutes 30 --seed 1`: damages documents, sends hostile messages, renames and fixes, until the time is up. `--round 8220` runs that round of a seed only. */
import process from "node:process";
import { parseArgs } from "node:util";
import { fuzz } from "../test/unbreakable/fuzz.ts";

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "1" },
    seed: { type: "string", default: "1" },
    round: { type: "string" },
  },
});
const end = Date.now() + Number(values.minutes) * 60_000;
const { counts, failures } = await fuzz(
  Number(values.seed),
  () => Date.now() < end,
  values.round === undefined ? undefined : Number(values.round),
);
process.stdout.write(
  `Seed ${values.seed}: ${Object.entries(counts)
    .map(([what, count]) => `${count} ${what}`)
    .join(", ")}.\n`,
);
for (const failure of failures) process.stdout.write(`\n${failure}\n`);
process.exitCode = failures.length > 0 ? 1 : 0;
