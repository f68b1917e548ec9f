/** `pmatch`: whether a path is one of some paths, or lies below one. Source: libsinsp `prefix_search.h`. */
import { globMatcher } from "./glob.ts";

interface Branch {
  /** What may follow; undefined where a path ends, and everything below it matches. */
  below: Tree | undefined;
}

interface Tree {
  readonly names: Map<string, Branch>;
  readonly patterns: Map<string, Branch & { readonly matches: (name: string) => boolean }>;
}

/** A test for some paths, whose parts may hold glob characters. */
export function pathPrefixMatcher(paths: readonly string[]): (path: string) => boolean {
  const tree = emptyTree();
  let matchesAll = false;
  for (const path of paths) {
    const parts = partsOf(path);
    if (parts.length === 0) matchesAll = true;
    else add(tree, parts);
  }
  return (path) => matchesAll || matches(tree, partsOf(path), 0);
}

/** `/var//log` and `var/log/` have the same parts. */
function partsOf(path: string): readonly string[] {
  return path.split("/").filter((part) => part !== "");
}

function emptyTree(): Tree {
  return { names: new Map(), patterns: new Map() };
}

/** A path below one that is there is dropped; one above those that are there replaces them. */
function add(tree: Tree, parts: readonly string[]): void {
  let at = tree;
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1;
    const isPattern = /[?*[]/.test(part);
    const known = (isPattern ? at.patterns : at.names).get(part);
    if (known && !known.below) return;
    if (known && isLast) known.below = undefined;
    const below = known ? known.below : isLast ? undefined : emptyTree();
    if (!known) {
      if (isPattern) at.patterns.set(part, { below, matches: globMatcher(part, false) });
      else at.names.set(part, { below });
    }
    if (!below) return;
    at = below;
  }
}

function matches(tree: Tree, parts: readonly string[], index: number): boolean {
  const part = parts[index];
  if (part === undefined) return false;
  const named = tree.names.get(part);
  if (named && (!named.below || matches(named.below, parts, index + 1))) return true;
  for (const pattern of tree.patterns.values()) {
    if (pattern.matches(part) && (!pattern.below || matches(pattern.below, parts, index + 1))) return true;
  }
  return false;
}
