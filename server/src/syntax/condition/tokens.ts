/**
 * The words of a condition. What a word is depends on where it stands, so the lexer has a mode
 * for each place, and the token that fills a place leads to the next mode.
 * Up to the first mistake the words are exactly those that Falco's own reader sees
 * (libs 0.25.4, `filter/parser.cpp`); where Falco stops, further tokens carry on.
 */
import type { CustomPatternMatcherReturn, IMultiModeLexerDefinition, IToken, TokenType } from "chevrotain";
import { createToken, Lexer, tokenMatcher } from "chevrotain";

type Mode = "operand" | "operator" | "connective" | "text" | "number" | "listValue" | "list" | "innerList" | "call" | "callList";
type Pattern = string | ((text: string, offset: number, before: IToken[]) => CustomPatternMatcherReturn | null);

/** Blanks between words: a backspace is one, a vertical tab or a form feed is none. */
const BLANK = "[ \\t\\r\\n\\b]";
const NO_BARE = "()\"' \\t\\n\\v\\f\\r=,";
/** What must follow `and` and `or`. */
const BOUNDARY = `(?=${BLANK}|\\()`;
/** Text follows that cannot follow a name or a value, so a keyword that Falco takes for one was not meant so. */
const DANGLES = `(?!${BLANK}*(?:$|\\)|(?:and|or)(?:${BLANK}|\\()))`;
const TRANSFORMERS = "tolower|toupper|b64|basename|len|join|concat|getopt";
const WORD_OPERATORS = "glob|iglob|contains|icontains|bcontains|startswith|bstartswith|endswith|regex";
const IDENTIFIER = "[a-zA-Z][a-zA-Z0-9_]*";
const FIELD = `${IDENTIFIER}(?:\\.${IDENTIFIER})+`;
const NUMBER = "0[xX][0-9a-fA-F]+|[+-]?[0-9]+\\.?[0-9]*(?:[eE][+-][0-9]+)?";
const BARE = `[^${NO_BARE}]+`;

/** What the grammar tells apart. Below each stand the token types of the single modes. */
export const And = kind("And");
export const Or = kind("Or");
export const Not = kind("Not");
export const GroupOpen = kind("GroupOpen");
export const GroupClose = kind("GroupClose");
export const Field = kind("Field");
export const TransformerName = kind("TransformerName");
export const Identifier = kind("Identifier");
/** Every operator. */
export const Operator = kind("Operator");
export const Exists = kind("Exists", Operator);
export const NumberOperator = kind("NumberOperator", Operator);
export const TextOperator = kind("TextOperator", Operator);
export const ListOperator = kind("ListOperator", Operator);
/** What fits nowhere. */
export const Stray = kind("Stray");
/** What stands in an operator's place and is none. */
export const UnknownOperator = kind("UnknownOperator", Stray);
/** An operator that nothing stands before. */
export const Orphan = kind("Orphan");
/** Every text, so that the grammar need not tell them apart. */
export const Text = kind("Text");
export const NumberText = kind("NumberText", Text);
export const BareText = kind("BareText", Text);
export const QuotedText = kind("QuotedText", Text);
export const UnclosedText = kind("UnclosedText", Text);
/** A name in the place of a list. */
export const ListName = kind("ListName");
export const ListOpen = kind("ListOpen");
/** A list that goes on although it never began. */
export const ListTail = kind("ListTail");
export const ListClose = kind("ListClose");
/** Closes a list within a list, which Falco does not know. */
export const InnerListClose = kind("InnerListClose");
/** What stands in a list before its closing bracket. */
export const ListPart = kind("ListPart");
export const Comma = kind("Comma");
export const CallOpen = kind("CallOpen");
export const CallClose = kind("CallClose");
export const ArgumentsOpen = kind("ArgumentsOpen");
export const Modifier = kind("Modifier");
/** A bracket with what is in it, directly behind the name that it belongs to. */
export const FieldArgument = kind("FieldArgument");
export const Comment = kind("Comment");

/** What a word may begin with where the lexer cannot tell by itself: without it, it tries one word after the other at each place. */
const QUOTES = ["\"", "'"];
/** The lexer keeps characters above 255 in blocks of 255; one of each block stands for it. */
const ANY: readonly number[] = [...Array.from({ length: 256 }, (_, code) => code), ...Array.from({ length: 257 }, (_, block) => 255 * (block + 1) + (block === 0 ? 1 : 0))];

const blank = createToken({ name: "Blank", pattern: new RegExp(`${BLANK}+`), group: Lexer.SKIPPED, line_breaks: false });
const comment = word(Comment, "#[^\\r\\n]*");
const toOperand = { to: "operand" } as const;
const toOperator = { to: "operator" } as const;
const toConnective = { to: "connective" } as const;

