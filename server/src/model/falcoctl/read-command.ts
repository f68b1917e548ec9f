import { commandAfter, commandNamed, commandsBelow, optionNamed } from "../../catalog/falcoctl/commands.ts";
import type { FalcoctlCommand, FalcoctlOption } from "../../catalog/falcoctl/falcoctl-records.ts";
import type { Span } from "../../text/span.ts";
import type { Invocation, Word } from "../invocation/invocation.ts";

/** An option as it is given to falcoctl. */
export interface GivenFalcoctlOption {
  /** With its dashes. */
  readonly name: string;
  readonly span: Span;
  /** An option of some command; absent for an unknown name. */
  readonly record?: FalcoctlOption;
  readonly value?: Word;
}

/** A command line of falcoctl. Source: the rules of falcoctl's parser, spf13/cobra and spf13/pflag. */
export interface FalcoctlLine {
  /** The command as far as it is known: `artifact install`; empty for falcoctl itself. */
  readonly name: string;
  readonly command?: FalcoctlCommand;
  /** The word after the known commands that should be one. */
  readonly unknown?: Word;
  readonly options: readonly GivenFalcoctlOption[];
  readonly operands: readonly Word[];
  /** A part of it is known only when it runs. */
  readonly isOpen: boolean;
}

export function isFalcoctl({ program }: Pick<Invocation, "program">): boolean {
  return program === "falcoctl" || program.startsWith("falcoctl ");
}

/** Reads a line; the program can name a command already, as where a chart writes the first words. */
export function readFalcoctl({ program, arguments: words }: Invocation): FalcoctlLine {
  let name = program.slice("falcoctl".length).trim();
  let unknown: Word | undefined;
  const options: GivenFalcoctlOption[] = [];
  const operands: Word[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    if (!word) break;
    if (word.text === "--") {
      operands.push(...words.slice(at + 1));
      break;
    }
    if (word.text.startsWith("-") && word.text !== "-") {
      const option = readOption(word, words[at + 1]);
      options.push(option);
      if (option.value && option.value === words[at + 1]) at++;
      continue;
    }
    const next = unknown || word.opaque ? undefined : commandAfter(name, word.text);
    if (next) name = next.name;
    else if (!unknown && commandsBelow(name).length > 0) unknown = word;
    else operands.push(word);
  }
  const command = commandNamed(name);
  return {
    name,
    ...(command && { command }),
    ...(unknown && { unknown }),
    options,
    operands,
    isOpen: words.some(({ opaque }) => opaque),
  };
}

function readOption(word: Word, next: Word | undefined): GivenFalcoctlOption {
  const equals = word.text.indexOf("=");
  const name = equals < 0 ? word.text : word.text.slice(0, equals);
  const span = { start: word.span.start, end: word.span.start + name.length };
  const record = optionNamed(name);
  const base = { name, span, ...(record && { record }) };
  if (equals >= 0)
    return {
      ...base,
      value: {
        text: word.text.slice(equals + 1),
        span: { start: word.span.start + equals + 1, end: word.span.end },
        opaque: word.opaque,
      },
    };
  // Of an unknown option it is not known whether the next word is its value.
  const takesNext = record ? record.value !== undefined : next !== undefined && !next.text.startsWith("-");
  return takesNext && next ? { ...base, value: next } : base;
}
