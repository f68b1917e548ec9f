/**
 * The words of a condition. What a word is depends on where it is, so the lexer has a mode
 * for each place, and the token that fills a place leads to the next mode.
 * Up to the first mistake the words are exactly those that Falco's own reader sees
 * (libs 0.25.4, `filter/parser.cpp`); where Falco stops, further tokens carry on.
 */
import { isText, isTransformer, Token, type TokenKind } from "./tokens.ts";

type Mode =
  | "operand"
  | "operator"
  | "connective"
  | "text"
  | "number"
  | "listValue"
  | "list"
  | "innerList"
  | "call"
  | "callList";

/** Where the word that begins at `offset` ends; negative where there is none. */
type Reader = (text: string, offset: number, before: Token | undefined) => number;

interface Word extends Moves {
  readonly kind: TokenKind;
  /** Whether it may begin with a character of ASCII, by its code, and last whether it may begin with another. */
  readonly starts: readonly boolean[];
  readonly read: Reader;
}

/** Where a word leads: to another mode, or back to the one before. Modes are never taken off but by `back`, which costs nothing. */
interface Moves {
  readonly to?: Mode | undefined;
  readonly back?: true | undefined;
}

/** Spaces between words: a backspace is one, a vertical tab or a form feed is not one. */
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
const AMOUNT = "[+-]?[0-9]+(?:\\.[0-9]+)?(?:ns|us|ms|[smhd]|[kKMGT]i?[bB]?|[bB])(?![a-zA-Z0-9_.])";
const BARE = `[^${NO_BARE}]+`;
/** A name with what only a call has after it: in brackets a field or a text alone. */
const FOREIGN_CALL = `${IDENTIFIER}(?=\\(${BLANK}*(?:${FIELD}(?:\\[[^\\]()]*\\])?|"[^"\\\\]*"|'[^'\\\\]*')${BLANK}*[,)])`;

/** All of ASCII; the last code represents everything beyond. */
const ASCII = 128;
const CODES = Array.from({ length: ASCII + 1 }, (_, code) => code);

// What words begin with.
const LETTER = "a-zA-Z";
const QUOTE = "\"'";
const NOT_BARE = `^${NO_BARE}`;
const ANY = "^";

const toOperand = { to: "operand" } as const;
const toOperator = { to: "operator" } as const;
const toConnective = { to: "connective" } as const;
const toList = { to: "listValue" } as const;
const toText = { to: "text" } as const;

const comment = word("comment", "#", "#[^\\r\\n]*");
const and = word("and", "a", `and${BOUNDARY}`, toOperand);
const or = word("or", "o", `or${BOUNDARY}`, toOperand);
const keywords = [and, or];
const danglingKeywords = [
  word("and", "a", `and${BOUNDARY}${DANGLES}`, toOperand),
  word("or", "o", `or${BOUNDARY}${DANGLES}`, toOperand),
];
const foreignKeywords = [
  word("and", "&A", `&&?|(?:AND|And)${BOUNDARY}`, toOperand),
  word("or", "|O", `\\|\\|?|(?:OR|Or)${BOUNDARY}`, toOperand),
];
/** What follows a keyword without a space so that the word is none of its own: nothing, a check, or after a check without a value a macro. */
const GLUED_CHECK = `(?=$|\\)|not${BLANK}|${FIELD}(?:\\[[^\\]]*\\])?${BLANK}*(?:[=<>!]|(?:${WORD_OPERATORS}|exists|in|intersects|pmatch)(?![a-zA-Z0-9_.])))`;
const GLUED_MACRO = `(?=${IDENTIFIER}${BLANK}*(?:$|\\)|(?:and|or)${BOUNDARY}))`;
const gluedKeywords = [
  ...[word("and", "a", `and${GLUED_CHECK}`, toOperand), word("or", "o", `or${GLUED_CHECK}`, toOperand)],
  ...[
    word("and", "a", behindNoValue(`and${GLUED_MACRO}`), toOperand),
    word("or", "o", behindNoValue(`or${GLUED_MACRO}`), toOperand),
  ],
];
const not = word("not", "n", "not(?:[ \\t\\n\\v\\f\\r]+|(?=\\())", toOperand);
const foreignNot = word(
  "not",
  "!N",
  `!(?!=)|(?:NOT|Not)(?=${BLANK}*\\(|${BLANK}+(?!and|or)[a-zA-Z])`,
  toOperand,
);
const groupOpen = word("group-open", "(", "\\(", toOperand);
const groupClose = word("group-close", ")", "\\)", toConnective);
const field = word("field", LETTER, FIELD, toOperator);
const leftTransformer = word("transformer", "a-z", `(?:${TRANSFORMERS})(?=\\()`, toOperator);
const foreignTransformer = word("foreign-transformer", LETTER, FOREIGN_CALL, toOperator);
const macro = word("identifier", LETTER, IDENTIFIER, toConnective);
const callOpen = word("call-open", "(", behindTransformer, { to: "call" });
const fieldArgument = word("field-argument", "[", behindName);
const listOpen = word("list-open", "(", "\\(", { to: "list" });
const listTail = word("list-tail", ",", ",", { to: "list" });