const and = word(And, `and${BOUNDARY}`, toOperand);
const or = word(Or, `or${BOUNDARY}`, toOperand);
const keywords = [and, or];
const danglingKeywords = [word(And, `and${BOUNDARY}${DANGLES}`, toOperand), word(Or, `or${BOUNDARY}${DANGLES}`, toOperand)];
const foreignKeywords = [word(And, `&&?|(?:AND|And)${BOUNDARY}`, toOperand), word(Or, `\\|\\|?|(?:OR|Or)${BOUNDARY}`, toOperand)];
const gluedKeywords = [word(And, "and", toOperand), word(Or, "or", toOperand)];
const not = word(Not, "not(?:[ \\t\\n\\v\\f\\r]+|(?=\\())", toOperand);
const foreignNot = word(Not, `!(?!=)|(?:NOT|Not)(?=${BLANK}*\\(|${BLANK}+(?!and|or)[a-zA-Z])`, toOperand);
const groupOpen = word(GroupOpen, "\\(", toOperand);
const groupClose = word(GroupClose, "\\)", toConnective);
const field = word(Field, FIELD, toOperator);
const leftTransformer = word(TransformerName, `(?:${TRANSFORMERS})(?=\\()`, toOperator);
const macro = word(Identifier, IDENTIFIER, toConnective);
const callOpen = word(CallOpen, behindTransformer, { to: "call" }, ["("]);
const fieldArgument = word(FieldArgument, behindName, {}, ["["]);
const listOpen = word(ListOpen, "\\(", { to: "list" });
const listTail = word(ListTail, ",", { to: "list" });

const exists = word(Exists, "exists", toConnective);
const numberOperator = word(NumberOperator, "<=|<|>=|>", { to: "number" });
const textOperator = word(TextOperator, `==|=|!=|(?:${WORD_OPERATORS})(?=${BLANK})`, { to: "text" });
const listOperator = word(ListOperator, "intersects|in|pmatch", { to: "listValue" });
const unknownOperators = [
  word(ListOperator, `not${BLANK}+(?:intersects|in|pmatch)(?![a-zA-Z0-9_.])`, { to: "listValue" }),
  word(TextOperator, `not${BLANK}+(?:${WORD_OPERATORS})(?=${BLANK})`, { to: "text" }),
  word(Exists, `not${BLANK}+exists(?![a-zA-Z0-9_.])`, toConnective),
  // Falco reads `intersect (a)` as `in` and a list name.
  word(UnknownOperator, `(?!intersects|(?:in|pmatch)(?:val|${TRANSFORMERS})\\()(?:in|pmatch)[a-zA-Z0-9_]+(?=${BLANK}*["'(])`, {
    to: "listValue",
  }),
  // `=` may have `~` as its value, but then nothing else may follow.
  word(UnknownOperator, `=[~<>!](?=${BLANK})${DANGLES}|<>|===|!~`),
];
const foreignListOperator = word(ListOperator, "(?:IN|In|INTERSECTS|PMATCH)(?![a-zA-Z0-9_.])", { to: "listValue" });
const foreignTextOperator = word(
  TextOperator,
  `(?:${WORD_OPERATORS.toUpperCase()}|StartsWith|EndsWith|Contains|startsWith|endsWith)(?=${BLANK})`,
  { to: "text" },
);
const foreignExists = word(Exists, "(?:EXISTS|Exists)(?![a-zA-Z0-9_.])", toConnective);
const gluedTextOperator = word(TextOperator, `(?:${WORD_OPERATORS})(?=["'(])`, { to: "text" });
/** A word or signs between a field and a value. */
const unknownOperator = word(UnknownOperator, `[a-zA-Z_][a-zA-Z0-9_]*(?=${BLANK}|["'(=<>!])${DANGLES}|[=!<>~&|*+^%$?:]+`);

const quoted = word(QuotedText, quotedText, toConnective, QUOTES);
const unclosed = word(UnclosedText, unclosedText, toConnective, QUOTES);
const bare = word(BareText, BARE, toConnective, ANY);
const numberText = word(NumberText, NUMBER, toConnective);
const listName = word(ListName, `${IDENTIFIER}(?![^${NO_BARE}\\b])`, toConnective);
const rightTransformer = word(TransformerName, `(?:val|${TRANSFORMERS})(?=\\()`, toConnective);
const modifier = word(Modifier, modifierAfterBlank, { to: "listValue" }, ["o", "a"]);
const bracketed = word(BareText, "\\[[^\\]\\r\\n()]*\\]?", toConnective);

