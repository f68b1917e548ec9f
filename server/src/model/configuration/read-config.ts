import { placedSeq } from "../../syntax/packed-node.ts";
import type { Version } from "../../catalog/version.ts";
import {
  entryOf,
  textOf,
  valueOf,
  type YamlEntry,
  type YamlMap,
  type YamlNode,
} from "../../syntax/yaml-node.ts";
import type { FileRange, Span } from "../../text/span.ts";
import { shows } from "./behaviour.ts";
import { applyOverrides, type Override } from "./override.ts";
import { listItems } from "./node-path.ts";
import { hasReference } from "./scalar-value.ts";
import { shiftNode } from "./shift-node.ts";

/** One configuration file, read. */
export interface ConfigFile {
  readonly uri: string;
  /** The root of its first document. */
  readonly root: YamlNode | undefined;
  /** Length of its text. */
  readonly length: number;
}

/** `-o` options in the order of the command line, in the document at `uri`; spans are offsets in its text. */
export interface ConfigOverrides {
  readonly uri: string;
  readonly length: number;
  readonly overrides: readonly Override[];
}

export type MergeStrategy = "append" | "override" | "add-only";

/** A top-level key of one file whose value another file replaced or kept out. */
export interface LostValue {
  readonly name: string;
  readonly at: FileRange;
  /** What is read instead. */
  readonly winner: FileRange;
  /** Both as they are in the merged root. */
  readonly entries: { readonly lost: YamlEntry; readonly read: YamlEntry };
}

/** A list of one file that was put after that of another. */
export interface GrownList {
  readonly name: string;
  readonly at: FileRange;
  readonly first: FileRange;
}

/** What ends the reading of a file, and with it Falco: a list at the top, or a list for a key that holds a single value elsewhere. */
export interface RefusedFile extends FileRange {
  readonly problem: "not-a-map" | "list-for-value";
  /** The key; empty for a whole file. */
  readonly name: string;
  /** Where the single value is. */
  readonly other?: FileRange;
}

/** The files that make one configuration, as Falco sees it in the end. */
export interface MergedConfig {
  /** Spans are offsets in all files laid end to end; `place` leads back to the file. */
  readonly root: YamlMap;
  place(span: Span): FileRange | undefined;
  /** The main file first, then the included ones in the order of reading. */
  readonly files: readonly string[];
  readonly lost: readonly LostValue[];
  readonly grown: readonly GrownList[];
  /** Every path of `config_files` leads to files that are here, so that nothing of the configuration is unseen. */
  readonly complete: boolean;
  readonly refused: readonly RefusedFile[];
}

/**
 * Merges a main file with what its `config_files` name, then with `-o` options. `find` gives the files that a path
 * means, in the order of their names, and none when there are none; it is asked with the text as it is in the file.
 * Source: facts, validation-behaviour.md, sections "Order of loading" and "Merge of included files".
 */
export function readConfig(
  main: ConfigFile,
  target: Version,
  find: (path: string) => readonly ConfigFile[],
  options?: ConfigOverrides,
): MergedConfig {
  const merge: Merge = { parts: [], end: 0, entries: new Map(), lost: [], grown: [], refused: [] };
  const root = add(main, merge);
  if (root?.kind === "map")
    for (const entry of root.entries)
      if (!merge.entries.has(entry.key.text)) merge.entries.set(entry.key.text, entry);
  let complete = true;
  if (shows(target, "includedFiles")) {
    const list = valueOf(root, "config_files");
    const named = includes(list, target);
    complete = named.length === listItems(list).length;
    for (const { path, strategy } of named) {
      const found = find(path);
      complete &&= found.length > 0;
      for (const file of found) if (file.uri !== main.uri) include(file, strategy, merge);
    }
  }
  const base = {
    kind: "map",
    flow: false,
    span: { start: 0, end: merge.end },
    entries: [...merge.entries.values()],
  } as const;
  return {
    root: options ? overridden(base, options, merge) : base,
    place: (span) => placeOf(span, merge.parts),
    files: merge.parts.map(({ uri }) => uri).filter((uri) => uri !== options?.uri),
    lost: merge.lost,
    grown: merge.grown,
    complete,
    refused: merge.refused,
  };
}