const exists = word("exists", "e", "exists", toConnective);
const numberOperator = word("number-operator", "<>", "<=|<|>=|>", { to: "number" });
const textOperator = word("text-operator", "=!a-z", `==|=|!=|(?:${WORD_OPERATORS})(?=${BLANK})`, toText);
const listOperator = word("list-operator", "ip", "intersects|in|pmatch", toList);
const unknownOperators = [
  word("list-operator", "n", `not${BLANK}+(?:intersects|in|pmatch)(?![a-zA-Z0-9_.])`, toList),
  word("text-operator", "n", `not${BLANK}+(?:${WORD_OPERATORS})(?=${BLANK})`, toText),
  word("exists", "n", `not${BLANK}+exists(?![a-zA-Z0-9_.])`, toConnective),
  // Falco reads `intersect (a)` as `in` and a list name.
  word(
    "unknown-operator",
    "ip",
    `(?!intersects|(?:in|pmatch)(?:val|${TRANSFORMERS})\\()(?:in|pmatch)[a-zA-Z0-9_]+(?=${BLANK}*["'(])`,
    toList,
  ),
  // `=` may have `~` as its value, but then nothing else may follow.
  word("unknown-operator", "=<!", `=[~<>!](?=${BLANK})${DANGLES}|<>|===|!~`),
];
const foreignListOperator = word(
  "list-operator",
  "IP",
  "(?:IN|In|INTERSECTS|PMATCH)(?![a-zA-Z0-9_.])",
  toList,
);
const foreignTextOperator = word(
  "text-operator",
  LETTER,
  `(?:${WORD_OPERATORS.toUpperCase()}|StartsWith|EndsWith|Contains|startsWith|endsWith)(?=${BLANK})`,
  toText,
);
const foreignExists = word("exists", "E", "(?:EXISTS|Exists)(?![a-zA-Z0-9_.])", toConnective);
const gluedTextOperator = word("text-operator", "a-z", `(?:${WORD_OPERATORS})(?=["'()]|$)`, toText);
/** A word or signs between a field and a value. */
const unknownOperator = word(
  "unknown-operator",
  "a-zA-Z_=!<>~&|*+^%$?:",
  `[a-zA-Z_][a-zA-Z0-9_]*(?=${BLANK}|["'(=<>!])${DANGLES}|[=!<>~&|*+^%$?:]+`,
);

const quoted = word("quoted", QUOTE, endOfQuoted, toConnective);
const unclosed = word("unclosed", QUOTE, endOfUnclosed, toConnective);
const bare = word("bare", NOT_BARE, BARE, toConnective);
const number = word("number", "0-9+\\-", NUMBER, toConnective);
const amount = word("bare", "0-9+\\-", AMOUNT, toConnective);
const signAgain = word("stray", "<>", "[<>]=?");
const listName = word("list-name", LETTER, `${IDENTIFIER}(?![^${NO_BARE}\\b])`, toConnective);
const rightTransformer = word("transformer", "a-z", `(?:val|${TRANSFORMERS})(?=\\()`, toConnective);
const foreignRightTransformer = word("foreign-transformer", LETTER, FOREIGN_CALL, toConnective);
/** Only with a space on both sides and a list or a name after it; else it is a value. */
const modifier = word(
  "modifier",
  "oa",
  `(?<=${BLANK})(?:oneof|anyof|allof)(?=${BLANK}+(?:\\(|(?!(?:and|or|not)(?![a-zA-Z0-9]))[a-zA-Z]))`,
  toList,
);
const bracketed = word("bare", "[", "\\[[^\\]\\r\\n()]*\\]?", toConnective);

