import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

/** What nobody waits for goes through `inBackground`, which logs what fails: without a catch it would end the server. */
test("no promise of the server is left without a catch", () => {
  const files = ["server/src/lsp", "server/src/main"].flatMap((root) =>
    readdirSync(root, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .map((file) => path.join(root, file)),
  );
  const floating = files.flatMap((file) =>
    readFileSync(file, "utf8")
      .split("\n")
      .filter(
        (line) =>
          /(?:^|=>|[;{]|\belse|\))\s*void [\w(]/.test(line) ||
          /^\s*(?:connection|session|progress)[\w.]*\.(?:send\w+|register|refresh|setSettings|readFolders|readDefaultRules|filesChanged|getConfiguration)\(.*;$/.test(
            line,
          ),
      )
      .filter((line) => !line.includes("listeners.push("))
      .map((line) => `${file}: ${line.trim()}`),
  );
  expect(floating).toEqual([]);
  expect(files.length).toBeGreaterThan(15);
});
