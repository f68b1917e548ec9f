import { filesDefining } from "../../catalog/default-rules.ts";
import type { FieldInfo } from "../../catalog/fields/field-info.ts";
import { accepts, typeGroup } from "../../catalog/language.ts";
import type { OperatorRecord, TransformerRecord } from "../../catalog/language-records.ts";
import type { ValueType } from "../../catalog/records.ts";
import { definedNamesAround } from "../../model/workspace/name-places.ts";
import type { Call, Comparison, FieldRef } from "../../syntax/condition/ast.ts";
import { tokensOf } from "../../syntax/condition/lexer.ts";
import type { Slot } from "../../syntax/condition/slot.ts";
import { keptBy } from "../../text/kept.ts";
import { typeName } from "../describe/describe.ts";
import type { TextPlace } from "../locate/locate.ts";
import { type Adder, adder } from "./adder.ts";
import { callSnippet, type Candidate, type CandidateKind, snippetText, type Wanted } from "./candidate.ts";
import { slotIn, textBefore } from "./appended-text.ts";
import { defaultNames } from "./default-names.ts";
import { byLikelihood, usualNames } from "./likelihood.ts";
import { nearNames } from "./vicinity.ts";
import { visibleNames } from "./visible-names.ts";
import {
  contextAfter,
  logicContexts,
  operandContexts,
  operatorContexts,
  valueContexts,
} from "./usage-counts.ts";

/** What could be typed at a place of a condition. */
export function conditionCandidates(place: TextPlace, wanted: Wanted): readonly Candidate[] {
  const slot = slotIn(place, place.text, place.offset);
  const context = contextAfter(textBefore(place, slot.word.start));
  const vicinity =
    slot.kind === "operand"
      ? nearNames(place, "macro", context.operand, macrosIn(place, slot))
      : slot.kind === "list-item"
        ? nearNames(place, "list", context.value, new Set())
        : undefined;
  const to = adder(place, slot, wanted);
  const ordered = (candidates: readonly Candidate[], contexts: readonly string[]): readonly Candidate[] =>
    byLikelihood(candidates, contexts, place.snapshot, vicinity);
  switch (slot.kind) {
    case "operand":
      return inTurn(
        [...operatorsBehind(place, slot), ...suffixes(place, slot, to)],
        ownSourceFirst(
          place,
          ordered(
            [
              ...fields(place, to),
              ...macros(place, to),
              ...transformers(place, to, "left"),
              ...to.add("not ", { label: "not", kind: "keyword", rank: 3 }),
            ],
            operandContexts(context),
          ),
        ),
      );
    case "operator":
      return ordered(operators(place, slot.left, to), operatorContexts(context));
    case "value":
      return ordered(valuesFor(place, slot.comparison, slot, to, false), valueContexts(context));
    case "list-item":
      return ordered(valuesFor(place, slot.comparison, slot, to, true), valueContexts(context));
    case "argument":
      return inTurn(
        suffixes(place, slot, to),
        ordered(
          [...fields(place, to), ...(slot.call.name === "val" ? [] : transformers(place, to, "left"))],
          operandContexts(context),
        ),
      );
    case "field-argument":
      return [];
    case "logic":
      return ordered(connectives(to), logicContexts(context));
  }
}

function connectives({ add }: Adder): readonly Candidate[] {
  return [
    ...add("and ", { label: "and", kind: "keyword", rank: 0, chains: true }),
    ...add("or ", { label: "or", kind: "keyword", rank: 1, chains: true }),
  ];
}

/** The macros that a condition names before a place. */
function macrosIn({ text }: TextPlace, { word }: Slot): ReadonlySet<string> {
  const tokens = tokensOf(text.slice(0, word.start));
  return new Set(tokens.flatMap(({ kind, image }) => (kind === "identifier" ? [image] : [])));
}