const orphan = word("orphan", "=!<>", "==?|!=|<=?|>=?", toText);
/** A quote after a backslash does not begin a string. */
const STRAY = `(?:\\\\["']|[^${NO_BARE}])+|=+|[\\v\\f]+|[^]`;
const strayRun = word("stray", ANY, STRAY, toConnective);
const strayHere = word("stray", ANY, STRAY);

const listClose = word("list-close", ")", "\\)", toConnective);
const innerListOpen = word("list-open", "(", "\\(", { to: "innerList" });
const innerListClose = word("inner-list-close", ")", "\\)", { back: true });
const comma = word("comma", ",", ",");
const keywordsAfterItem = [
  word("and", "a", afterItem(`and${BOUNDARY}`), toOperand),
  word("or", "o", afterItem(`or${BOUNDARY}`), toOperand),
];
const itemQuoted = word("quoted", QUOTE, endOfQuoted);
const itemUnclosed = word("unclosed", QUOTE, endOfUnclosed);
const itemBare = word("bare", NOT_BARE, BARE);
const items = [itemQuoted, itemBare, itemUnclosed, comma];

const argumentsOpen = word("arguments-open", "(", "\\(", { to: "callList" });
const callClose = word("call-close", ")", "\\)", { back: true });
const argumentField = word("field", LETTER, FIELD);
const argumentTransformer = word("transformer", "a-z", `(?:${TRANSFORMERS})(?=\\()`);
const foreignArgumentTransformer = word("foreign-transformer", LETTER, FOREIGN_CALL);
const argumentNumber = word("number", "0-9+\\-", NUMBER);
const argumentBare = word("bare", NOT_BARE, `[^${NO_BARE}[\\]]+`);
const operatorAfterCall = word("list-operator", "ip", `(?:intersects|in|pmatch)(?=${BLANK}|\\()`, toList);
const callArguments = [
  ...[
    itemQuoted,
    itemUnclosed,
    callOpen,
    argumentNumber,
    argumentTransformer,
    foreignArgumentTransformer,
    argumentField,
  ],
  ...[fieldArgument, comma, callClose],
];

const MODES: Readonly<Record<Mode, readonly Word[]>> = {
  operand: [
    ...[comment, not, foreignNot, groupOpen, groupClose, field, leftTransformer],
    ...[
      ...danglingKeywords,
      ...foreignKeywords,
      foreignTransformer,
      macro,
      quoted,
      unclosed,
      orphan,
      strayRun,
    ],
  ],
  operator: [
    ...[callOpen, fieldArgument, ...unknownOperators, exists, numberOperator, textOperator, listOperator],
    ...[
      ...keywords,
      ...foreignKeywords,
      foreignListOperator,
      foreignTextOperator,
      foreignExists,
      gluedTextOperator,
    ],
    ...[field, groupClose, unknownOperator, listOpen, quoted, unclosed, bare, strayHere],
  ],
  connective: [
    ...[comment, callOpen, fieldArgument, and, or, groupClose, ...foreignKeywords, ...gluedKeywords],
    ...[listTail, not, foreignNot, groupOpen, field, leftTransformer, macro, quoted, unclosed, strayRun],
  ],
  text: [
    modifier,
    rightTransformer,
    ...danglingKeywords,
    foreignRightTransformer,
    quoted,
    bare,
    unclosed,
    listOpen,
    groupClose,
    strayHere,
  ],
  number: [
    modifier,
    rightTransformer,
    signAgain,
    amount,
    number,
    ...keywords,
    quoted,
    bare,
    unclosed,
    listOpen,
    groupClose,
    strayHere,
  ],
  listValue: [
    ...[
      rightTransformer,
      listOpen,
      ...danglingKeywords,
      foreignRightTransformer,
      listName,
      bracketed,
      quoted,
      bare,
      unclosed,
    ],
    ...[groupClose, strayHere],
  ],
  list: [...keywordsAfterItem, ...items, listClose, innerListOpen, strayHere],
  innerList: [...items, innerListClose, innerListOpen, strayHere],
  call: [
    ...[...callArguments, argumentsOpen],
    // These end a call that was never closed.
    ...[numberOperator, textOperator, operatorAfterCall, ...keywords],
    ...[argumentBare, strayHere],
  ],
  callList: [...callArguments, innerListOpen, argumentBare, strayHere],
};

/** The same by the first character: to try one word after the other at each place would take longer than all the rest. */
const WORDS = Object.fromEntries(
  Object.entries(MODES).map(([mode, words]) => [mode, byStart(words)]),
) as Readonly<Record<Mode, readonly (readonly Word[])[]>>;

