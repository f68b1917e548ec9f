/**
 * Adds a Falco release to `schemas/sources`: asks a Falco program and reads the tags of a checkout, writes what is certain
 * and what is generated from it, and prints what changed and what a person must decide. Fails where the program and the
 * checkout disagree.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { type Answers, QUESTIONS, versionsIn } from "./catalog/answers.ts";
import { changeReport } from "./catalog/change-report.ts";
import { readCheckout } from "./catalog/checkout.ts";
import { printSource } from "./catalog/print-source.ts";
import { SOURCE_NAMES, type Sources } from "./catalog/sources.ts";
import { updateSources } from "./catalog/update-sources.ts";

const ROOT = path.resolve(import.meta.dirname, "..");
const SOURCES = path.join(ROOT, "schemas/sources");

const { values } = parseArgs({
  options: {
    falco: { type: "string" },
    source: { type: "string" },
    rules: { type: "string" },
    charts: { type: "string" },
    sources: { type: "string", default: SOURCES },
  },
});
const { falco, source, rules, charts, sources: folder } = values;

if (falco === undefined || source === undefined) {
  console.error(
    "usage: npm run catalog:update -- --falco PATH --source FALCO_CHECKOUT [--rules CHECKOUT] [--charts CHECKOUT]",
  );
  process.exitCode = 2;
} else {
  const answers = ask(falco, rules);
  const { falco: release } = versionsIn(answers.version);
  const before = readSources(folder);
  const update = updateSources(before, answers, readCheckout(source, release, charts));
  console.log(changeReport(update));
  if (update.disagreements.length > 0) process.exitCode = 1;
  else {
    for (const name of SOURCE_NAMES)
      if (update.sources[name] !== before[name])
        writeFileSync(path.join(folder, `${name}.json`), printSource(update.sources[name]));
    if (folder === SOURCES) console.log(generate());
  }
}

/** Writes what is generated from the sources. Returns what is left to do. */
function generate(): string {
  const { status, stderr } = spawnSync(process.execPath, ["--import", "tsx", "schemas/generate.ts"], {
    cwd: ROOT,
    encoding: "utf8",
  });
  const left =
    status === 0
      ? "The catalogue and the schemas are generated. Review the difference, and run `npm test`."
      : `The catalogue is not generated yet. ${stderr.trim()}\n\nDecide what is listed above, then run \`npm run generate\` and \`npm test\`.`;
  return `## Next\n\n${left}\n`;
}

function ask(program: string, rulesFolder: string | undefined): Answers {
  const answer = (words: readonly string[]): string =>
    execFileSync(program, words, {
      encoding: "utf8",
      maxBuffer: 2 ** 26,
      stdio: ["ignore", "pipe", "ignore"],
    });
  const questions = Object.entries(QUESTIONS).map(([name, words]) => [name, answer(words)]);
  const files = rulesFolder === undefined ? [] : readdirSync(path.join(rulesFolder, "rules")).sort();
  const listed = files
    .filter((name) => /^falco.*_rules\.yaml$/.test(name))
    .flatMap((name) => ["-r", path.join(rulesFolder ?? "", "rules", name)]);
  const defaults = listed.length === 0 ? "" : answer(["-L", "-o", "json_output=true", ...listed]);
  return { ...(Object.fromEntries(questions) as Omit<Answers, "defaults">), defaults };
}

function readSources(from: string): Sources {
  return Object.fromEntries(
    SOURCE_NAMES.map((name) => [name, JSON.parse(readFileSync(path.join(from, `${name}.json`), "utf8"))]),
  ) as unknown as Sources;
}
