import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { formatConditions } from "../../server/src/features/formatting.ts";
import { type Document, readDocument } from "../../server/src/hosts/document.ts";
import { canonicalText } from "../../server/src/syntax/condition/canonical.ts";
import { parseCondition } from "../../server/src/syntax/condition/parse.ts";
import { textOf } from "../../server/src/syntax/yaml-node.ts";
import { applyEdits } from "../../server/src/text/span.ts";
import { hasShared } from "./load.ts";

const CORPUS = path.resolve(import.meta.dirname, "../../../shared/corpus");

function read(file: string, text: string): Document {
  return readDocument(
    `file:///${file}`,
    `/${file}`,
    text,
    undefined,
    file.startsWith("rules/") ? { as: "rules" } : {},
  );
}

/** Canonical text of each condition of a document. */
function treesOf(document: Document): readonly string[] {
  return document.regions.flatMap((region) =>
    (region.items?.items ?? []).map(({ item }) => {
      const parsed = parseCondition(textOf(item.node, "condition") ?? "");
      return `${parsed.problems.length} ${canonicalText(parsed.tree)}`;
    }),
  );
}

/** A text without what formatting may touch: the spaces of its conditions. */
function withoutBlanks(text: string): string {
  return text.replace(/\s+/g, "");
}

describe.skipIf(!hasShared)("files of the corpus", () => {
  test.each(["rules", "embedded"])(
    "%s: conditions are laid out without changing anything else, once and for all",
    (folder) => {
      const wrong: string[] = [];
      let changed = 0;
      for (const name of readdirSync(path.join(CORPUS, folder), { recursive: true, withFileTypes: true })) {
        if (!name.isFile()) continue;
        const file = path.relative(CORPUS, path.join(name.parentPath, name.name));
        const text = readFileSync(path.join(CORPUS, file), "utf8");
        for (const lineWidth of [120, 60]) {
          const before = read(file, text);
          const edits = formatConditions(before, { lineWidth });
          if (edits.length === 0) continue;
          changed++;
          const after = read(file, applyEdits(text, edits));
          if (
            edits.some(
              ({ span, newText }) => newText.trim() !== "" || text.slice(span.start, span.end).trim() !== "",
            )
          )
            wrong.push(`${file}: more than blanks`);
          if (withoutBlanks(after.text) !== withoutBlanks(text)) wrong.push(`${file}: other text`);
          if (treesOf(after).join("\n") !== treesOf(before).join("\n"))
            wrong.push(`${file}: other conditions`);
          if (formatConditions(after, { lineWidth }).length > 0)
            wrong.push(`${file}: changes again at ${lineWidth}`);
        }
      }
      console.log(`${folder}: ${changed} layouts of files`);
      expect(changed).toBeGreaterThan(folder === "rules" ? 100 : 5);
      expect(wrong).toEqual([]);
    },
    300_000,
  );
});