/** The words of `text`, and last its end. Every character but spaces is in one. */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  const modes: Mode[] = ["operand"];
  let before: Token | undefined;
  for (
    let start = pastBlanks(text, 0);
    start < text.length;
    start = pastBlanks(text, before?.end ?? text.length)
  ) {
    const mode: Mode = modes.at(-1) ?? "operand";
    for (const word of WORDS[mode][Math.min(text.charCodeAt(start), ASCII)] ?? []) {
      const end = word.read(text, start, before);
      if (end < 0) continue;
      before = new Token(word.kind, text.slice(start, end), start);
      tokens.push(before);
      if (word.to) modes.push(word.to);
      else if (word.back) modes.pop();
      break;
    }
  }
  tokens.push(new Token("end", "", text.length));
  return tokens;
}

function pastBlanks(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && isBlank(text.charCodeAt(at))) at += 1;
  return at;
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x09 || code === 0x0d || code === 0x08;
}

function byStart(words: readonly Word[]): readonly (readonly Word[])[] {
  return CODES.map((code) => words.filter(({ starts }) => starts[code]));
}

/** `starts` are the characters that the word may begin with, as a class of a pattern has them. */
function word(kind: TokenKind, starts: string, read: string | Reader, moves: Moves = {}): Word {
  const start = new RegExp(`[${starts}]`);
  return {
    kind,
    starts: CODES.map((code) => start.test(String.fromCharCode(code))),
    read: typeof read === "string" ? matching(read) : read,
    to: moves.to,
    back: moves.back,
  };
}

function matching(pattern: string): Reader {
  const regex = new RegExp(pattern, "y");
  return (text, offset) => endOfMatch(regex, text, offset);
}

function endOfMatch(sticky: RegExp, text: string, offset: number): number {
  sticky.lastIndex = offset;
  return sticky.test(text) ? sticky.lastIndex : NONE;
}

const NONE = -1;

/** A closing quote is one with no backslash before it, so a text that ends in an escaped backslash never closes. */
function endOfQuoted(text: string, offset: number): number {
  const quote = text.charAt(offset);
  let end = text.indexOf(quote, offset + 1);
  while (end > 0 && text.charAt(end - 1) === "\\") end = text.indexOf(quote, end + 1);
  return end < 0 ? NONE : end + 1;
}

const UNCLOSED_END = new RegExp(`(?<!${BLANK})(?=${BLANK}+(?:and|or)(?:${BLANK}|\\())|[),]|$`, "g");

/** Where the closing quote is missing the text is taken to end before the next keyword, bracket or comma. */
function endOfUnclosed(text: string, offset: number): number {
  UNCLOSED_END.lastIndex = offset + 1;
  return UNCLOSED_END.exec(text)?.index ?? text.length;
}

const FIELD_ARGUMENT = /\[(?:[^\][()=,"'\r\n]*\]|[^\][()=,"' \t\n\v\f\r]*)/y;
const BARE_ARGUMENT = /\[[^\]["' \t\n\v\f\r]+\]/y;

function behindName(text: string, offset: number, before: Token | undefined): number {
  if (before?.end !== offset || !(before.kind === "field" || before.kind === "call-close")) return NONE;
  const first = text.charAt(offset + 1);
  const quotedEnd = first === '"' || first === "'" ? endOfQuoted(text, offset + 1) : NONE;
  if (quotedEnd >= 0) return text.charAt(quotedEnd) === "]" ? quotedEnd + 1 : quotedEnd;
  const bareEnd = endOfMatch(BARE_ARGUMENT, text, offset);
  return bareEnd < 0 ? endOfMatch(FIELD_ARGUMENT, text, offset) : bareEnd;
}

function behindTransformer(_: string, offset: number, before: Token | undefined): number {
  return before && isTransformer(before) && before.end === offset ? offset + 1 : NONE;
}

const AFTER_ITEM: ReadonlySet<TokenKind> = new Set(["bare", "quoted", "inner-list-close"]);

/** `and` and `or` where a list wants a comma or its end: the list was never closed. */
function afterItem(pattern: string): Reader {
  const read = matching(pattern);
  return (text, offset, before) =>
    before && AFTER_ITEM.has(before.kind) ? read(text, offset, before) : NONE;
}

function behindNoValue(pattern: string): Reader {
  const read = matching(pattern);
  return (text, offset, before) => (before && !isText(before) ? read(text, offset, before) : NONE);
}
