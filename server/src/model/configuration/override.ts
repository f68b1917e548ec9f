import type { Version } from "../../catalog/version.ts";
import { readYaml } from "../../syntax/yaml.ts";
import type { YamlEntry, YamlMap, YamlNode, YamlScalar } from "../../syntax/yaml-node.ts";
import type { Span } from "../../text/span.ts";
import { shows } from "./behaviour.ts";
import type { OverrideProblem } from "./finding.ts";
import { shiftNode } from "./shift-node.ts";

/** One step of the path that `-o` sets; `append` makes a new item at the end of a list. */
export type OverrideStep =
  | { readonly kind: "name"; readonly name: string; readonly span: Span }
  | { readonly kind: "index"; readonly index: number; readonly span: Span }
  | { readonly kind: "append"; readonly span: Span };

/** A `-o key=value`, read. Spans are offsets in the option's value. */
export interface Override {
  readonly steps: readonly OverrideStep[];
  /** What is before the first `=`. */
  readonly key: Span;
  readonly value: YamlNode;
}

export interface OverrideFault {
  readonly problem: OverrideProblem;
  readonly span: Span;
  /** Whether Falco ends with it. */
  readonly fatal: boolean;
}

export interface OverrideReading {
  /** Undefined when Falco cannot make anything of the text. */
  readonly override?: Override;
  readonly faults: readonly OverrideFault[];
}

/**
 * Reads the value of `-o` as Falco does: split at the first `=`, nothing trimmed, a path of names and brackets, and a
 * value that is YAML when it is in braces. Source: facts, validation-behaviour.md, section "-o key=value".
 */
export function readOverride(text: string, target: Version): OverrideReading {
  const equals = text.indexOf("=");
  if (equals < 0)
    return { faults: [{ problem: "no-value", span: { start: 0, end: text.length }, fatal: true }] };
  const key = { start: 0, end: equals };
  const { steps, faults } = readPath(text.slice(0, equals), target);
  if (/^\s|\s$/.test(text.slice(0, equals))) faults.push({ problem: "blank", span: key, fatal: false });
  const value = readValue(text, equals + 1, target, faults);
  if (faults.some(({ fatal }) => fatal)) return { faults };
  return { override: { steps, key, value }, faults };
}

function readPath(
  key: string,
  target: Version,
): { readonly steps: OverrideStep[]; readonly faults: OverrideFault[] } {
  const steps: OverrideStep[] = [];
  const faults: OverrideFault[] = [];
  const escapes = shows(target, "overrideEscapes");
  const fail = (problem: OverrideProblem, start: number, end: number): void => {
    faults.push({ problem, span: { start, end: Math.max(end, start + 1) }, fatal: true });
  };
  let name = "";
  let from = 0;
  let at = 0;
  const flush = (end: number): boolean => {
    if (name === "") {
      fail("empty-name", Math.max(0, Math.min(from, key.length - 1)), end);
      return false;
    }
    steps.push({ kind: "name", name, span: { start: from, end } });
    name = "";
    return true;
  };
  while (at < key.length && faults.length === 0) {
    const letter = key[at];
    if (letter === "\\" && escapes) {
      const next = key[at + 1];
      if (next === undefined || !".[]\\".includes(next)) fail("escape", at, at + 2);
      name += next ?? "";
      at += 2;
    } else if (letter === ".") {
      if (!flush(at)) break;
      at++;
      from = at;
    } else if (letter === "[") {
      if ((name !== "" || steps.length === 0) && !flush(at)) break;
      at = readBrackets(key, at, steps, fail);
      if (key[at] === ".") at++;
      from = at;
      if (at < key.length && key[at - 1] === "]" && key[at] !== "[") fail("empty-name", at, at + 1);
    } else {
      name += letter;
      at++;
    }
  }
  if (faults.length === 0 && (name !== "" || key === "" || key.endsWith("."))) flush(key.length);
  if (!shows(target, "appendForm")) {
    for (const { kind, span } of steps)
      if (kind === "append") faults.push({ problem: "no-append", span, fatal: true });
  }
  return { steps, faults };
}

