import { expect, test } from "vitest";
import { PROBED, type ServerProcess, startServer } from "../../scripts/bench/server-process.ts";
import { editPlace, madeRules } from "../../scripts/bench/texts.ts";
import { lineIndex } from "../../server/src/text/line-index.ts";
import { builtProgram } from "./built-program.ts";
import { Endurance } from "./endurance.ts";

/** `ENDURANCE=all` works for some minutes; else for some seconds. `ENDURANCE_SEED` is a number. */
const isWhole = process.env["ENDURANCE"] === "all";
const [EDITS, DOCUMENTS] = isWhole ? [20_000, 2_000] : [1_000, 100];

/** Until then the engine compiles more and more of the program, which counts as memory as well. */
const [FIRST_EDITS, FIRST_DOCUMENTS] = isWhole ? [6_000, 600] : [1_000, 100];

const { program } = builtProgram("main/node.ts");

test("what the server holds does not grow with the edits and documents that it has seen", async () => {
  const server = await startServer({ program, cache: "", flags: PROBED });
  const work = new Endurance(server, Number(process.env["ENDURANCE_SEED"] ?? 21));
  await work.begin();
  const before = (await work.work(FIRST_EDITS, FIRST_DOCUMENTS)).at(-1) ?? 0;
  const held = await work.work(EDITS, DOCUMENTS);
  await server.stop();
  const said = [before, ...held].map((bytes) => (bytes / 1e6).toFixed(1)).join(" ");
  if (isWhole) console.log(`MB held: ${said}`);
  expect(Math.max(...held) / before, said).toBeLessThan(1.1);
}, 3_600_000);

test("an edit leaves far less in memory than its text is long", async () => {
  const server = await startServer({ program, cache: "", flags: PROBED });
  const uri = "file:///w/falco_rules.yaml";
  const text = madeRules(350);
  const start = lineIndex(text).position(editPlace(text));
  const end = { line: start.line, character: start.character + 1 };
  await server.open(uri, text);
  await server.diagnostics(uri);
  let version = 1;
  const type = async (keys: number): Promise<number> => {
    for (let key = 0; key < keys; key++) {
      const isTyped = key % 2 === 0;
      await server.change(uri, ++version, { start, end: isTyped ? start : end }, isTyped ? "x" : "");
      await server.diagnostics(uri);
    }
    return (await server.ask("read")).heapUsed;
  };
  const before = await type(200);
  const left = ((await type(400)) - before) / 400;
  await server.stop();
  expect(left / text.length).toBeLessThan(0.5);
}, 120_000);

test.each([
  [350, 50],
  [10_000, 120],
])(
  "%d items take at most %d MB",
  async (items, most) => {
    const server = await startServer({ program, cache: "", flags: PROBED });
    const uri = "file:///w/falco_rules.yaml";
    await server.open(uri, madeRules(items));
    await server.diagnostics(uri);
    expect(await heapOf(server)).toBeLessThan(most);
    await server.stop();
  },
  120_000,
);

/** In MB. */
async function heapOf(server: ServerProcess): Promise<number> {
  return (await server.ask("read")).heapUsed / 1e6;
}