/** All of `first` before all of `second`. */
function inTurn(first: readonly Candidate[], second: readonly Candidate[]): readonly Candidate[] {
  for (const candidate of second) candidate.rank += first.length;
  return [...first, ...second];
}

function fields({ catalog, source }: TextPlace, to: Adder): readonly Candidate[] {
  return catalog.fieldsFor(source).flatMap((field) => {
    if (field.hidden || field.printOnly || !to.wants(field.name)) return [];
    const { newText, candidate } = offerOf(field);
    return to.add(newText, candidate);
  });
}

/** What is offered for a field in every condition. */
const offerOf = keptBy((field: FieldInfo): { newText: string; candidate: Omit<Candidate, "edit"> } => {
  const { name, arg, type, isList, deprecated } = field;
  const isBracketed = arg?.mode === "required" && !arg.dotted;
  return {
    newText: isBracketed ? `${snippetText(name)}[$1]$0` : arg?.mode === "required" ? `${name}.` : name,
    candidate: {
      label: name,
      kind: "field",
      detail: `${isList ? "list of " : ""}${typeName(type)}`,
      ...(field.broughtBy !== undefined && { origin: field.broughtBy }),
      rank: deprecated ? 8 : 1,
      ...(deprecated && { deprecated: true }),
      ...(isBracketed ? { isSnippet: true } : { chains: true }),
    },
  };
});

/** What can be after the dot of a field that is typed. */
function suffixes(
  { catalog, source, text, offset }: TextPlace,
  { word }: Slot,
  { add }: Adder,
): readonly Candidate[] {
  const typed = text.slice(word.start, offset);
  const begun = catalog
    .fieldsFor(source)
    .filter(({ name }) => typed.startsWith(name) && typed[name.length] === ".");
  return begun.flatMap((field) =>
    catalog.suffixes(field).flatMap((suffix, rank) => {
      const label = `${field.name}.${suffix}`;
      return add(label, { label, kind: "field", rank, chains: true });
    }),
  );
}

function macros(place: TextPlace, to: Adder): readonly Candidate[] {
  return [
    ...visibleNames(place, "macro").flatMap((name) =>
      to.wants(name) ? to.add(name, { label: name, kind: "macro", rank: 2, detail: "macro" }) : [],
    ),
    ...defaultCandidates(place, "macro", to),
  ];
}

/** Macros of default rules for other sources are put last: `k8s_audit` has no process that could be spawned. */
function ownSourceFirst(
  { catalog, source }: TextPlace,
  candidates: readonly Candidate[],
): readonly Candidate[] {
  const isForeign = ({ kind, label, origin }: Candidate): boolean =>
    kind === "macro" &&
    origin === DEFAULT_RULES &&
    !filesDefining(catalog.published, kind, label).some(({ sources }) => sources.includes(source));
  const foreign = new Set(candidates.filter(isForeign));
  const ordered = [...candidates.filter((candidate) => !foreign.has(candidate)), ...foreign];
  for (const [rank, candidate] of ordered.entries()) candidate.rank = rank;
  return ordered;
}

const DEFAULT_RULES = "default rules";

function defaultCandidates(
  { ruleset, catalog }: TextPlace,
  kind: "macro" | "list",
  to: Adder,
): readonly Candidate[] {
  return defaultNames(ruleset, catalog.published, kind).flatMap((name) =>
    to.wants(name) ? to.add(name, { label: name, kind, rank: 6, detail: kind, origin: DEFAULT_RULES }) : [],
  );
}

/** Those that can be on a side; on the right those that give what `left` is compared with. */
function transformers(
  place: TextPlace,
  { add }: Adder,
  side: "left" | "right",
  left?: LeftType,
): readonly Candidate[] {
  return [...place.catalog.transformers.values()]
    .filter((one) => (side === "left" ? one.left : one.right))
    .filter((one) => !left || givesType(one, left))
    .flatMap((one) =>
      add(callSnippet(one), {
        label: one.name,
        kind: "function",
        rank: side === "left" ? 4 : 5,
        isSnippet: true,
        detail: "transformer",
      }),
    );
}

