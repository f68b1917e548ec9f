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
  /** The field that is compared. */
  readonly field: string;
  readonly operator: string;
}

/** Contexts in which the next operand was counted, the most specific first. `not` counts as an operand. */
export function operandContexts({ keyword, operand }: UsageContext): readonly string[] {
  return [`${keyword} ${operand}`, keyword, "operand"];
}

/** The same for the operator after a field. */
export function operatorContexts({ field, operator }: UsageContext): readonly string[] {
  return [`operator ${field}`, `operator after ${operator}`, "operator"];
}

/** The same for values of a field, names of lists included. */
export function valueContexts({ field, operator }: UsageContext): readonly string[] {
  return [`value ${field} ${operator}`, `value ${field}`];
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
  if (condition !== undefined) countUsage(condition, counts);
  if (output !== undefined) countOutput(output, counts);
  if (tags?.kind === "seq")
    countTags(
      tags.items.flatMap((tag) => (tag.kind === "scalar" ? tag.text : [])),
      counts,
    );
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
  return [...output.matchAll(/%\d*(?:[a-z0-9]+\()*([a-z]\w*(?:\.\w+)+)/g)].map((match) => match[1] ?? "");
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
  let context: UsageContext = { keyword: START, operand: START, field: "", operator: "" };
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
      context = { ...context, operand: image, field: kind === "field" ? image : "" };
    } else if (kind === "transformer") count(operandContexts(context), image);
    else if (isOperator(token)) {
      count(operatorContexts(context), image);
      context = { ...context, operator: image };
    } else if (kind === "list-name" || isText(token)) {
      if (context.field !== "") count(valueContexts(context), unquoted(image));
    }
  }
  return context;
}

function unquoted(image: string): string {
  return /^(["'])[^]*\1$/.test(image) ? image.slice(1, -1) : image;
}
