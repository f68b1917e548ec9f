import { EmbeddedActionsParser, type IOrAlt, type IToken, type ParserMethod } from "chevrotain";
import type { ArgumentList, Call, FieldRef, ListValue, NameValue, TextValue, Value } from "./ast.ts";
import {
  type Parse,
  type Part,
  reportUnclosedQuote,
  toArguments,
  toCall,
  toComparison,
  toField,
  toList,
  toName,
  toText,
} from "./nodes.ts";
import { macroNode } from "./packed-nodes.ts";
import { isStray, ListPart, Operator, Stray, Text, type Token, TransformerName, TYPES } from "./tokens.ts";

/** Maximum depth of nested calls that are parsed. */
const MAX_CALLS = 100;

const NO_TOKENS: IToken[] = [];

/** What a rule returns while the parser records its grammar. */
const RECORDED = undefined as never;

/** Tokens that have a place of their own only after something that is missing here. */
const MISPLACED = [
  ...[Stray, Operator, Text, TYPES["list-name"], TYPES["list-open"], TYPES["inner-list-close"], TYPES.comma],
  ...[TYPES["list-tail"], TYPES.orphan, TYPES.modifier, TYPES["field-argument"]],
  ...[TYPES["call-open"], TYPES["call-close"], TYPES["arguments-open"]],
];

/**
 * The grammar of conditions.
 *
 * It is total: each part that may be missing is optional, and each token has a place, if only as a stray. Keywords and
 * parentheses are combined by the builder, so the grammar nests only as deep as calls do.
 */
export class ConditionGrammar extends EmbeddedActionsParser {
  /** What is parsed; nothing while the parser records its grammar, in which tokens have no text. */
  private parse: Parse | undefined;
  /** Number of calls that are open. */
  private calls = 0;
  // Options and alternatives are created once: creating them at every choice costs more than choosing.
  private readonly argumentHere = (): IToken => this.CONSUME(TYPES["field-argument"]);
  private readonly operatorHere = (): IToken => this.CONSUME(Operator);
  private readonly modifierHere = (): IToken => this.CONSUME(TYPES.modifier);
  private readonly valueHere = (): Value => this.SUBRULE(this.value);
  private terms: IOrAlt<void>[] | undefined;
  private lefts: IOrAlt<FieldRef | Call>[] | undefined;
  private values: IOrAlt<Value>[] | undefined;
  private parts: IOrAlt<Part>[] | undefined;

  /** With `isValidated` the grammar itself is checked, which only a test needs. */
  constructor(options: { readonly isValidated: boolean }) {
    super([...Object.values(TYPES), Text, Stray, TransformerName, Operator, ListPart], {
      maxLookahead: 1,
      recoveryEnabled: false,
      skipValidations: !options.isValidated,
    });
    this.performSelfAnalysis();
  }

  /** Reads all of `tokens`, of which the last is the end, into the builder of `parse`. */
  read(tokens: readonly Token[], parse: Parse): void {
    // What else such tokens have is for messages of the parser, and it gives none.
    this.input = tokens as unknown as IToken[];
    this.parse = parse;
    this.calls = 0;
    this.condition();
    // The tokens of a long condition take more memory than its tree.
    this.input = NO_TOKENS;
  }

  private readonly field = this.RULE("field", (): FieldRef => {
    const name = this.CONSUME(TYPES.field);
    const argument = this.OPTION(this.argumentHere);
    return this.parse ? toField(token(name), optional(argument), this.parse) : RECORDED;
  });

  private readonly list = this.RULE("list", (): ListValue => {
    const open = this.CONSUME(TYPES["list-open"]);
    const items: Token[] = [];
    this.MANY(() => items.push(token(this.CONSUME(ListPart))));
    const close = this.OPTION(() => this.CONSUME(TYPES["list-close"]));
    return this.parse
      ? toList({ open: token(open), items, close: optional(close), next: this.next().start }, this.parse)
      : RECORDED;
  });

  private readonly call: ParserMethod<[], Call> = this.RULE("call", () => {
    const name = this.CONSUME(TransformerName);
    const open = this.CONSUME(TYPES["call-open"]);
    this.calls += 1;
    const parts = this.SUBRULE(this.callParts);
    this.calls -= 1;
    const close = this.OPTION(() => this.CONSUME(TYPES["call-close"]));
    const argument = this.OPTION1(this.argumentHere);
    if (!this.parse) return RECORDED;
    const enclosed = { open: token(open), parts, close: optional(close), next: this.next().start };
    return toCall({ name: token(name), ...enclosed, argument: optional(argument) }, this.parse);
  });

  private readonly argumentList: ParserMethod<[], ArgumentList> = this.RULE("argumentList", () => {
    const open = this.CONSUME(TYPES["arguments-open"]);
    const parts = this.SUBRULE(this.callParts);
    const close = this.OPTION(() => this.CONSUME(TYPES["call-close"]));
    return this.parse
      ? toArguments({ open: token(open), parts, close: optional(close), next: this.next().start }, this.parse)
      : RECORDED;
  });

  private readonly callParts: ParserMethod<[], Part[]> = this.RULE("callParts", () => {
    const parts: Part[] = [];
    this.MANY(() => {
      this.parts ??= [
        { ALT: () => this.text(this.CONSUME(Text)) },
        { ALT: () => this.SUBRULE(this.field) },
        { GATE: () => this.calls < MAX_CALLS, ALT: () => this.SUBRULE(this.call) },
        { GATE: () => this.calls < MAX_CALLS, ALT: () => this.SUBRULE(this.argumentList) },
        { ALT: () => token(this.CONSUME(TYPES.comma)) },
        { ALT: () => token(this.CONSUME(Stray)) },
        { ALT: () => token(this.CONSUME(TYPES["call-open"])) },
        { ALT: () => token(this.CONSUME(TYPES["field-argument"])) },
        { ALT: () => token(this.CONSUME(TYPES["list-open"])) },
        { ALT: () => token(this.CONSUME(TYPES["inner-list-close"])) },
        // Where calls nest too deeply, their tokens are strays.
        { ALT: () => token(this.CONSUME(TransformerName)) },
        { ALT: () => token(this.CONSUME(TYPES["arguments-open"])) },
      ];
      parts.push(this.OR({ DEF: this.parts, IGNORE_AMBIGUITIES: true }));
    });
    return parts;
  });

