import type { WorkerStart } from "./start/worker.ts";

let texts: ReadonlyMap<string, string> | undefined;

/**
 * The text of a file of data, from the one file that the extension's server has beside it: names as a line of JSON, then a
 * line for each. The bundler replaces imports of JSON by this (`scripts/data-plugins.mjs`).
 */
export function textOf(name: string): string {
  texts ??= readTexts();
  return texts.get(name) ?? "";
}

function readTexts(): ReadonlyMap<string, string> {
  const { falcoData } = globalThis as Partial<WorkerStart>;
  const lines = falcoData
    ? new TextDecoder().decode(falcoData)
    : process.getBuiltinModule("node:fs").readFileSync(`${__dirname}/data.txt`, "utf8");
  const [names = "[]", ...each] = lines.split("\n");
  return new Map((JSON.parse(names) as readonly string[]).map((name, at) => [name, each[at] ?? ""]));
}
