import type { Condition, MacroRef } from "../../syntax/condition/ast.ts";
import type { SyntaxProblem } from "../../syntax/condition/syntax-problem.ts";

import type { ConditionFinding } from "../condition/finding.ts";
import type { OutputFinding } from "../output/judge-output.ts";
import type { Finding } from "../../text/finding.ts";

/** A macro that nothing defines, in a text whose words around it tell what may be meant. */
export interface MacroInText extends Finding<"undefined-macro"> {
  readonly falco: string | null;
}

export type TextCode = (ConditionFinding | OutputFinding | MacroInText)["code"];

/** What is found in a condition's or output's text; `falco` is its code for a refusal or a warning. */
export interface TextFinding extends Finding<TextCode> {
  readonly falco: string | null;
  /** Falco does not come to look at it. */
  readonly aside?: true;
}

export interface ParsedCondition {
  readonly tree: Condition;
  /** What the grammar rejects; as findings, and as it was found. */
  readonly problems: readonly TextFinding[];
  readonly syntax: readonly SyntaxProblem[];
  /** The macros that it refers to. */
  readonly refs: readonly MacroRef[];
  /** What a memo keeps with it. */
  answers: Answer | undefined;
}

/** An answer that is kept with what it is about, and the one before it. */
interface Answer {
  readonly kind: string;
  readonly of: string;
  readonly value: unknown;
  readonly before: Answer | undefined;
}

/** The event types a condition admits. */
export interface Events {
  /** Codes of the event table. */
  readonly codes: ReadonlySet<number>;
  /** Falco's names, as its description of a rule lists them; unordered. */
  readonly names: readonly string[];
  /** Why nothing restricts it, in a sentence; undefined when something does. */
  readonly reason?: string;
}

/** How texts are checked for one catalogue. Made once for each; the loader keeps its answers. */
export interface Judge extends LoadContext {
  parse(text: string): ParsedCondition;
  /** Fields, types and values of a tree without looking into macros; of one that the grammar rejects, in what could be read. */
  condition(parsed: ParsedCondition, text: string, source: string): readonly TextFinding[];
  output(text: string, source: string): readonly TextFinding[];
  /** What an output prints that none of these events has. */
  absent(text: string, events: readonly string[], source: string): readonly TextFinding[];
  /** Of a tree whose macros are written out. */
  events(tree: Condition): Events;
  canonical(tree: Condition): string;
}

/**
 * Remembers answers by text for as long as they are asked for: what neither this round nor the one before
 * wanted is dropped. One a ruleset.
 */
export interface Memo {
  get<T>(kind: string, key: MemoKey, make: () => T): T;
  /** The same for what is put together rather than checked: it does not count. Answers made inside do. */
  keep<T>(kind: string, key: MemoKey, make: () => T): T;
  /** The same for what depends on a condition and one word, such as a source: kept with the condition, for as long as that is. */
  about<T>(parsed: ParsedCondition, kind: string, of: string, make: () => T): T;
  /** A key for some objects in their order: most often there is one, and it is the key itself. */
  key(objects: readonly object[]): MemoKey;
  /** A number for an object, the same as long as the object lives. */
  id(thing: object): number;
  /** Begins a round. One that was given up before its end goes on instead, so that none of its answers is lost. */
  turn(): void;
  /** Ends a round: all that it wants was asked for. */
  end(): void;
  /** How many answers this round asked for. */
  readonly size: number;
  /** How many answers were made since the memo was, for tests that count work. */
  readonly made: number;
}

/** A text, or an object that is the same for as long as the answer is. */
export type MemoKey = string | object;

export function createMemo(): Memo {
  let current = new Map<string, Map<MemoKey, unknown>>();
  let before: ReadonlyMap<string, ReadonlyMap<MemoKey, unknown>> = new Map();
  const ids = new WeakMap<object, number>();
  let lastId = 0;
  let made = 0;
  let size = 0;
  let isOpen = false;
  const answerTo = <T>(kind: string, key: MemoKey, make: () => T, count: number): T => {
    const answers = current.get(kind) ?? new Map<MemoKey, unknown>();
    if (answers.size === 0) current.set(kind, answers);
    const answer = answers.get(key);
    if (answer !== undefined || answers.has(key)) return answer as T;
    const earlier = before.get(kind);
    let value: T;
    if (earlier?.has(key)) value = earlier.get(key) as T;
    else {
      value = make();
      made += count;
    }
    answers.set(key, value);
    size++;
    return value;
  };
  return {
    get: (kind, key, make) => answerTo(kind, key, make, 1),
    keep: (kind, key, make) => answerTo(kind, key, make, 0),
    about<T>(parsed: ParsedCondition, kind: string, of: string, make: () => T) {
      for (let answer = parsed.answers; answer; answer = answer.before)
        if (answer.kind === kind && answer.of === of) return answer.value as T;
      const value = make();
      made++;
      parsed.answers = { kind, of, value, before: parsed.answers };
      return value;
    },
    key(objects) {
      const [only] = objects;
      return only && objects.length === 1 ? only : objects.map((one) => this.id(one)).join(" ");
    },
    id(thing) {
      const known = ids.get(thing);
      if (known !== undefined) return known;
      ids.set(thing, ++lastId);
      return lastId;
    },
    turn() {
      if (isOpen) return;
      isOpen = true;
      before = current;
      current = new Map();
      size = 0;
    },
    end() {
      isOpen = false;
    },
    get size() {
      return size;
    },
    get made() {
      return made;
    },
  };
}

/** What the loader must know of the Falco it loads for. */
export interface LoadContext {
  isSource(name: string): boolean;
  readonly sources: readonly string[];
  /** Whether a text is a field, or transformers around one, that rules of this source may use. */
  isFilterField(text: string, source: string): boolean;
  /** Names that such a text may be made of, for suggestions. */
  fieldNames(source: string): readonly string[];
  /** Plugins of which any would provide a field to rules of this source; none are for what no plugin has, or is there. */
  pluginsOfField(text: string, source: string): readonly string[];
}
