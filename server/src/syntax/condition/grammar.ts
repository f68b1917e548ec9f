import { EmbeddedActionsParser, EOF, type IOrAlt, type IToken, type ParserMethod, tokenMatcher, type TokenType } from "chevrotain";
import type { ArgumentList, Call, FieldRef, ListValue, NameValue, TextValue, Value } from "./ast.ts";
import { type LogicBuilder, spanOf } from "./logic-builder.ts";
import { type Part, reportUnclosedQuote, toArguments, toCall, toComparison, toField, toList, toName, toText } from "./nodes.ts";
import type { Reporter } from "./syntax-problem.ts";
import * as words from "./tokens.ts";

/** Most calls within calls that are read. */
const MAX_CALLS = 100;

/** What one parse reads from and writes to. */
export interface Parse {
  readonly text: string;
  readonly builder: LogicBuilder;
  readonly reporter: Reporter;
}

/**
 * The grammar of conditions. It is total: each part that may be missing is optional, and each token
 * has a place, be it as stray. Keywords and brackets are put together by the builder, so that the
 * grammar nests only as deep as calls do.
 */
export class ConditionGrammar extends EmbeddedActionsParser {
  private parse: Parse | undefined;
  private calls = 0;
  // The ways to go on at each choice are made once: to make them each time would take longer than to choose.
  private parts: IOrAlt<Part>[] | undefined;
  private lefts: IOrAlt<FieldRef | Call>[] | undefined;
  private rights: IOrAlt<Value>[] | undefined;
  private strays: IOrAlt<IToken>[] | undefined;
  private terms: IOrAlt<void>[] | undefined;

  constructor(options: { readonly isValidated: boolean }) {
    super([...words.vocabulary], { maxLookahead: 1, skipValidations: !options.isValidated, recoveryEnabled: false });
    this.performSelfAnalysis();
  }

  /** Reads all of `tokens` into the builder of `parse`. */
  read(tokens: IToken[], parse: Parse): void {
    this.input = tokens;
    this.parse = parse;
    this.calls = 0;
    this.condition();
  }

  private readonly field = this.RULE("field", (): FieldRef => {
    const name = this.CONSUME(words.Field);
    const argument = this.OPTION(() => this.CONSUME(words.FieldArgument));
    return this.act((parse) => toField(name, argument, parse));
  });

  private readonly list = this.RULE("list", (): ListValue => {
    const open = this.CONSUME(words.ListOpen);
    // A list in the list is no node of its own.
    const items: IToken[] = [];
    this.MANY(() => items.push(this.CONSUME(words.ListPart)));
    const close = this.OPTION(() => this.CONSUME(words.ListClose));
    return this.act((parse) => toList({ open, items, close, next: this.nextStart(parse) }, parse));
  });

  private readonly argumentList = this.RULE("argumentList", (): ArgumentList => {
    const open = this.CONSUME(words.ArgumentsOpen);
    const parts = this.SUBRULE(this.argumentParts);
    const close = this.OPTION(() => this.CONSUME(words.CallClose));
    return this.act((parse) => toArguments({ open, parts, close, next: this.nextStart(parse) }, parse));
  });

  private readonly call: ParserMethod<[], Call> = this.RULE("call", () => {
    const name = this.CONSUME(words.TransformerName);
    const open = this.CONSUME(words.CallOpen);
    this.act(() => {
      this.calls += 1;
    });
    const parts = this.SUBRULE(this.argumentParts);
    this.act(() => {
      this.calls -= 1;
    });
    const close = this.OPTION1(() => this.CONSUME(words.CallClose));
    const argument = this.OPTION2(() => this.CONSUME(words.FieldArgument));
    return this.act((parse) => toCall({ name, open, parts, close, argument, next: this.nextStart(parse) }, parse));
  });

  private readonly argumentParts: ParserMethod<[], Part[]> = this.RULE("argumentParts", () => {
    const parts: Part[] = [];
    this.MANY(() => {
      this.parts ??= [
        { ALT: () => this.text(this.CONSUME(words.Text)) },
        { ALT: () => this.SUBRULE(this.field) },
        { GATE: () => this.calls < MAX_CALLS, ALT: () => this.SUBRULE(this.call) },
        { GATE: () => this.calls < MAX_CALLS, ALT: () => this.SUBRULE(this.argumentList) },
        { ALT: () => this.CONSUME(words.Comma) },
        { ALT: () => this.CONSUME(words.FieldArgument) },
        { ALT: () => this.CONSUME(words.ListOpen) },
        { ALT: () => this.CONSUME(words.InnerListClose) },
        { ALT: () => this.CONSUME(words.Stray) },
        // Where calls nest too deeply their words are strays.
        { ALT: () => this.CONSUME(words.TransformerName) },
        { ALT: () => this.CONSUME(words.CallOpen) },
        { ALT: () => this.CONSUME(words.ArgumentsOpen) },
      ];
      parts.push(this.OR(this.parts));
    });
    return parts;
  });

