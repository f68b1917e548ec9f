import { Token, type TokenKind } from "./tokens.ts";

/**
 * Reads `in (bash or sh)` as a list in which a keyword replaces a comma. The lexer ends a list at a keyword,
 * since its closing parenthesis may be missing; where no parenthesis is missing, the keyword is meant as a comma. Such a
 * keyword becomes a `comma` token with its own image.
 */
export function withListKeywords(tokens: readonly Token[]): readonly Token[] {
  if (!hasKeywordInList(tokens) || !isBalanced(tokens)) return tokens;
  const suspects: number[] = [];
  for (const [index, { kind }] of tokens.entries())
    if ((kind === "and" || kind === "or") && ITEMS.has(tokens[index - 1]?.kind ?? "end"))
      suspects.push(index);
  const kinds = tokens.map(({ kind }) => kind);
  let open = -1;
  let at = 0;
  for (const index of suspects) {
    // The list that is open before the keyword, if only items are in it.
    for (; at < index; at++) {
      const kind = kinds[at];
      if (kind === "list-open") open = at;
      else if (kind !== "comma" && !ITEMS.has(kind ?? "end")) open = -1;
    }
    if (open >= 0 && index > open + 1) rename(kinds, index);
  }
  return tokens.map((token, index) =>
    kinds[index] === token.kind ? token : new Token(kinds[index] ?? token.kind, token.image, token.start),
  );
}

/** Whether a keyword follows an item of a list that is not closed: most conditions have none, and stay as they are. */
function hasKeywordInList(tokens: readonly Token[]): boolean {
  let isInList = false;
  let before: TokenKind = "end";
  for (const { kind } of tokens) {
    if (isInList && (kind === "and" || kind === "or") && ITEMS.has(before)) return true;
    if (kind === "list-open") isInList = true;
    else if (kind !== "comma" && !ITEMS.has(kind)) isInList = false;
    before = kind;
  }
  return false;
}

const ITEMS: ReadonlySet<TokenKind> = new Set(["bare", "quoted"]);

/** Renames the rest of a list from a keyword on, if it reads as one. */
function rename(kinds: TokenKind[], keyword: number): void {
  const made: [number, TokenKind][] = [];
  for (let at = keyword; ; at += 2) {
    const [joint, item, next] = [kinds[at], kinds[at + 1], kinds[at + 2]];
    if ((joint !== "or" && joint !== "and") || !item || !LONE_ITEMS.has(item)) return;
    made.push([at, "comma"], [at + 1, item === "quoted" ? "quoted" : "bare"]);
    if (next === "group-close" || next === "list-tail") {
      made.push([at + 2, next === "group-close" ? "list-close" : "comma"]);
      break;
    }
  }
  for (const [index, kind] of made) kinds[index] = kind;
}

/** What an item is read as where a check is expected. */
const LONE_ITEMS: ReadonlySet<TokenKind> = new Set(["identifier", "quoted", "stray"]);

const OPENING: ReadonlySet<TokenKind> = new Set(["group-open", "list-open", "call-open", "arguments-open"]);
const CLOSING: ReadonlySet<TokenKind> = new Set([
  "group-close",
  "list-close",
  "call-close",
  "inner-list-close",
]);

function isBalanced(tokens: readonly Token[]): boolean {
  let depth = 0;
  for (const { kind } of tokens) depth += OPENING.has(kind) ? 1 : CLOSING.has(kind) ? -1 : 0;
  return depth === 0;
}