function givesType({ output, inputs }: TransformerRecord, { type, isList }: LeftType): boolean {
  if (isList) return false;
  return output === undefined ? inputs === undefined || inputs.includes(type) : output === type;
}

/** Whether the items of a list are values of the field that is compared. */
function isListFor({ ruleset, catalog }: TextPlace, name: string, left: LeftType | undefined): boolean {
  const items = ruleset?.rules.collected.lists.get(name)?.items ?? [];
  const isNumber = left !== undefined && typeGroup(left.type) === "number";
  if (left?.field?.name !== "evt.type" && !isNumber) return true;
  return items.every(({ node }) =>
    ruleset?.rules.collected.lists.has(node.text)
      ? true
      : isNumber
        ? /^-?(?:0x)?[0-9a-fA-F]+$/.test(node.text)
        : catalog.events.isEventType(node.text),
  );
}

function operators(place: TextPlace, left: FieldRef | Call, to: Adder): readonly Candidate[] {
  const type = typeOf(place, left);
  const fitting = [...place.catalog.operators.values()].filter(
    (operator) =>
      !type ||
      (accepts(operator, type.type, type.isList) &&
        !(operator.right === "number" && type.field?.name === "evt.type")),
  );
  return fitting.flatMap((operator, rank) => operatorCandidate(operator, rank, to));
}

/** Operators directly after a whole field, which a longer field may also begin with. */
function operatorsBehind(place: TextPlace, slot: Slot): readonly Candidate[] {
  const { text, offset, catalog, source } = place;
  const name = text.slice(slot.word.start, offset);
  // A plugin that nobody describes may have a field that no other begins like.
  const isWhole =
    catalog.lookupField(name, source).kind === "found" ||
    !catalog.fieldsFor(source).some((field) => field.name.startsWith(name));
  if (!/\.[^.]+$/.test(name) || slot.word.end > offset || !isWhole) return [];
  const after = slotIn(place, `${text.slice(0, offset)} `, offset + 1);
  if (after.kind !== "operator") return [];
  const inserted = adder(place, { ...after, word: { start: offset, end: offset } });
  const to: Adder = { ...inserted, add: (newText, candidate) => inserted.add(` ${newText}`, candidate) };
  const context = { ...contextAfter(textBefore(place, slot.word.start)), field: name };
  return byLikelihood(operators(place, after.left, to), operatorContexts(context), place.snapshot);
}

function operatorCandidate(operator: OperatorRecord, rank: number, { add }: Adder): readonly Candidate[] {
  const { name, right, description } = operator;
  const base = { label: name, kind: "operator", detail: description, rank } as const;
  if (right === "none") return add(name, base);
  if (right === "list") return add(`${name} ($1)$0`, { ...base, isSnippet: true, chains: true });
  return add(`${name} `, { ...base, chains: true });
}

interface LeftType {
  readonly type: ValueType;
  readonly isList: boolean;
  readonly field?: FieldInfo;
}

function typeOf({ catalog, source }: TextPlace, left: FieldRef | Call): LeftType | undefined {
  if (left.kind === "field") {
    const found = catalog.lookupField(left.name, source);
    return found.kind === "found"
      ? { type: found.type, isList: found.field.isList, field: found.field }
      : undefined;
  }
  const output = catalog.transformers.get(left.name)?.output;
  const [first] = left.args;
  if (output) return { type: output, isList: false };
  return first?.kind === "field" || first?.kind === "call"
    ? typeOf({ catalog, source } as TextPlace, first)
    : undefined;
}

