import { expect, test } from "vitest";
import { problemsOf } from "../../server/src/checks/run.ts";
import { readDocument } from "../../server/src/hosts/document.ts";
import { migrate } from "../../server/src/migrate/migrate.ts";
import { createWorkspace } from "../../server/src/model/workspace/workspace.ts";
import { DEFAULT_SETTINGS } from "../../server/src/model/workspace/settings.ts";
import { startClient } from "../lsp/client.ts";

const URI = "file:///w/install.sh";
const text = (count: number): string => `#!/bin/bash\nfalco --unknown\n${"falco -A\n".repeat(count)}`;

function messages(count: number, mostProblems?: number): readonly string[] {
  const document = readDocument(URI, "/w/install.sh", text(count));
  const settings = { ...DEFAULT_SETTINGS, target: "0.44.1" as const, ...(mostProblems && { mostProblems }) };
  const snapshot = createWorkspace().snapshot(new Map([[URI, document]]), settings);
  return problemsOf(snapshot, URI).map(({ message }) => message);
}

test("of a kind only the first problems are kept, and the next one counts the others", () => {
  const all = messages(10);
  expect(all).toHaveLength(11);
  const [unknown, first = ""] = all;
  const counted = (more: string): readonly (string | undefined)[] => [
    unknown,
    first,
    first,
    first,
    `${first} ${more}`,
  ];
  expect(messages(10, 3)).toEqual(counted("6 more problems of this kind in this file are not shown."));
  expect(messages(5, 3)).toEqual(counted("1 more problem of this kind in this file is not shown."));
  expect(messages(4, 3)).toEqual([unknown, first, first, first, first]);
});

test("the server keeps a thousand of a kind", async () => {
  const client = await startClient();
  const uri = client.open("install.sh", text(1500), "shellscript");
  const { items } = await client.request<{ items: readonly { message: string }[] }>(
    "textDocument/diagnostic",
    {
      textDocument: { uri },
    },
  );
  expect(items).toHaveLength(1002);
  expect(items.at(-1)?.message).toContain("499 more problems");
});

test("a migration makes the fixes of all", () => {
  const document = readDocument(URI, "/w/install.sh", text(200));
  const settings = { ...DEFAULT_SETTINGS, mostProblems: 2 };
  const [file] = migrate(new Map([[URI, document]]), settings, "0.44.1").files;
  expect(file?.after.match(/base_syscalls/g)).toHaveLength(200);
});