  /** One rule, though a long one: most of a condition are comparisons, and each call of a rule costs time. */
  private readonly comparison = this.RULE("comparison", () => {
    this.lefts ??= [
      {
        ALT: () => {
          const name = this.CONSUME1(words.Field);
          const argument = this.mayBe(words.FieldArgument) ? this.OPTION1(() => this.CONSUME(words.FieldArgument)) : undefined;
          return this.act((parse) => toField(name, argument, parse));
        },
      },
      { ALT: () => this.SUBRULE1(this.call) },
    ];
    const left = this.OR1(this.lefts);
    const strays: IToken[] = [];
    if (this.mayBe(words.Stray)) this.MANY1(() => strays.push(this.CONSUME1(words.Stray)));
    const operator = this.OPTION2(() => this.CONSUME(words.Operator));
    const takesValue = this.act(() => !operator || !tokenMatcher(operator, words.Exists));
    let modifier: IToken | undefined;
    let right: Value | undefined;
    this.OPTION3({
      GATE: () => takesValue,
      DEF: () => {
        if (this.mayBe(words.Stray)) this.MANY2(() => strays.push(this.CONSUME2(words.Stray)));
        if (this.mayBe(words.Modifier)) modifier = this.OPTION4(() => this.CONSUME(words.Modifier));
        right = this.OPTION5(() => {
          this.rights ??= [
            { ALT: () => this.text(this.CONSUME(words.Text)) },
            { ALT: () => this.SUBRULE(this.list) },
            { ALT: () => this.SUBRULE2(this.call) },
            { ALT: () => this.name(this.CONSUME(words.ListName)) },
          ];
          return this.OR2(this.rights);
        });
      },
    });
    this.act((parse) => {
      const comparison = toComparison({ left, strays, operator, modifier, right }, parse);
      parse.builder.operand(comparison, left.nameSpan);
    });
  });

  /** What is left where something is missing before it. */
  private readonly stray = this.RULE("stray", (): IToken => {
    this.strays ??= [
        ...[words.Stray, words.Orphan, words.ListTail, words.Text],
        ...[
          words.ListName,
          words.ListOpen,
          words.ListClose,
          words.InnerListClose,
          words.Comma,
          words.CallOpen,
          words.CallClose,
          words.ArgumentsOpen,
        ],
        ...[words.Operator, words.Modifier, words.FieldArgument],
      ].map((type, index) => ({ ALT: () => this.consume(index, type) }));
    return this.OR(this.strays);
  });

  readonly condition = this.RULE("condition", () => {
    this.MANY(() => {
      this.terms ??= [
        { ALT: () => this.pass(this.CONSUME(words.And), (token, { builder }) => builder.keyword("and", token)) },
        { ALT: () => this.pass(this.CONSUME(words.Or), (token, { builder }) => builder.keyword("or", token)) },
        { ALT: () => this.pass(this.CONSUME(words.Not), (token, { builder }) => builder.not(token)) },
        { ALT: () => this.pass(this.CONSUME(words.GroupOpen), (token, { builder }) => builder.open(token)) },
        { ALT: () => this.pass(this.CONSUME(words.GroupClose), (token, { builder }) => builder.close(token)) },
        { ALT: () => this.pass(this.CONSUME(words.Identifier), addMacro) },
        { ALT: () => this.SUBRULE(this.comparison) },
        { ALT: () => this.pass(this.CONSUME(words.Comment), addComment) },
        { ALT: () => this.pass(this.SUBRULE(this.stray), addStray) },
      ];
      this.OR(this.terms);
    });
  });

  /** Whether a rare part may come next: to ask here takes less time than to try to read it. */
  private mayBe(type: TokenType): boolean {
    return this.RECORDING_PHASE || tokenMatcher(this.LA(1), type);
  }

  /** Runs `action` in a real parse only, not while the grammar records itself. */
  private act<T>(action: (parse: Parse) => T): T {
    return this.RECORDING_PHASE ? (undefined as T) : action(this.parse as Parse);
  }

  private text(token: IToken): TextValue {
    return this.act((parse) => toText(token, parse));
  }

  private name(token: IToken): NameValue {
    return this.act(() => toName(token));
  }

  private pass(token: IToken, action: (token: IToken, parse: Parse) => void): void {
    this.act((parse) => action(token, parse));
  }

  /** Where the next word begins, or the end of the text. */
  private nextStart(parse: Parse): number {
    const next = this.LA(1);
    return next.tokenType === EOF ? parse.text.length : next.startOffset;
  }
}

function addMacro(token: IToken, { builder }: Parse): void {
  const at = spanOf(token);
  builder.operand({ kind: "macro", name: token.image, span: at }, at);
}

/** In folded text a comment takes everything behind it along, and so the check that its `and` asks for. */
function addComment(token: IToken, { text, builder, reporter }: Parse): void {
  const at = spanOf(token);
  reporter.report({ code: "comment-in-condition", span: at });
  if (text.slice(at.end).trim() === "") builder.absent(at);
}

function addStray(token: IToken, { builder, reporter }: Parse): void {
  const at = spanOf(token);
  if (tokenMatcher(token, words.UnclosedText)) reportUnclosedQuote(token, reporter);
  else if (tokenMatcher(token, words.Orphan))
    reporter.lose({ code: "missing-operand", span: at, side: "before", word: token.image });
  else reporter.lose({ code: "unexpected-token", span: at, text: token.image });
  if (tokenMatcher(token, words.ListClose)) builder.closeList(token);
  else builder.stray(at);
}
