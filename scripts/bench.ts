/**
 * Prints how fast the product is, as multiples of `yaml.parseDocument` of the same bytes in the same run. Asserts nothing:
 *
 *     npm run build && npm run bench -- [--runs 9] [--only smallFile,commandLine] [--json FILE] [--save] [--compare]
 *
 * `--save` appends the medians to the history, `--compare` prints what changed since the last that was saved.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { conditions } from "./bench/conditions.ts";
import { benchEvaluations } from "./bench/evaluations.ts";
import { compareWithHistory, saveToHistory } from "./bench/history.ts";
import {
  bases,
  commandLine,
  hugeFile,
  largeFile,
  type Prepared,
  prepare,
  type Programs,
  type Sample,
  smallFile,
  start,
  workspaceOfFiles,
} from "./bench/measures.ts";
import { startServer } from "./bench/server-process.ts";
import { type Row, rowsOf, tableOf } from "./bench/table.ts";

const ROOT = path.resolve(import.meta.dirname, "..");
const ROUNDS = {
  start,
  smallFile,
  largeFile,
  hugeFile,
  workspaceOfFiles,
  commandLine,
  conditions: ({ small }: Prepared, { cli }: Programs) => conditions(small, cli),
};

const { values: options } = parseArgs({
  options: {
    runs: { type: "string", default: "9" },
    only: { type: "string" },
    json: { type: "string" },
    save: { type: "boolean", default: false },
    compare: { type: "boolean", default: false },
  },
});
const programs = {
  server: path.join(ROOT, "dist/server.cjs"),
  cli: path.join(ROOT, "dist/falco-lint.js"),
};
const asked = options.only?.split(",");
const folder = mkdtempSync(path.join(tmpdir(), "bench-"));
try {
  const rows = await measure();
  console.log(tableOf(rows));
  if (options.compare) console.log(compareWithHistory(rows));
  if (options.save) saveToHistory(rows);
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(rows, undefined, 2)}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measure(): Promise<readonly Row[]> {
  const prepared = prepare(folder);
  // The compiled code is kept some seconds after the first start, with what was used until then.
  const first = await startServer(programs.server, path.join(folder, "warm"));
  await first.open("file:///bench/falco_rules.yaml", prepared.small);
  await first.diagnostics("file:///bench/falco_rules.yaml");
  await new Promise((resolve) => setTimeout(resolve, 7_000));
  await first.stop();
  const samples: Sample[] = [];
  for (let round = 0; round < Number(options.runs); round++) {
    for await (const sample of bases(prepared)) samples.push(sample);
    for (const [name, measured] of Object.entries(ROUNDS)) {
      if (asked && !asked.includes(name)) continue;
      for await (const sample of measured(prepared, programs, round)) samples.push(sample);
    }
  }
  if (!asked || asked.includes("evaluations")) benchEvaluations(prepared.small);
  return rowsOf(samples);
}