function valuesFor(
  place: TextPlace,
  comparison: Comparison,
  slot: Slot,
  to: Adder,
  inList: boolean,
): readonly Candidate[] {
  const { catalog } = place;
  const left = typeOf(place, comparison.left);
  const operator =
    comparison.operator.kind === "operator" ? catalog.operators.get(comparison.operator.name) : undefined;
  const takesList = operator?.right === "list" || comparison.modifier !== undefined;
  const value = (text: string, kind: CandidateKind, rank: number, detail?: string): readonly Candidate[] =>
    add(quoted(text, slot), { label: text, kind, rank, ...(detail !== undefined && { detail }) });
  const { add } = to;
  const candidates: Candidate[] = [];
  if (takesList && !inList)
    candidates.push(
      ...add("($1)$0", {
        label: "( )",
        kind: "keyword",
        rank: 0,
        isSnippet: true,
        detail: "a list of values",
        chains: true,
      }),
    );
  if (inList || !takesList || operator?.right === "list") {
    if (left?.field?.name === "evt.type") {
      for (const name of catalog.events.typeNames) {
        const event = catalog.events.event(name);
        candidates.push(
          ...value(name, "event", event ? 1 : 2, event ? `event · ${event.category}` : "system call"),
        );
      }
    } else if (left && typeGroup(left.type) === "boolean")
      candidates.push(...value("true", "value", 1), ...value("false", "value", 1));
    const named = left?.field?.enumValues ?? left?.field?.commonValues ?? [];
    for (const name of named) candidates.push(...value(name, "value", 1));
    const known = new Set([...named, ...(left?.field?.name === "evt.type" ? catalog.events.typeNames : [])]);
    for (const name of usualValues(place, comparison))
      if (!known.has(name)) candidates.push(...value(name, "value", 2));
  }
  if (slot.quote === undefined && takesList) {
    for (const name of visibleNames(place, "list")) {
      if (!isListFor(place, name, left)) continue;
      candidates.push(
        ...add(inList ? name : `(${name})`, { label: name, kind: "list", rank: 3, detail: "list" }),
      );
    }
    // Of others nobody here knows the items.
    if (inList && left && typeGroup(left.type) === "text" && left.field?.name !== "evt.type")
      candidates.push(...defaultCandidates(place, "list", to));
  }
  if (slot.quote === undefined && !inList && operator?.rightField && left && !left.field?.noRhs)
    candidates.push(...transformers(place, to, "right", left));
  const isApart = /\s/.test(place.text[slot.word.start - 1] ?? "");
  if (!takesList && !inList && operator?.modifier && isApart && slot.quote === undefined) {
    for (const { name, description } of catalog.modifiers.values()) {
      candidates.push(
        ...add(`${name} ($1)$0`, {
          label: name,
          kind: "operator",
          rank: 7,
          isSnippet: true,
          detail: description,
          chains: true,
        }),
      );
    }
  }
  const written = inList ? itemsBefore(comparison) : new Set<string>();
  return candidates.filter(({ label }) => !written.has(label));
}

/** The items that the list of a comparison has so far. */
function itemsBefore({ right }: Comparison): ReadonlySet<string> {
  return new Set(
    right?.kind === "list" ? right.items.flatMap((item) => (item.kind === "text" ? [item.text] : [])) : [],
  );
}

/** Values that this field is compared with elsewhere, in the workspace and in public rules files. */
function usualValues(
  { snapshot, document, catalog }: TextPlace,
  { left, operator }: Comparison,
): readonly string[] {
  if (left.kind !== "field" || operator.kind === "missing") return [];
  const contexts = valueContexts({ ...contextAfter(""), field: left.name, operator: operator.name });
  const lists = new Set([
    ...definedNamesAround(snapshot, document.uri, "list"),
    ...catalog.published.flatMap((file) => [...file.lists]),
  ]);
  return usualNames(contexts, snapshot).filter((name) => !lists.has(name));
}

/** A value as a condition writes it: in quotes where it must be, and not where a quote is open already. */
function quoted(text: string, slot: Slot): string {
  return slot.quote !== undefined || /^[^()"'\s=,]+$/.test(text)
    ? text
    : `"${text.replace(/["\\]/g, "\\$&")}"`;
}
