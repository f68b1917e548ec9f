import { spawn } from "node:child_process";
import { on, once } from "node:events";
import { createCatalogs } from "../../server/src/catalog/load.ts";
import { NEWEST_FALCO } from "../../server/src/catalog/releases.ts";
import { readDocument } from "../../server/src/hosts/document.ts";
import { judgeCondition } from "../../server/src/model/condition/judge.ts";
import { parseCondition } from "../../server/src/syntax/condition/parse.ts";
import type { Round } from "./measures.ts";
import { medianOf, type Time, timed } from "./time.ts";

const NEWLINE = 0x0a;
const COUNT = 1000;

/** Parsing and checking a thousand conditions: here, and by the command line once it has started. */
export async function* conditions(text: string, cli: string): Round {
  const asked = conditionsOf(text);
  const base = "warm parse of 64 kB";
  const catalog = createCatalogs()({ target: NEWEST_FALCO, plugins: "all" });
  const judge = (): void => {
    for (const condition of asked)
      judgeCondition(parseCondition(condition), condition, { catalog, source: "syscall" });
  };
  const times: Time[] = [];
  for (let run = 0; run < 6; run++) times.push(await timed(judge));
  yield { name: "1000 conditions, warm", value: medianOf(times.slice(3)), base };
  yield { name: "1000 conditions, falco-lint", value: await commandLine(asked, cli), base };
}

/** How long one run of the command line takes from its first answer to the last of all conditions. */
async function commandLine(conditions: readonly string[], cli: string): Promise<Time> {
  const child = spawn(process.execPath, [cli, "condition", "--jsonl"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ask = async (asked: readonly string[]): Promise<void> => {
    child.stdin.write(asked.map((each) => `${JSON.stringify(each)}\n`).join(""));
    let answers = 0;
    for await (const [chunk] of on(child.stdout, "data") as AsyncIterable<[Buffer]>) {
      for (const byte of chunk) if (byte === NEWLINE) answers += 1;
      if (answers >= asked.length) return;
    }
  };
  await ask(["proc.name = a"]);
  const time = await timed(() => ask(conditions), child.pid);
  child.stdin.end();
  await once(child, "close");
  return time;
}

/** Different conditions, made from those of the text. */
function conditionsOf(of: string): readonly string[] {
  const document = readDocument("file:///bench.yaml", "bench.yaml", of, undefined, { as: "rules" });
  const written = (document.regions[0]?.items?.items ?? []).flatMap(({ item: { node } }) => {
    const entry = node?.kind === "map" ? node.entries.find(({ key }) => key.text === "condition") : undefined;
    return entry?.value.kind === "scalar" ? [entry.value.text] : [];
  });
  return Array.from({ length: COUNT }, (_, i) => `${written[i % written.length]} and fd.num != ${i}`);
}
