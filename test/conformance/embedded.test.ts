import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { hostOf } from "../../server/src/hosts/all-hosts.ts";
import type { Region } from "../../server/src/hosts/host.ts";
import { flawOf, randomDocument, seeded } from "../hosts/random-documents.ts";

const CORPUS = path.resolve(import.meta.dirname, "../../../shared/corpus");
const isHere = existsSync(path.join(CORPUS, "manifest.jsonl"));
if (!isHere) console.log("The embedded files are not looked at: the corpus is not beside the project.");

interface Row {
  readonly path: string;
  readonly kind: string;
}

const rows: readonly Row[] = isHere
  ? readFileSync(path.join(CORPUS, "manifest.jsonl"), "utf8")
      .trim()
      .split("\n")
      .map((line): Row => JSON.parse(line) as Row)
      .filter((row) => row.path.startsWith("embedded/"))
  : [];

/** A file as its project has it: command lines taken out of a script are read as a script. */
function documentOf(row: Row): { readonly path: string; readonly text: string } {
  return {
    path: row.path.replace(/(?:\.sh)?\.cmds\.txt$/, ".sh"),
    text: readFileSync(path.join(CORPUS, row.path), "utf8"),
  };
}

function regionsOf(row: Row): readonly Region[] {
  const document = documentOf(row);
  return hostOf(document.path, document.text)?.read(document.path, document.text).regions ?? [];
}

describe.skipIf(!isHere)("embedded files of the corpus", () => {
  test.each(rows)("$path is read, and its regions lead to itself", (row) => {
    const { text } = documentOf(row);
    for (const region of regionsOf(row)) {
      let last = 0;
      for (let i = 0; i < region.text.length; i++) {
        const [start, end, char] = [region.map.at(i), region.map.endAt(i + 1), region.text.charAt(i)];
        expect(start).toBeGreaterThanOrEqual(last);
        last = start;
        const written = text.slice(start, end);
        // Spaces may come from folding, an equals sign from a name and a value that are apart, and a mask hides a directive.
        if (/[\s\0=\uE000]/.test(char) || written === char) continue;
        expect(/^[\\%$'"]/.test(written), `${JSON.stringify(char)} leads to ${JSON.stringify(written)}`).toBe(
          true,
        );
      }
    }
  });

  test.each(rows.filter(({ kind }) => kind === "lookalike"))("$path has nothing of Falco's", (row) => {
    expect(regionsOf(row)).toEqual([]);
  });

  test("units, workloads and values of the chart are found", () => {
    const share = (kind: RegExp): number => {
      const own = rows.filter((row) => kind.test(row.kind));
      return own.filter((row) => regionsOf(row).length > 0).length / own.length;
    };
    expect(share(/^systemd-unit$/)).toBe(1);
    expect(share(/^configmap/)).toBe(1);
    expect(share(/^helm-values/)).toBeGreaterThan(0.75);
  });
});

test("every character of a region leads to itself, in 10,000 random documents", () => {
  const random = seeded(20_261_123);
  for (let i = 0; i < 10_000; i++) {
    const document = randomDocument(random);
    const flaw = flawOf(document);
    if (flaw !== undefined) expect(`${flaw}\n${document.path}\n${document.text}`).toBeUndefined();
  }
}, 600_000);
