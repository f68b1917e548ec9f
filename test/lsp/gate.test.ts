import { expect, test } from "vitest";
import { Gate } from "../../server/src/lsp/gate.ts";

const LONG = "x".repeat(200_000);
const opens = (text: string) => ({
  jsonrpc: "2.0",
  method: "textDocument/didOpen",
  params: { textDocument: { text } },
});
const asks = (id: number) => ({ jsonrpc: "2.0", id, method: "textDocument/hover", params: {} });
const pastes = {
  jsonrpc: "2.0",
  method: "textDocument/didChange",
  params: { contentChanges: [{ text: LONG }] },
};
const answers = { jsonrpc: "2.0", id: 9, result: null };

/** A gate with what it lets through, and what ends the reading of a long text. */
function gated() {
  const gate = new Gate();
  const through: unknown[] = [];
  const ends: (() => unknown)[] = [];
  gate.settle = (then) => void ends.push(then);
  const send = (message: { readonly jsonrpc: string }): void => {
    gate.options.messageStrategy?.handleMessage(message, (one) => void through.push(one));
  };
  return { through, send, end: () => ends.shift()?.() };
}

test("what comes after a long text waits until that is read, in its order", () => {
  const { through, send, end } = gated();
  const [open, first, second] = [opens(LONG), asks(1), asks(2)];
  for (const message of [open, first, second]) send(message);
  expect(through).toEqual([open]);
  end();
  expect(through).toEqual([open, first, second]);
});

test("a long text among those that waited is waited for as well", () => {
  const { through, send, end } = gated();
  const [open, first, second] = [opens(LONG), asks(1), asks(2)];
  for (const message of [open, first, pastes, second]) send(message);
  end();
  expect(through).toEqual([open, first, pastes]);
  end();
  expect(through).toEqual([open, first, pastes, second]);
});

test("a short text is not waited for, nor an answer to what the server asked", () => {
  const { through, send } = gated();
  send(opens("- rule: a\n"));
  send(asks(1));
  expect(through).toHaveLength(2);
  send(opens(LONG));
  send(answers);
  expect(through.at(-1)).toBe(answers);
});

test.each([null, [], { textDocument: null }, { contentChanges: [null, 1] }, { contentChanges: "x" }])(
  "parameters of any shape go through: %j",
  (params) => {
    const { through, send } = gated();
    for (const method of ["textDocument/didOpen", "textDocument/didChange"])
      send(Object.assign({ jsonrpc: "2.0" }, { method, params }));
    expect(through).toHaveLength(2);
  },
);