const orphan = word(Orphan, "==?|!=|<=?|>=?", { to: "text" });
/** A quote after a backslash does not begin a string. */
const STRAY = `(?:\\\\["']|[^${NO_BARE}])+|=+|[\\v\\f]+|.|\\n`;
const strayRun = word(Stray, STRAY, toConnective, ANY);
const strayHere = word(Stray, STRAY, {}, ANY);

const listClose = word(ListClose, "\\)", toConnective);
const innerListOpen = word([ListOpen, ListPart], "\\(", { to: "innerList" });
const innerListClose = word([InnerListClose, ListPart], "\\)", { back: true });
const itemComma = word([Comma, ListPart], ",");
const keywordsAfterItem = [
  word(And, wordAfterItem(`and${BOUNDARY}`), toOperand, ["a"]),
  word(Or, wordAfterItem(`or${BOUNDARY}`), toOperand, ["o"]),
];
const itemQuoted = word([QuotedText, ListPart], quotedText, {}, QUOTES);
const itemUnclosed = word([UnclosedText, ListPart], unclosedText, {}, QUOTES);
const itemBare = word([BareText, ListPart], BARE, {}, ANY);
const itemStray = word([Stray, ListPart], STRAY, {}, ANY);

const argumentsOpen = word(ArgumentsOpen, "\\(", { to: "callList" });
const callClose = word(CallClose, "\\)", { back: true });
const argumentField = word(Field, FIELD);
const argumentTransformer = word(TransformerName, `(?:${TRANSFORMERS})(?=\\()`);
const argumentNumber = word(NumberText, NUMBER);
const argumentBare = word(BareText, `[^${NO_BARE}[\\]]+`, {}, ANY);
const comma = word(Comma, ",");
const argumentQuoted = word(QuotedText, quotedText, {}, QUOTES);
const argumentUnclosed = word(UnclosedText, unclosedText, {}, QUOTES);
const callArguments = [
  blank,
  argumentQuoted,
  argumentUnclosed,
  callOpen,
  argumentNumber,
  argumentTransformer,
  argumentField,
  fieldArgument,
  comma,
  callClose,
];

const modes: Record<Mode, readonly TokenType[]> = {
  operand: [
    ...[blank, comment, not, foreignNot, groupOpen, groupClose, field, leftTransformer],
    ...[...danglingKeywords, ...foreignKeywords, macro, quoted, unclosed, orphan, strayRun],
  ],
  operator: [
    ...[blank, callOpen, fieldArgument, ...unknownOperators, exists, numberOperator, textOperator, listOperator],
    ...[...keywords, ...foreignKeywords, foreignListOperator, foreignTextOperator, foreignExists, gluedTextOperator],
    ...[field, groupClose, unknownOperator, listOpen, quoted, unclosed, bare, strayHere],
  ],
  connective: [
    ...[blank, comment, callOpen, fieldArgument, and, or, groupClose, ...foreignKeywords, ...gluedKeywords],
    ...[listTail, not, foreignNot, groupOpen, field, leftTransformer, macro, quoted, unclosed, strayRun],
  ],
  text: [blank, modifier, rightTransformer, ...danglingKeywords, quoted, bare, unclosed, listOpen, groupClose, strayHere],
  number: [blank, rightTransformer, numberText, ...keywords, quoted, bare, unclosed, listOpen, groupClose, strayHere],
  listValue: [
    ...[blank, rightTransformer, listOpen, ...danglingKeywords, listName, bracketed, quoted, bare, unclosed],
    ...[groupClose, strayHere],
  ],
  list: [blank, ...keywordsAfterItem, itemQuoted, itemBare, itemUnclosed, itemComma, listClose, innerListOpen, itemStray],
  innerList: [blank, itemQuoted, itemBare, itemUnclosed, itemComma, innerListClose, innerListOpen, itemStray],
  call: [
    ...[...callArguments, argumentsOpen],
    // These end a call that was never closed.
    ...[numberOperator, textOperator, ...keywords],
    ...[argumentBare, strayHere],
  ],
  callList: [...callArguments, innerListOpen, argumentBare, strayHere],
};

/** Every token type, as the grammar wants them. */
export const vocabulary: readonly TokenType[] = [...new Set(Object.values(modes).flat().flatMap(withKinds))];

let lexer: Lexer | undefined;

/** The words of `text`. There is a token for every character but blanks. */
export function tokensOf(text: string): IToken[] {
  lexer ??= new Lexer({ modes, defaultMode: "operand" } as unknown as IMultiModeLexerDefinition, {
    positionTracking: "onlyOffset",
    skipValidations: true,
  });
  return lexer.tokenize(text).tokens;
}

function kind(name: string, of: TokenType[] | TokenType = []): TokenType {
  return createToken({ name, pattern: Lexer.NA, categories: of });
}

