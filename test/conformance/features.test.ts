import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { complete } from "../../server/src/features/completion/complete.ts";
import { foldingSpans } from "../../server/src/features/folding.ts";
import { hover } from "../../server/src/features/hover.ts";
import { inlayHints } from "../../server/src/features/inlay-hints.ts";
import { definitions, references, renamableAt } from "../../server/src/features/navigation.ts";
import { selectionSpans } from "../../server/src/features/selection-ranges.ts";
import { semanticTokens } from "../../server/src/features/semantic-tokens.ts";
import { signatureHelp } from "../../server/src/features/signature-help.ts";
import { documentSymbols } from "../../server/src/features/symbols.ts";
import { readDocument } from "../../server/src/hosts/document.ts";
import { createWorkspace, DEFAULT_SETTINGS } from "../../server/src/model/workspace.ts";

const CORPUS = path.resolve(import.meta.dirname, "../../../shared/corpus");
const isThere = existsSync(CORPUS);
if (!isThere) console.log("skipped: editor features on real files: there is no ../shared/corpus.");

/** Files tried, spread over the corpus. */
const TRIED = 120;

/** Places tried in each. */
const PLACES = 12;

describe.skipIf(!isThere)("editor features on real files", () => {
  test("every answer lies in the file, and none throws", () => {
    const files = isThere ? filesBelow(CORPUS).filter((file) => /\.(?:ya?ml|service|sh|md)$|Dockerfile/.test(file) && statSync(file).size < 100_000) : [];
    const step = Math.max(1, Math.floor(files.length / TRIED));
    for (let at = 0; at < files.length; at += step) tryFile(files[at] ?? "");
    expect(files.length).toBeGreaterThan(TRIED);
  }, 120_000);
});

function tryFile(file: string): void {
  const text = readFileSync(file, "utf8");
  const uri = `file://${file}`;
  const document = readDocument(uri, file, text);
  const snapshot = createWorkspace().snapshot(new Map([[uri, document]]), DEFAULT_SETTINGS);
  const spans = [
    ...documentSymbols(document).flatMap(({ span, nameSpan }) => [span, nameSpan]),
    ...foldingSpans(document),
    ...semanticTokens(snapshot, document).map(({ span }) => span),
    ...inlayHints(snapshot, document, { start: 0, end: text.length }).map(({ offset }) => ({ start: offset, end: offset })),
  ];
  for (let place = 0; place < PLACES; place++) {
    const offset = Math.floor((text.length * place) / PLACES);
    const about = hover(snapshot, uri, offset)?.span;
    const name = renamableAt(snapshot, uri, offset)?.span;
    spans.push(
      ...complete(snapshot, uri, offset).map(({ edit }) => edit.span),
      ...definitions(snapshot, uri, offset),
      ...references(snapshot, uri, offset, true),
      ...selectionSpans(snapshot, uri, offset),
      ...(about ? [about] : []),
      ...(name ? [name] : []),
    );
    signatureHelp(snapshot, uri, offset);
  }
  for (const { start, end } of spans) {
    if (start < 0 || end < start || end > text.length) throw new Error(`${file}: ${start} to ${end} of ${text.length}`);
  }
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file).isFile())
    .sort();
}
