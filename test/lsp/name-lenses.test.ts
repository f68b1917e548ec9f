import { expect, test } from "vitest";
import { ROOT, startClient } from "./client.ts";

const RULES = `- list: shells
  items: [bash]
- list: shells
  items: [dash]
  override: { items: append }
`;

interface Lens {
  readonly command: {
    readonly title: string;
    readonly command: string;
    readonly arguments: readonly unknown[];
  };
}

async function lenses(offers: object, settings: object = {}): Promise<readonly Lens[]> {
  const client = await startClient({}, { initializationOptions: offers }, { ...settings });
  const uri = client.open("a.yaml", RULES);
  return client.request<readonly Lens[]>("textDocument/codeLens", { textDocument: { uri } });
}

const OFFERS = { placesCommand: "places", effectiveCommand: "effective" };

test("lenses of names run the commands that the client has", async () => {
  const uri = `${ROOT}/a.yaml`;
  const range = (line: number) => ({ start: { line, character: 8 }, end: { line, character: 14 } });
  const effective = (line: number) => ({
    title: "Effective list",
    command: "effective",
    arguments: [{ label: "shells", at: { uri, range: range(line) } }],
  });
  expect((await lenses(OFFERS)).map(({ command }) => command)).toEqual([
    { title: "1 override", command: "places", arguments: [uri, range(0).start, "implementations"] },
    effective(0),
    effective(2),
  ]);
  expect(await lenses({})).toEqual([]);
});

test("settings turn lenses of names on and off", async () => {
  const found = await lenses(OFFERS, { codeLens: { uses: true, overrides: false, effective: false } });
  expect(found.map(({ command }) => command.title)).toEqual(["No uses"]);
});
