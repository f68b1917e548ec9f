import path from "node:path";
import ignore from "ignore";
import { isThere } from "../repeat/disk.ts";

/** What a pattern such as `rules/*.yaml` means where no shell has replaced it. */
export interface PathPattern {
  /** The folder below which files can match. */
  readonly folder: string;
  /** Whether a file below the folder matches, or a folder that it is in. */
  matches(file: string): boolean;
}

/** Reads a path with `*`, `?`, `[…]` or `{…,…}` as a pattern; undefined for other paths and for those of files that exist. */
export function pathPattern(given: string): PathPattern | undefined {
  const segments = given.split(path.sep).join("/").split("/");
  const first = segments.findIndex((segment) => /[*?[{]/.test(segment));
  if (first < 0 || isThere(given)) return undefined;
  const folder = first === 0 ? "." : segments.slice(0, first).join("/") || "/";
  const rules = ignore({ ignorecase: false }).add(
    alternatives(segments.slice(first).join("/")).map((pattern) => `/${pattern}`),
  );
  return {
    folder,
    matches: (file) => rules.ignores(path.relative(folder, file).split(path.sep).join("/")),
  };
}

/** A pattern for each choice of its braces. */
function alternatives(pattern: string): readonly string[] {
  const braces = /\{([^{}]*)\}/.exec(pattern);
  if (!braces) return [pattern];
  const [whole, inner = ""] = braces;
  return inner
    .split(",")
    .flatMap((one) =>
      alternatives(`${pattern.slice(0, braces.index)}${one}${pattern.slice(braces.index + whole.length)}`),
    );
}
