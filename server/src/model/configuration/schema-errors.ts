import { entryNode, mapNode, seqNode } from "../../syntax/packed-node.ts";
import type { Steps } from "../../text/to-end.ts";
import type { YamlEntry, YamlMap, YamlNode, YamlScalar } from "../../syntax/yaml-node.ts";
import { hasReference } from "./scalar-value.ts";
import { type SchemaError, validate } from "./schema-validator.js";

/** One violation of Falco's schema, at a node. Keys that the schema does not know are not among them. */
export interface Violation {
  readonly keyword: string;
  // biome-ignore lint/plugin: read by our own names
  readonly params: Readonly<Record<string, unknown>>;
  readonly steps: readonly (string | number)[];
  readonly node: YamlNode;
  /** The entry whose value the node is; undefined for items and the root. */
  readonly entry: YamlEntry | undefined;
}

/**
 * Compares a configuration with Falco's schema, in steps. Values that hold `${VAR}` are not checked, since they are filled in
 * first.
 */
export function* schemaViolations(root: YamlMap): Steps<readonly Violation[]> {
  const violations: Violation[] = [];
  for (const [at, piece] of piecesOf(root).entries()) {
    if (at > 0) yield;
    const count = { left: MOST_NODES };
    const plain = toJson(piece, count);
    if (count.left <= 0 || validate(plain)) continue;
    for (const error of telling(validate.errors ?? [])) {
      const violation = locate(error, piece);
      if (violation && !isOpenText(violation.node)) violations.push(violation);
    }
  }
  return violations;
}

/** How many entries, and items of a list, are compared at once. The schema says nothing of how many there are, or of two together. */
const PIECE = 200;

/** The configuration in pieces: some of its entries each, and one with some of the items of a long list. Of a repeated key the first counts. */
function piecesOf(root: YamlMap): readonly YamlMap[] {
  const first = new Map<string, YamlEntry>();
  for (const entry of root.entries) if (!first.has(entry.key.text)) first.set(entry.key.text, entry);
  const [short, long]: [YamlEntry[], YamlEntry[]] = [[], []];
  for (const entry of first.values()) {
    const { value } = entry;
    if (value.kind !== "seq" || value.items.length <= PIECE) short.push(entry);
    else
      for (let at = 0; at < value.items.length; at += PIECE)
        long.push(entryNode(entry.key, seqNode(value.flow, value.items.slice(at, at + PIECE), value.span)));
  }
  const { flow, span } = root;
  const pieces = long.map((entry) => mapNode(flow, [entry], span));
  for (let at = 0; at === 0 || at < short.length; at += PIECE)
    pieces.push(mapNode(flow, short.slice(at, at + PIECE), span));
  return pieces;
}

/** Of the forms that an item may have, the one that the item has says what is wrong: for a map, what is wrong in it. */
function telling(errors: readonly SchemaError[]): readonly SchemaError[] {
  const known = errors.filter(({ keyword }) => keyword !== "additionalProperties");
  const whole = known.filter(({ schemaPath }) => !/\/anyOf\//.test(schemaPath));
  const inside = known.filter(({ schemaPath, keyword, instancePath }) => {
    if (!/\/anyOf\/1\//.test(schemaPath)) return false;
    return (
      keyword !== "type" ||
      !whole.some((error) => error.keyword === "anyOf" && error.instancePath === instancePath)
    );
  });
  const explained = (error: SchemaError): boolean =>
    inside.some(({ instancePath }) => isWithin(instancePath, error.instancePath));
  return [...whole.filter((error) => error.keyword !== "anyOf" || !explained(error)), ...inside];
}

function isWithin(path: string, parent: string): boolean {
  return path === parent || path.startsWith(`${parent}/`);
}

function isOpenText(node: YamlNode): boolean {
  return node.kind === "scalar" && hasReference(node.text);
}

function locate(error: SchemaError, root: YamlNode): Violation | undefined {
  let node: YamlNode | undefined = root;
  let entry: YamlEntry | undefined;
  const steps: (string | number)[] = [];
  for (const part of error.instancePath.split("/").slice(1)) {
    const name = part.replaceAll("~1", "/").replaceAll("~0", "~");
    if (node?.kind === "seq") {
      steps.push(Number(name));
      node = node.items[Number(name)];
      entry = undefined;
    } else if (node?.kind === "map") {
      steps.push(name);
      entry = node.entries.find(({ key }) => key.text === name);
      node = entry?.value;
    }
  }
  return node && { keyword: error.keyword, params: error.params, steps, node, entry };
}

/** More than a piece of any configuration; aliases of aliases can write out to billions. */
const MOST_NODES = 50_000;

function toJson(node: YamlNode, count: { left: number }): unknown {
  if (count.left-- <= 0) return null;
  switch (node.kind) {
    case "map": {
      const made = new Map<string, unknown>();
      for (const { key, value } of node.entries)
        if (!made.has(key.text)) made.set(key.text, toJson(value, count));
      // A key `__proto__` is one like any other here: it is defined, not set.
      return Object.fromEntries(made);
    }
    case "seq":
      return node.items.map((item) => toJson(item, count));
    case "scalar":
      return plainValue(node);
  }
}

/** Scalars are text to Falco's schema; numbers become numbers here so that bounds count, unless their form says more than their value. */
function plainValue({ text, isNull }: YamlScalar): unknown {
  if (isNull) return null;
  if (text === "true" || text === "false") return text === "true";
  if (/^\s*[+-]?\d+$/.test(text)) return Number(text);
  const number = /^\s*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(number) && !Number.isInteger(number) ? number : text;
}
