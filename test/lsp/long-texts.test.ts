/** Long texts are read while other messages are answered. */
import { expect, test } from "vitest";
import { ROOT, startClient } from "./client.ts";

const rule = (i: number): string =>
  `- rule: r${i}\n  desc: d\n  condition: evt.type = open and shell and proc.pid > ${i}\n  output: o\n  priority: INFO\n`;
const TEXT = `- macro: shell\n  condition: proc.name = bash\n${Array.from({ length: 4000 }, (_, i) => rule(i)).join("")}`;
const uri = `${ROOT}/long.yaml`;
const at = (line: number, character: number) => ({ textDocument: { uri }, position: { line, character } });

interface Shown {
  readonly contents: { readonly value: string };
}

test("a hover over a text with many rules is answered from the text while these are loaded", async () => {
  const client = await startClient();
  client.open("long.yaml", TEXT);
  const order: string[] = [];
  const pulled = client
    .request("textDocument/diagnostic", { textDocument: { uri } })
    .finally(() => order.push("diagnostics"));
  const shown = await client
    .request<Shown>("textDocument/hover", at(4, 38))
    .finally(() => order.push("hover"));
  expect(shown.contents.value).toContain("proc.name = bash");
  expect(shown.contents.value).not.toContain("sed by");
  await pulled;
  expect(order).toEqual(["hover", "diagnostics"]);
  const later = await client.request<Shown>("textDocument/hover", at(4, 38));
  expect(later.contents.value).toContain("Used by `r0`");
});

test("what is asked at once after a long text, and a change of it, is answered for that text", async () => {
  const client = await startClient();
  client.open("long.yaml", TEXT);
  const symbols = client.request<readonly unknown[]>("textDocument/documentSymbol", {
    textDocument: { uri },
  });
  client.change("long.yaml", `${TEXT}${rule(4000)}`);
  const more = client.request<readonly unknown[]>("textDocument/documentSymbol", { textDocument: { uri } });
  expect(await symbols).toHaveLength(4001);
  expect(await more).toHaveLength(4002);
});
