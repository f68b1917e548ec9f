import type { Item } from "../../syntax/item.ts";
import { textOf, valueOf } from "../../syntax/yaml-node.ts";
import { tokensOf } from "../../syntax/condition/lexer.ts";
import { isOperator, isText, type Token } from "../../syntax/condition/tokens.ts";

/** How often something follows in a context, by context. */
export type UsageCounts = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** Where a condition begins, in the place of a keyword and of an operand. */
const START = "^";

/** What was read of a condition up to a place, as far as it says what comes next. */
export interface UsageContext {
  /** `and`, `or`, `not`, or the start. */
  readonly keyword: string;
  /** Field or macro of the last operand. */
  readonly operand: string;
  /** The one before it. */
  readonly before: string;
  /** What the condition begins with: a macro, a field, or the first value of `evt.type`. */
  readonly topic: string;
  /** The field that is compared. */
  readonly field: string;
  readonly operator: string;
  /** The value before in the same list. */
  readonly value: string;
}

/** Contexts of this kind are too many to be kept of other people's rules. */
export const OWN = "own ";

/** All names that values are taken from. */
export const VALUES = `${OWN}values`;

/** Contexts in which the next operand was counted, the most specific first. `not` counts as an operand. */
export function operandContexts({ keyword, operand, before, topic }: UsageContext): readonly string[] {
  return [
    `${OWN}${keyword} ${before} ${operand}`,
    `${keyword} ${operand}`,
    `topic ${topic} ${keyword}`,
    keyword,
    "operand",
  ];
}

/** The same for the operator after a field. */
export function operatorContexts({ field, operator }: UsageContext): readonly string[] {
  return [`operator ${field}`, `operator after ${operator}`, "operator"];
}

/** The same for values of a field, names of lists included. */
export function valueContexts({ field, operator, value }: UsageContext): readonly string[] {
  const next = value === START ? [] : [`value ${field} after ${value}`];
  return [...next, `value ${field} ${operator}`, `value ${field}`];
}

/** The same for `and` and `or`. */
export function logicContexts({ keyword, operand }: UsageContext): readonly string[] {
  return [`logic ${keyword} ${operand}`, `logic ${keyword}`, "logic"];
}

/** The same for a field in an output after another field. */
export function outputContexts(before: string): readonly string[] {
  return [`output ${fieldsOf(before).at(-1) ?? START}`, "output"];
}

/** The same for a tag after another one. */
export function tagContexts(before: string | undefined): readonly string[] {
  return [`tag ${before ?? START}`, "tag"];
}

/** Counts the condition, the output and the tags of an item. */
export function countItem({ node }: Item, counts: Map<string, Map<string, number>>): void {
  const condition = textOf(node, "condition");
  const output = textOf(node, "output");
  const tags = valueOf(node, "tags");
  const items = valueOf(node, "items");
  if (condition !== undefined) countUsage(condition, counts);
  if (output !== undefined) countOutput(output, counts);
  if (tags?.kind === "seq")
    countTags(
      tags.items.flatMap((tag) => (tag.kind === "scalar" ? tag.text : [])),
      counts,
    );
  if (items?.kind === "seq")
    for (const item of items.items) if (item.kind === "scalar") note([VALUES], item.text, counts);
}

/** Counts the fields of an output. */
function countOutput(output: string, counts: Map<string, Map<string, number>>): void {
  let before = START;
  for (const field of fieldsOf(output)) {
    note([`output ${before}`, "output"], field, counts);
    before = field;
  }
}

/** Counts the tags of a rule. */
function countTags(tags: readonly string[], counts: Map<string, Map<string, number>>): void {
  for (const [at, tag] of tags.entries()) note(tagContexts(tags[at - 1]), tag, counts);
}

/** The names of the fields that an output shows, without their arguments. */
function fieldsOf(output: string): readonly string[] {
  return [...output.matchAll(/%\d*(?:[a-z][a-z0-9]*\()*([a-z]\w*(?:\.\w+)+)/g)].map(
    (match) => match[1] ?? "",
  );
}

function note(contexts: readonly string[], name: string, counts: Map<string, Map<string, number>>): void {
  for (const context of contexts) {
    const names = counts.get(context) ?? new Map<string, number>();
    names.set(name, (names.get(name) ?? 0) + 1);
    counts.set(context, names);
  }
}

/** Counts what a condition contains into `counts`. */
function countUsage(condition: string, counts: Map<string, Map<string, number>>): void {
  read(tokensOf(condition), (contexts, name) => note(contexts, name, counts));
}

/** The context at the end of the beginning of a condition. */
export function contextAfter(condition: string): UsageContext {
  return read(tokensOf(condition), () => {});
}

function read(
  tokens: readonly Token[],
  count: (contexts: readonly string[], name: string) => void,
): UsageContext {
  let context: UsageContext = START_OF_CONDITION;
  for (const token of tokens) {
    const { kind, image } = token;
    if (kind === "and" || kind === "or") {
      count(logicContexts(context), kind);
      context = { ...context, keyword: kind };
    } else if (kind === "not") {
      count(operandContexts(context), "not");
      context = { ...context, keyword: "not" };
    } else if (kind === "field" || kind === "identifier") {
      count(operandContexts(context), image);
      const { operand: before, topic } = context;
      const field = kind === "field" ? image : "";
      context = { ...context, before, operand: image, field, topic: topic === START ? image : topic };
    } else if (kind === "transformer") count(operandContexts(context), image);
    else if (isOperator(token)) {
      count(operatorContexts(context), image);
      context = { ...context, operator: image, value: START };
    } else if ((kind === "list-name" || isText(token)) && context.field !== "") {
      const value = unquoted(image);
      count([...valueContexts(context), VALUES], value);
      context = { ...context, value, topic: context.topic === "evt.type" ? value : context.topic };
    }
  }
  return context;
}

const START_OF_CONDITION: UsageContext = {
  keyword: START,
  operand: START,
  before: START,
  topic: START,
  field: "",
  operator: "",
  value: START,
};

function unquoted(image: string): string {
  return /^(["'])[^]*\1$/.test(image) ? image.slice(1, -1) : image;
}