/** The entries of `config_files`, each with the strategy that applies. A path with `${VAR}` is not known here. */
export function includes(
  node: YamlNode | undefined,
  target: Version,
): readonly { readonly path: string; readonly strategy: MergeStrategy; readonly span: Span }[] {
  const known = shows(target, "mergeStrategies");
  return listItems(node).flatMap((item) => {
    const path = item.kind === "scalar" ? item.text : textOf(item, "path");
    if (path === undefined || path === "" || hasReference(path)) return [];
    const named = textOf(item, "strategy");
    const strategy =
      !known || named === "override" ? "override" : named === "add-only" ? "add-only" : "append";
    return [
      {
        path,
        strategy,
        span: item.kind === "scalar" ? item.span : (valueOf(item, "path")?.span ?? item.span),
      } as const,
    ];
  });
}

interface Part {
  readonly uri: string;
  readonly base: number;
  readonly length: number;
}

interface Merge {
  readonly parts: Part[];
  end: number;
  readonly entries: Map<string, YamlEntry>;
  readonly lost: LostValue[];
  readonly grown: GrownList[];
  readonly refused: RefusedFile[];
}

function add({ uri, root, length }: ConfigFile, merge: Merge): YamlNode | undefined {
  const base = merge.end;
  merge.parts.push({ uri, base, length });
  // One more, so that the end of a text and the start of the next are distinguished.
  merge.end += length + 1;
  return root && shiftNode(root, base);
}

function include(file: ConfigFile, strategy: MergeStrategy, merge: Merge): void {
  const root = add(file, merge);
  if (!root || (root.kind === "scalar" && root.isNull)) return;
  if (root.kind !== "map") {
    const at = placeOf(root.span, merge.parts);
    if (at) merge.refused.push({ ...at, problem: "not-a-map", name: "" });
    return;
  }
  for (const entry of root.entries) {
    if (entryOf(root, entry.key.text) === entry) join(entry, strategy, merge);
  }
}

function join(entry: YamlEntry, strategy: MergeStrategy, merge: Merge): void {
  const name = entry.key.text;
  const earlier = merge.entries.get(name);
  if (!earlier) {
    merge.entries.set(name, entry);
  } else if (strategy === "add-only") {
    lose(name, entry, earlier, merge);
  } else if (strategy === "append" && entry.value.kind === "seq") {
    const { value } = earlier;
    const empty = value.kind === "scalar" && value.isNull;
    if (value.kind === "seq" || empty) {
      const items = [...(value.kind === "seq" ? value.items : []), ...entry.value.items];
      merge.entries.set(name, {
        key: earlier.key,
        value: placedSeq(entry.value, items, entry.value.span),
        span: earlier.span,
      });
      const [at, first] = [placeOf(entry.key.span, merge.parts), placeOf(earlier.key.span, merge.parts)];
      if (at && first) merge.grown.push({ name, at, first });
    } else {
      const [at, other] = [placeOf(entry.key.span, merge.parts), placeOf(earlier.key.span, merge.parts)];
      if (at) merge.refused.push({ ...at, problem: "list-for-value", name, ...(other && { other }) });
    }
  } else {
    lose(name, earlier, entry, merge);
    merge.entries.set(name, entry);
  }
}

function lose(name: string, loser: YamlEntry, winner: YamlEntry, merge: Merge): void {
  const [at, by] = [placeOf(loser.key.span, merge.parts), placeOf(winner.key.span, merge.parts)];
  if (at && by) merge.lost.push({ name, at, winner: by, entries: { lost: loser, read: winner } });
}

/** Since 0.41.0 options come last and win; before, files that were read later won, which is left out here. */
function overridden(root: YamlMap, { uri, length, overrides }: ConfigOverrides, merge: Merge): YamlMap {
  const base = merge.end;
  merge.parts.push({ uri, base, length });
  merge.end += length + 1;
  const moved = overrides.map(({ steps, key, value }) => ({
    steps: steps.map((step) => ({ ...step, span: shiftSpan(step.span, base) })),
    key: shiftSpan(key, base),
    value: shiftNode(value, base),
  }));
  return applyOverrides(root, moved).root;
}

function shiftSpan({ start, end }: Span, base: number): Span {
  return { start: start + base, end: end + base };
}

function placeOf({ start, end }: Span, parts: readonly Part[]): FileRange | undefined {
  const part = parts.find(({ base, length }) => start >= base && end <= base + length);
  return part && { uri: part.uri, start: start - part.base, end: end - part.base };
}