/** Where a token leads: to another mode, or back to the one before. Modes are never taken off but by `back`, which costs nothing. */
interface Moves {
  readonly to?: Mode;
  readonly back?: true;
}

function word(of: TokenType | TokenType[], pattern: Pattern, moves: Moves = {}, starts?: readonly (string | number)[]): TokenType {
  return createToken({
    name: `${[of]
      .flat()
      .map((each) => each.name)
      .join(" ")} ${JSON.stringify(moves)} ${typeof pattern === "string" ? pattern : pattern.name}`,
    categories: of,
    pattern: typeof pattern === "string" ? new RegExp(pattern) : pattern,
    line_breaks: false,
    ...(starts && { start_chars_hint: [...starts] }),
    ...(moves.to && { push_mode: moves.to }),
    ...(moves.back && { pop_mode: true }),
  });
}

function withKinds(type: TokenType): TokenType[] {
  return [type, ...(type.CATEGORIES ?? []).flatMap(withKinds)];
}

/** A closing quote is one with no backslash before it, so a text that ends in an escaped backslash never closes. */
function quotedText(text: string, offset: number): CustomPatternMatcherReturn | null {
  const quote = text.charAt(offset);
  if (quote !== '"' && quote !== "'") return null;
  let end = text.indexOf(quote, offset + 1);
  while (end > 0 && text.charAt(end - 1) === "\\") end = text.indexOf(quote, end + 1);
  return end < 0 ? null : [text.slice(offset, end + 1)];
}

const UNCLOSED_END = new RegExp(`(?=${BLANK}+(?:and|or)(?:${BLANK}|\\())|[),]|$`, "g");

/** Where the closing quote is missing the text is taken to end before the next keyword, bracket or comma. */
function unclosedText(text: string, offset: number): CustomPatternMatcherReturn | null {
  if (text.charAt(offset) !== '"' && text.charAt(offset) !== "'") return null;
  UNCLOSED_END.lastIndex = offset + 1;
  const end = UNCLOSED_END.exec(text)?.index ?? text.length;
  return [text.slice(offset, end)];
}

const MODIFIER = new RegExp(`(?:oneof|anyof|allof)(?=${BLANK}+(?:\\(|(?!(?:and|or|not)(?![a-zA-Z0-9]))[a-zA-Z]))`, "y");
const IS_BLANK = new RegExp(BLANK);

/** `oneof`, `anyof`, `allof`, only with a blank on both sides and a list or a name behind them; else they are values. */
function modifierAfterBlank(text: string, offset: number): CustomPatternMatcherReturn | null {
  if (!IS_BLANK.test(text.charAt(offset - 1))) return null;
  MODIFIER.lastIndex = offset;
  return MODIFIER.exec(text) as CustomPatternMatcherReturn | null;
}

const FIELD_ARGUMENT = /\[(?:[^\][()=,"'\r\n]*\]|[^\][()=,"' \t\n\v\f\r]*)/y;
const BARE_ARGUMENT = /[^\]["' \t\n\v\f\r]+\]/y;

function behindName(text: string, offset: number, before: IToken[]): CustomPatternMatcherReturn | null {
  if (text.charAt(offset) !== "[" || !isDirectlyBehind(before, offset, Field, CallClose)) return null;
  const inQuotes = quotedText(text, offset + 1);
  if (inQuotes)
    return [text.slice(offset, offset + 1) + inQuotes[0] + (text.charAt(offset + 1 + inQuotes[0].length) === "]" ? "]" : "")];
  BARE_ARGUMENT.lastIndex = offset + 1;
  const inBrackets = BARE_ARGUMENT.exec(text);
  if (inBrackets) return [`[${inBrackets[0]}`];
  FIELD_ARGUMENT.lastIndex = offset;
  return FIELD_ARGUMENT.exec(text) as CustomPatternMatcherReturn | null;
}

function behindTransformer(text: string, offset: number, before: IToken[]): CustomPatternMatcherReturn | null {
  return text.charAt(offset) === "(" && isDirectlyBehind(before, offset, TransformerName) ? ["("] : null;
}

function isDirectlyBehind(before: IToken[], offset: number, ...kinds: TokenType[]): boolean {
  const last = before.at(-1);
  return !!last && last.startOffset + last.image.length === offset && kinds.some((each) => tokenMatcher(last, each));
}

/** `and` and `or` where a list wants a comma or its end: the list was never closed. */
function wordAfterItem(pattern: string): Pattern {
  const regex = new RegExp(pattern, "y");
  return (text, offset, before) => {
    const last = before.at(-1);
    if (!last || !(tokenMatcher(last, BareText) || tokenMatcher(last, QuotedText))) return null;
    regex.lastIndex = offset;
    return regex.exec(text) as CustomPatternMatcherReturn | null;
  };
}
