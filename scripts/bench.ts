/**
 * Prints how fast the product is, as multiples of `yaml.parseDocument` of the same bytes and of yaml-language-server with our
 * schema in the same run. Asserts nothing:
 *
 *     npm run build && npm run bench -- [--runs 9] [--only smallFile,commandLine] [--json FILE] [--save] [--compare]
 *
 * A warm parse is one in a process that has made at least five, and in later runs dozens. Keystrokes, completions and the like are
 * asked of a fresh server and are the first of their kind there, so the engine has not compiled them yet: they are at a
 * disadvantage. Completion is measured once more after that, which compares what is warm on both sides.
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
  type Round,
  type Sample,
  type Start,
  smallFile,
  smallFileOfPeer,
  start,
  workspaceOfFiles,
} from "./bench/measures.ts";
import { peerOf } from "./bench/peer.ts";
import { startServer } from "./bench/server-process.ts";
import { type Row, rowsOf, tableOf } from "./bench/table.ts";

const ROOT = path.resolve(import.meta.dirname, "..");
const SERVER = path.join(ROOT, "dist/server.cjs");
const CLI = path.join(ROOT, "dist/falco-lint.js");

type Measure = (prepared: Prepared, launch: Start, round: number) => Round;

const ROUNDS: Readonly<Record<string, Measure>> = {
  start,
  smallFile,
  largeFile,
  hugeFile,
  workspaceOfFiles,
  commandLine: (prepared) => commandLine(prepared, CLI),
  conditions: ({ small }) => conditions(small, CLI),
};

/** What yaml-language-server does as well. */
const PEER_ROUNDS: Readonly<Record<string, Measure>> = {
  start,
  smallFile: smallFileOfPeer,
  largeFile,
  hugeFile,
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
  const launch: Start = (how) => startServer({ ...how, program: SERVER });
  const peer = await peerOf(ROOT);
  // The compiled code is kept some seconds after the first start, with what was used until then.
  const first = await launch({ cache: path.join(folder, "warm") });
  await first.open("file:///bench/falco_rules.yaml", prepared.small);
  await first.diagnostics("file:///bench/falco_rules.yaml");
  await new Promise((resolve) => setTimeout(resolve, 7_000));
  await first.stop();
  const samples: Sample[] = [];
  for (let round = 0; round < Number(options.runs); round++) {
    for await (const sample of bases(prepared)) samples.push(sample);
    for (const [name, measured] of Object.entries(ROUNDS)) {
      if (asked && !asked.includes(name)) continue;
      for await (const sample of measured(prepared, launch, round)) samples.push(sample);
      const same = PEER_ROUNDS[name]?.(prepared, peer, round) ?? [];
      for await (const { name: of, value } of same) samples.push({ name: of, value, isPeer: true });
    }
  }
  if (!asked || asked.includes("evaluations")) benchEvaluations(prepared.small);
  return rowsOf(samples);
}