  private readonly value = this.RULE("value", (): Value => {
    this.values ??= [
      { ALT: () => this.text(this.CONSUME(Text)) },
      { ALT: () => this.SUBRULE(this.list) },
      { ALT: () => this.SUBRULE(this.call) },
      { ALT: () => this.name(this.CONSUME(TYPES["list-name"])) },
    ];
    return this.OR(this.values);
  });

  /** What has no place; the first is what is reported. */
  private readonly strays = this.RULE("strays", (): Token | undefined => {
    let first: Token | undefined;
    this.MANY(() => {
      const stray = this.CONSUME(Stray);
      first ??= token(stray);
    });
    return first;
  });

  private readonly comparison = this.RULE("comparison", () => {
    this.lefts ??= [{ ALT: () => this.SUBRULE(this.field) }, { ALT: () => this.SUBRULE(this.call) }];
    const left = this.OR(this.lefts);
    const before = this.isBefore(isStray) ? this.SUBRULE(this.strays) : undefined;
    const operator = this.OPTION(this.operatorHere);
    const expectsValue = !this.parse || operator?.tokenType !== TYPES.exists;
    const after = expectsValue && this.isBefore(isStray) ? this.SUBRULE1(this.strays) : undefined;
    const modifier = expectsValue ? this.OPTION1(this.modifierHere) : undefined;
    const right = expectsValue ? this.OPTION2(this.valueHere) : undefined;
    if (!this.parse) return;
    const comparison = toComparison(
      {
        left,
        stray: before ?? after,
        operator: optional(operator),
        modifier: optional(modifier),
        right,
        next: this.next(),
      },
      this.parse,
    );
    this.parse.builder.operand(comparison, left.nameSpan);
  });

  private readonly condition = this.RULE("condition", () => {
    this.MANY(() => {
      this.terms ??= [
        { ALT: () => this.SUBRULE(this.comparison) },
        { ALT: () => this.add(this.CONSUME(TYPES.and), addKeyword) },
        { ALT: () => this.add(this.CONSUME(TYPES.or), addKeyword) },
        { ALT: () => this.add(this.CONSUME(TYPES.not), addNot) },
        { ALT: () => this.add(this.CONSUME(TYPES["group-open"]), addOpening) },
        { ALT: () => this.add(this.CONSUME(TYPES["group-close"]), addClosing) },
        { ALT: () => this.add(this.CONSUME(TYPES.identifier), addMacro) },
        { ALT: () => this.add(this.CONSUME(TYPES.comment), addComment) },
        { ALT: () => this.add(this.CONSUME(TYPES["list-close"]), addListClose) },
        ...MISPLACED.map((type, index) => ({ ALT: () => this.add(this.consume(index, type), addStray) })),
      ];
      this.OR(this.terms);
    });
    this.CONSUME(TYPES.end);
  });

  private add(consumed: IToken, action: (token: Token, parse: Parse) => void): void {
    if (this.parse) action(token(consumed), this.parse);
  }

  private text(consumed: IToken): TextValue {
    return this.parse ? toText(token(consumed), this.parse) : RECORDED;
  }

  private name(consumed: IToken): NameValue {
    return this.parse ? toName(token(consumed)) : RECORDED;
  }

  /** Whether the token that follows is such a one; the parser records every way. */
  private isBefore(isSuch: (token: Token) => boolean): boolean {
    return !this.parse || isSuch(this.next());
  }

  /** The token that follows. The end follows everything. */
  private next(): Token {
    return token(this.LA(1));
  }
}

function addKeyword(token: Token, { builder }: Parse): void {
  if (token.kind === "and" || token.kind === "or") builder.keyword(token.kind, token);
}

function addNot(token: Token, { builder }: Parse): void {
  builder.not(token);
}

function addOpening({ span }: Token, { builder }: Parse): void {
  builder.open(span);
}

function addClosing({ span }: Token, { builder }: Parse): void {
  builder.close(span);
}

function addMacro({ image, start, span }: Token, { builder }: Parse): void {
  builder.operand(macroNode(image, start), span);
}

/** In folded text a comment includes everything after it, and so the check that its `and` asks for. */
function addComment({ span }: Token, { text, builder, reporter }: Parse): void {
  reporter.report({ code: "comment-in-condition", span });
  if (text.slice(span.end).trim() === "") builder.absent(span);
}

function addListClose({ span, image }: Token, { builder, reporter }: Parse): void {
  reporter.lose({ code: "unexpected-token", span, text: image });
  builder.closeList(span);
}

/** What is left where something is missing before it. */
function addStray(token: Token, { builder, reporter }: Parse): void {
  const { kind, image, span } = token;
  if (kind === "unclosed") reportUnclosedQuote(token, reporter);
  else if (kind === "orphan") reporter.lose({ code: "missing-operand", span, side: "before", word: image });
  else reporter.lose({ code: "unexpected-token", span, text: image });
  builder.stray(span);
}

/** Every token of the input was one of the lexer's. */
function token(consumed: IToken): Token {
  return consumed as IToken & Token;
}

function optional(consumed: IToken | undefined): Token | undefined {
  return consumed && token(consumed);
}
