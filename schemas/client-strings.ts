import { readdirSync, readFileSync } from "node:fs";
import { getL10nJson } from "@vscode/l10n-dev";
import { COUNTABLE } from "../client/src/countable.ts";

/**
 * Text of `l10n/bundle.l10n.json`: what the client says by `l10n.t` and the plural forms of what it counts, sorted, for
 * translations to begin with.
 */
export async function clientStrings(folder: URL): Promise<string> {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".ts"),
  );
  const strings = await getL10nJson(
    files.map((name) => ({ extension: ".ts", contents: readFileSync(new URL(name, folder), "utf8") })),
  );
  const forms = Object.values(COUNTABLE).flatMap(([one, other]) => [
    [`${other}/one`, one],
    [`${other}/other`, other],
  ]);
  const sorted = [...Object.entries(strings), ...forms].sort(([one], [other]) => (one < other ? -1 : 1));
  return `${JSON.stringify(Object.fromEntries(sorted), undefined, 2)}\n`;
}
