import { describe, expect, test } from "vitest";
import type { ClientCapabilities, CompletionItem, CompletionList, Range } from "vscode-languageserver";
import { ROOT, startClient } from "./client.ts";

const RULE = (condition: string): string => `- macro: my_macro\n  condition: ${condition}\n`;

const DEFAULTS: ClientCapabilities = {
  textDocument: { completion: { completionList: { itemDefaults: ["editRange"] } } },
};

/** What is offered at the end of a condition. */
async function offered(condition: string, capabilities: ClientCapabilities) {
  const client = await startClient({}, { capabilities });
  client.open("a.yaml", RULE(condition));
  return client.request<CompletionItem[] | CompletionList>("textDocument/completion", {
    textDocument: { uri: `${ROOT}/a.yaml` },
    position: { line: 1, character: `  condition: ${condition}`.length },
  });
}

const itemsOf = (list: CompletionItem[] | CompletionList): CompletionItem[] =>
  Array.isArray(list) ? list : list.items;

/** A list as a client reads it: with the edit of each item. */
function edits(list: CompletionItem[] | CompletionList): readonly unknown[] {
  const range = Array.isArray(list) ? undefined : (list.itemDefaults?.editRange as Range | undefined);
  return itemsOf(list).map(
    ({ label, textEdit, textEditText }) => textEdit ?? { range, newText: textEditText ?? label },
  );
}

describe("a client that takes the range once", () => {
  test("gets the same edits as one that does not, without a range in each item", async () => {
    const [plain, short] = await Promise.all([offered("evt.type = ", {}), offered("evt.type = ", DEFAULTS)]);
    expect(edits(short)).toEqual(edits(plain));
    expect(itemsOf(short).filter(({ textEdit }) => textEdit)).toEqual([]);
    expect(JSON.stringify(short).length).toBeLessThan(0.75 * JSON.stringify(plain).length);
  });
});

describe("a client that takes the data once", () => {
  test("gets the same documentation, without data in most items", async () => {
    const capabilities: ClientCapabilities = {
      textDocument: { completion: { completionList: { itemDefaults: ["editRange", "data"] } } },
    };
    const client = await startClient({}, { capabilities });
    client.open("a.yaml", RULE("evt.num > 0 and "));
    const list = await client.request<CompletionList>("textDocument/completion", {
      textDocument: { uri: `${ROOT}/a.yaml` },
      position: { line: 1, character: "  condition: evt.num > 0 and ".length },
    });
    expect(list.items.filter(({ data }) => data !== undefined).length).toBeLessThan(list.items.length / 10);
    for (const label of ["proc.name", "spawned_process", "basename"]) {
      const item = list.items.find((one) => one.label === label);
      const resolved = await client.request<CompletionItem>("completionItem/resolve", {
        data: list.itemDefaults?.data,
        ...item,
      });
      expect(JSON.stringify(resolved.documentation), label).toContain("markdown");
    }
  });
});

describe("of a long list", () => {
  test("all is sent where nothing is typed", async () => {
    const list = await offered("evt.num > 0 and ", {});
    expect(Array.isArray(list)).toBe(true);
    expect(itemsOf(list).length).toBeGreaterThan(200);
  });

  test("what was typed is looked for, and the client asks again when it changes", async () => {
    const list = await offered("evt.num > 0 and pnam", {});
    expect(list).toMatchObject({ isIncomplete: true });
    const labels = itemsOf(list).map(({ label }) => label);
    expect(labels).toEqual(expect.arrayContaining(["proc.name", "proc.pname"]));
    expect(labels).not.toContain("evt.type");
    expect(labels.length).toBeLessThan(200);
  });

  test("a word of any length fits nothing, or what its first letters fit", async () => {
    const list = await offered(`evt.num > 0 and ${"proc".repeat(50_000)}`, {});
    expect(list).toMatchObject({ isIncomplete: true, items: [] });
  });
});
