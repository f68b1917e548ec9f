import type { Document } from "../hosts/document.ts";
import { type LineIndex, lineIndex } from "../text/line-index.ts";
import type { LeftPlace, Migration } from "./migrate.ts";

/** A document, and what people call it. */
export interface NamedDocument {
  readonly path: string;
  readonly document: Document;
}

/** How reports name the places of a migration. */
export interface Names {
  path(uri: string): string;
  /** Line and column from 1, in the text after the changes. */
  point(place: LeftPlace): { readonly line: number; readonly column: number };
}

export function namesFor(migration: Migration, files: readonly NamedDocument[]): Names {
  const paths = new Map(files.map(({ path, document }) => [document.uri, path]));
  const texts = new Map([
    ...files.map(({ document }) => [document.uri, document.text] as const),
    ...migration.files.map(({ uri, after }) => [uri, after] as const),
  ]);
  const indices = new Map<string, LineIndex>();
  return {
    path: (uri) => paths.get(uri) ?? uri,
    point({ uri, start }) {
      const index = indices.get(uri) ?? lineIndex(texts.get(uri) ?? "");
      indices.set(uri, index);
      const { line, character } = index.position(start);
      return { line: line + 1, column: character + 1 };
    },
  };
}

/** Each line once, with how often it came. */
export function counted(lines: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  return counts;
}
