/**
 * Counts how fields, macros, operators and values are used in rules files, for the order of completions, and writes
 * `schemas/sources/usage.json`: `npx tsx scripts/usage.ts FOLDER`. The folder has a `manifest.jsonl` with the `path`, `class` and
 * `repo` of each file. Only what several repositories have in common is kept.
 */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { commonUsage, itemsByRepository } from "./usage/common-usage.ts";

const ROOT = path.resolve(import.meta.dirname, "..");
const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error("Name the folder that has the manifest.");
const usage = commonUsage(itemsByRepository(folder, () => true));
const meta = { what: "Weights of what follows in each context of a rule, from public rules files." };
writeFileSync(
  path.join(ROOT, "schemas/sources/usage.json"),
  `${JSON.stringify({ meta, usage }, undefined, 1)}\n`,
);
console.log(`${Object.keys(usage).length} contexts. Run \`npm run generate\`.`);
