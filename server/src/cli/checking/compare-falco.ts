import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { compareWithFalco, falcoQuestion, falcoWords } from "../../checks/real-falco.ts";
import type { Snapshot } from "../../model/workspace/workspace.ts";
import { shown, write } from "../output.ts";
import { noteUnrepeatable } from "../repeat/recording.ts";
import { UsageError } from "../usage-error.ts";

/** Runs a Falco on the rules of a workspace and shows its answer beside ours; the exit code is 1 where they differ. */
export async function compareFalco(program: string, snapshot: Snapshot): Promise<number> {
  const question = falcoQuestion(snapshot);
  if (!question) throw new UsageError("There are no rules files that --falco could be run on.");
  const version =
    /Falco version: *(\S+)/.exec(await run(program, ["--version"]))?.[1] ?? "of unknown version";
  const pathOf = (uri: string): string => fileURLToPath(uri);
  const printed = await run(program, falcoWords(question, pathOf));
  const { markdown, differences } = compareWithFalco(snapshot, undefined, { printed, version }, pathOf);
  await write(shown(markdown));
  return differences > 0 ? 1 : 0;
}

/** What a program prints; its exit code only says whether something is wrong. */
function run(program: string, words: readonly string[]): Promise<string> {
  noteUnrepeatable();
  return new Promise((resolve, reject) => {
    execFile(program, words, { maxBuffer: 2 ** 26 }, (error, stdout, stderr) =>
      error && typeof error.code !== "number"
        ? reject(new UsageError(`Falco could not be run: ${error.message}`))
        : resolve(`${stdout}\n${stderr}`),
    );
  });
}
