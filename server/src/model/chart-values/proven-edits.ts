import { readYaml } from "../../syntax/yaml.ts";
import type { YamlMap, YamlNode } from "../../syntax/yaml-node.ts";
import { applyEdits, type Edit } from "../../text/span.ts";
import { lineStart } from "../configuration/entry-edit.ts";

/** What a path of values is to become: another path, with the value as it is or as the one item of a list. */
export interface WantedMove {
  readonly path: readonly string[];
  readonly to: readonly string[];
  readonly asList: boolean;
}

/** The edits, where reading the values after them gives the same values but for the one that moves; else none. */
export function provenMove(root: YamlMap, source: string, edits: readonly Edit[], move: WantedMove): Edit[] {
  if (edits.length === 0) return [];
  const { start, end } = touchedPart(root, source, edits);
  const before = source.slice(start, end);
  const shifted = edits.map(({ span, newText }) => ({
    span: { start: span.start - start, end: span.end - start },
    newText,
  }));
  const old = readYaml(before);
  const wanted = valuesOf(old.documents[0]?.root);
  const made = readYaml(applyEdits(before, shifted));
  if (old.problems.length + made.problems.length > 0 || made.documents.length !== 1) return [];
  return wanted && moveIn(wanted, move) && isSame(wanted, valuesOf(made.documents[0]?.root))
    ? [...edits]
    : [];
}

/** The lines of the top-level entries that edits touch: a large file is not read again for each of its values. */
function touchedPart(
  root: YamlMap,
  source: string,
  edits: readonly Edit[],
): { readonly start: number; readonly end: number } {
  const whole = { start: 0, end: source.length };
  if (
    root.flow ||
    source.includes("&") ||
    root.entries.some(({ key }) => lineStart(source, key.span.start) !== key.span.start)
  )
    return whole;
  const first = Math.min(...edits.map(({ span }) => span.start)) - 1;
  const last = Math.max(...edits.map(({ span }) => span.end));
  const starts = root.entries.map(({ key }) => key.span.start);
  return {
    start: starts.findLast((start) => start <= first) ?? 0,
    end: starts.find((start) => start > last) ?? source.length,
  };
}

/** Values without places: what is written plain may be a number or a boolean, and is not the same as the quoted text. */
type Values = string | Values[] | Map<string, Values>;

/** Undefined where a key is repeated, or something is by alias. */
function valuesOf(node: YamlNode | undefined): Values | undefined {
  if (!node || node.alias !== undefined) return undefined;
  if (node.kind === "scalar") return node.isNull ? "" : `${node.style === "plain" ? "=" : "'"}${node.text}`;
  if (node.kind === "seq") {
    const items = node.items.map(valuesOf);
    return items.every((item) => item !== undefined) ? items : undefined;
  }
  const map = new Map<string, Values>();
  for (const { key, value } of node.entries) {
    const made = valuesOf(value);
    if (made === undefined || map.has(key.text)) return undefined;
    map.set(key.text, made);
  }
  return map;
}

/** Makes the move; false where there is nothing to move. A block that is left empty goes with its last value. */
function moveIn(values: Values, { path, to, asList }: WantedMove): boolean {
  const value = taken(values, path);
  if (value === undefined || !(values instanceof Map)) return false;
  let at = values;
  for (const key of to.slice(0, -1)) {
    const next = at.get(key) ?? new Map<string, Values>();
    if (!(next instanceof Map)) return false;
    at.set(key, next);
    at = next;
  }
  at.set(to.at(-1) ?? "", asList ? [value] : value);
  return true;
}

function taken(values: Values, [key, ...rest]: readonly string[]): Values | undefined {
  const value = values instanceof Map && key !== undefined ? values.get(key) : undefined;
  if (!(values instanceof Map) || key === undefined || value === undefined) return undefined;
  const found = rest.length === 0 ? value : taken(value, rest);
  if (rest.length === 0 || (value instanceof Map && value.size === 0)) values.delete(key);
  return found;
}

function isSame(a: Values, b: Values | undefined): boolean {
  if (b === undefined || typeof a === "string") return a === b;
  if (Array.isArray(a))
    return Array.isArray(b) && a.length === b.length && a.every((item, at) => isSame(item, b[at]));
  return b instanceof Map && a.size === b.size && [...a].every(([key, value]) => isSame(value, b.get(key)));
}
