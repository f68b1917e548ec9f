import {
  createToken,
  EmbeddedActionsParser,
  type IOrAlt,
  type IToken,
  type ParserMethod,
  type TokenType,
} from "chevrotain";
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
import type { Token, TokenKind } from "./tokens.ts";

/** Maximum depth of nested calls that are parsed. */
const MAX_CALLS = 100;

/** A token of the lexer, in the form that the parser expects. */
type ParserToken = Token & IToken;

const Text = category("Text");
const Stray = category("Stray-token");
const TransformerName = category("Transformer-name");
const Operator = category("Operator");
/** What may be inside the parentheses of a list. A list in a list has no node of its own. */
const ListPart = category("List-part");

/** The parser's type of each kind of token. A category represents any of its kinds. */
const TYPES: Readonly<Record<TokenKind, TokenType>> = {
  and: kind("and"),
  or: kind("or"),
  not: kind("not"),
  "group-open": kind("group-open"),
  "group-close": kind("group-close"),
  identifier: kind("identifier"),
  comment: kind("comment"),
  field: kind("field"),
  transformer: kind("transformer", TransformerName),
  "foreign-transformer": kind("foreign-transformer", TransformerName),
  "call-open": kind("call-open"),
  "call-close": kind("call-close"),
  "arguments-open": kind("arguments-open"),
  "field-argument": kind("field-argument"),
  exists: kind("exists", Operator),
  "number-operator": kind("number-operator", Operator),
  "text-operator": kind("text-operator", Operator),
  "list-operator": kind("list-operator", Operator),
  modifier: kind("modifier"),
  number: kind("number", Text, ListPart),
  bare: kind("bare", Text, ListPart),
  quoted: kind("quoted", Text, ListPart),
  unclosed: kind("unclosed", Text, ListPart),
  "list-name": kind("list-name"),
  "list-open": kind("list-open", ListPart),
  "list-close": kind("list-close"),
  comma: kind("comma", ListPart),
  "inner-list-close": kind("inner-list-close", ListPart),
  "list-tail": kind("list-tail"),
  orphan: kind("orphan"),
  stray: kind("stray", Stray, ListPart),
  "unknown-operator": kind("unknown-operator", Stray),
  end: kind("end"),
};

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
  private parse: Parse | undefined;
  /** Number of calls that are open. */
  private calls = 0;
  // Alternatives are created once: creating them at every choice costs more than choosing.
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
    this.input = tokens.map(toParserToken);
    this.parse = parse;
    this.calls = 0;
    this.condition();
    // The tokens of a long condition take more memory than its tree.
    this.input = [];
  }

  private readonly field = this.RULE("field", (): FieldRef => {
    const name = this.CONSUME(TYPES.field);
    const argument = this.OPTION(() => this.CONSUME(TYPES["field-argument"]));
    return this.act((parse) => toField(token(name), argument && token(argument), parse));
  });

  private readonly list = this.RULE("list", (): ListValue => {
    const open = this.CONSUME(TYPES["list-open"]);
    const items: Token[] = [];
    this.MANY(() => items.push(token(this.CONSUME(ListPart))));
    const close = this.OPTION(() => this.CONSUME(TYPES["list-close"]));
    return this.act((parse) =>
      toList({ open: token(open), items, close: close && token(close), next: this.next().span.start }, parse),
    );
  });

  private readonly call: ParserMethod<[], Call> = this.RULE("call", () => {
    const name = this.CONSUME(TransformerName);
    const open = this.CONSUME(TYPES["call-open"]);
    this.calls += 1;
    const parts = this.SUBRULE(this.callParts);
    this.calls -= 1;
    const close = this.OPTION(() => this.CONSUME(TYPES["call-close"]));
    const argument = this.OPTION1(() => this.CONSUME(TYPES["field-argument"]));
    return this.act((parse) => {
      const enclosed = {
        open: token(open),
        parts,
        close: close && token(close),
        next: this.next().span.start,
      };
      return toCall({ name: token(name), ...enclosed, argument: argument && token(argument) }, parse);
    });
  });

  private readonly argumentList: ParserMethod<[], ArgumentList> = this.RULE("argumentList", () => {
    const open = this.CONSUME(TYPES["arguments-open"]);
    const parts = this.SUBRULE(this.callParts);
    const close = this.OPTION(() => this.CONSUME(TYPES["call-close"]));
    return this.act((parse) =>
      toArguments(
        { open: token(open), parts, close: close && token(close), next: this.next().span.start },
        parse,
      ),
    );
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

  private readonly comparison = this.RULE("comparison", () => {
    this.lefts ??= [{ ALT: () => this.SUBRULE(this.field) }, { ALT: () => this.SUBRULE(this.call) }];
    const left = this.OR(this.lefts);
    const strays: Token[] = [];
    this.MANY(() => strays.push(token(this.CONSUME(Stray))));
    const operator = this.OPTION(() => this.CONSUME(Operator));
    const expectsValue = this.RECORDING_PHASE || operator?.tokenType !== TYPES.exists;
    let modifier: IToken | undefined;
    let right: Value | undefined;
    this.OPTION1({
      GATE: () => expectsValue,
      DEF: () => {
        this.MANY1(() => strays.push(token(this.CONSUME1(Stray))));
        modifier = this.OPTION2(() => this.CONSUME(TYPES.modifier));
        right = this.OPTION3(() => this.SUBRULE(this.value));
      },
    });
    this.act((parse) => {
      const operation = {
        operator: operator && token(operator),
        modifier: modifier && token(modifier),
        right,
      };
      const comparison = toComparison({ left, strays, ...operation, next: this.next() }, parse);
      parse.builder.operand(comparison, left.nameSpan);
    });
  });

  private readonly condition = this.RULE("condition", () => {
    this.MANY(() => {
      this.terms ??= [
        { ALT: () => this.SUBRULE(this.comparison) },
        { ALT: () => this.add(this.CONSUME(TYPES.and), addKeyword) },
        { ALT: () => this.add(this.CONSUME(TYPES.or), addKeyword) },
        { ALT: () => this.add(this.CONSUME(TYPES.not), (at, { builder }) => builder.not(at)) },
        {
          ALT: () =>
            this.add(this.CONSUME(TYPES["group-open"]), ({ span }, { builder }) => builder.open(span)),
        },
        {
          ALT: () =>
            this.add(this.CONSUME(TYPES["group-close"]), ({ span }, { builder }) => builder.close(span)),
        },
        { ALT: () => this.add(this.CONSUME(TYPES.identifier), addMacro) },
        { ALT: () => this.add(this.CONSUME(TYPES.comment), addComment) },
        { ALT: () => this.add(this.CONSUME(TYPES["list-close"]), addListClose) },
        ...MISPLACED.map((type, index) => ({ ALT: () => this.add(this.consume(index, type), addStray) })),
      ];
      this.OR(this.terms);
    });
    this.CONSUME(TYPES.end);
  });

  /** Runs `action` in a real parse only, not while the parser records its grammar. */
  private act<T>(action: (parse: Parse) => T): T {
    return this.RECORDING_PHASE ? (undefined as T) : action(this.parse as Parse);
  }

  private add(consumed: IToken, action: (token: Token, parse: Parse) => void): void {
    this.act((parse) => action(token(consumed), parse));
  }

  private text(consumed: IToken): TextValue {
    return this.act((parse) => toText(token(consumed), parse));
  }

  private name(consumed: IToken): NameValue {
    return this.act(() => toName(token(consumed)));
  }

  /** The token that follows. The end follows everything. */
  private next(): Token {
    return token(this.LA(1));
  }
}

function addKeyword(token: Token, { builder }: Parse): void {
  if (token.kind === "and" || token.kind === "or") builder.keyword(token.kind, token);
}

function addMacro({ image, span }: Token, { builder }: Parse): void {
  builder.operand({ kind: "macro", name: image, span }, span);
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

/** Names of token types begin with a capital letter: Chevrotain keeps the others for rules. */
function kind(name: TokenKind, ...categories: TokenType[]): TokenType {
  return createToken({ name: name.charAt(0).toUpperCase() + name.slice(1), categories });
}

function category(name: string): TokenType {
  return createToken({ name });
}

function toParserToken({ kind, image, span }: Token): ParserToken {
  const tokenType = TYPES[kind];
  const tokenTypeIdx = tokenType.tokenTypeIdx as number;
  return { kind, image, span, tokenType, tokenTypeIdx, startOffset: span.start, endOffset: span.end - 1 };
}

/** Every token of the input was one of the lexer's. */
function token(consumed: IToken): Token {
  return consumed as ParserToken;
}