/** Reads `[3]` or `[]` at an opening bracket and gives the offset after it. */
function readBrackets(
  key: string,
  at: number,
  steps: OverrideStep[],
  fail: (problem: OverrideProblem, start: number, end: number) => void,
): number {
  const close = key.indexOf("]", at);
  const end = close < 0 ? key.length : close + 1;
  const inside = key.slice(at + 1, close < 0 ? key.length : close);
  const span = { start: at, end };
  if (inside === "" && close >= 0) steps.push({ kind: "append", span });
  // A number with something after it is read up to there.
  else if (/^\s*[+-]?\d+/.test(inside) && close >= 0)
    steps.push({ kind: "index", index: Number.parseInt(inside, 10), span });
  else fail("index", at, end);
  return end;
}

function readValue(text: string, from: number, target: Version, faults: OverrideFault[]): YamlNode {
  const value = text.slice(from);
  const span = { start: from, end: text.length };
  const plain: YamlScalar = { kind: "scalar", style: "plain", text: value, isNull: false, span };
  if (!value.startsWith("{") || !value.endsWith("}")) return plain;
  if (!shows(target, "yamlOverrides")) {
    faults.push({ problem: "no-yaml", span, fatal: false });
    return plain;
  }
  const { documents, problems } = readYaml(value);
  const root = documents[0]?.root;
  if (root && problems.length === 0) return shiftNode(root, from);
  faults.push({ problem: "yaml", span, fatal: true });
  return plain;
}

/** The configuration after one override. */
export function applyOverride(root: YamlMap, override: Override): OverriddenConfig {
  return applyOverrides(root, [override]);
}

export interface OverriddenConfig {
  readonly root: YamlMap;
  /** Where Falco would end. */
  readonly faults: readonly OverrideFault[];
}

/**
 * The configuration after overrides, one after the other. Missing parents are made; an index beyond the next free one
 * makes a map of the list, which nothing reads. What is given stays as it is.
 */
export function applyOverrides(root: YamlMap, overrides: readonly Override[]): OverriddenConfig {
  const placing: Placing = { faults: [], maps: new Map(), lists: new Map() };
  let made = root;
  for (const override of overrides) {
    const next = place(made, 0, override, placing);
    if (next.kind === "map") made = next;
  }
  return { root: made, faults: placing.faults };
}

/** Entries and items that were copied here, and so are written to: a copy for each of thousands of overrides would take their square. */
interface Placing {
  readonly faults: OverrideFault[];
  readonly maps: Map<readonly YamlEntry[], OwnEntries>;
  readonly lists: Map<readonly YamlNode[], YamlNode[]>;
}

interface OwnEntries {
  readonly entries: YamlEntry[];
  /** Where the first of each name is. */
  readonly places: Map<string, number>;
}

/** `node` with the override's value where its steps from `depth` on lead. */
function place(node: YamlNode | undefined, depth: number, override: Override, placing: Placing): YamlNode {
  const { faults } = placing;
  const step = override.steps[depth];
  if (!step) return override.value;
  const span = node?.span ?? override.key;
  if (step.kind === "name") {
    if (node?.kind === "scalar" && !node.isNull)
      faults.push({ problem: "append-on-value", span: step.span, fatal: true });
    const { entries, places } = ownEntries(node?.kind === "map" ? node.entries : [], placing);
    const index = places.get(step.name) ?? entries.length;
    const value = place(entries[index]?.value, depth + 1, override, placing);
    const key: YamlScalar = entries[index]?.key ?? {
      kind: "scalar",
      style: "plain",
      text: step.name,
      isNull: false,
      span: step.span,
    };
    places.set(step.name, index);
    entries[index] = { key, value, span: key.span };
    return { kind: "map", flow: false, span, entries };
  }
  const given = node?.kind === "seq" ? node.items : [];
  if (node && node.kind !== "seq" && !(node.kind === "scalar" && node.isNull)) {
    faults.push({
      problem: "append-on-value",
      span: step.span,
      fatal: node.kind === "scalar" || step.kind === "append",
    });
    return node;
  }
  const index = step.kind === "append" ? given.length : step.index;
  if (index < 0 || index > given.length) return { kind: "map", flow: false, span, entries: [] };
  const items = placing.lists.get(given) ?? [...given];
  placing.lists.set(items, items);
  items[index] = place(items[index], depth + 1, override, placing);
  return { kind: "seq", flow: false, span, items };
}

function ownEntries(given: readonly YamlEntry[], { maps }: Placing): OwnEntries {
  const known = maps.get(given);
  if (known) return known;
  const own: OwnEntries = { entries: [...given], places: new Map() };
  for (const [index, { key }] of given.entries())
    if (!own.places.has(key.text)) own.places.set(key.text, index);
  maps.set(own.entries, own);
  return own;
}
