import { expect } from "vitest";
import type { Token, Tokenize } from "./tokenize.ts";

/**
 * Expects scopes at words. Below each line that matters is `#` with carets under a word and a scope
 * that one of its tokens' scopes must begin with, or with `!` before a scope that none may begin with.
 * Such lines are taken out before the text is coloured.
 */
export async function expectScopes(tokenize: Tokenize, scope: string, marked: string): Promise<void> {
  const lines: string[] = [];
  const marks: Mark[] = [];
  for (const line of marked.split("\n")) {
    const found = /^([ ]*#?[ ]*?)(\^+) (!?)(\S+)$/.exec(line);
    if (!found) lines.push(line);
    else {
      const [, before = "", carets = "", not, wanted = ""] = found;
      marks.push({
        line: lines.length - 1,
        start: before.length,
        end: before.length + carets.length,
        wanted,
        absent: not === "!",
      });
    }
  }
  const tokens = await tokenize(scope, lines.join("\n"));
  for (const mark of marks) {
    for (const token of tokensOf(tokens[mark.line] ?? [], mark)) {
      const has = token.scopes.some((each) => `${each}.`.startsWith(`${mark.wanted}.`));
      const at = `\`${token.text}\` in line ${mark.line + 1}: ${lines[mark.line]}\n  ${token.scopes.join(" ")}`;
      expect(has, `${at}\n  ${mark.absent ? "must not be" : "should be"} ${mark.wanted}`).toBe(!mark.absent);
    }
  }
}

interface Mark {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly wanted: string;
  readonly absent: boolean;
}

/** The tokens that touch the marked columns; blank ones do not count. */
function tokensOf(line: readonly Token[], { start, end }: Mark): readonly Token[] {
  let at = 0;
  const found = line.filter(({ text }) => {
    at += text.length;
    return at - text.length < end && at > start && text.trim() !== "";
  });
  return found.length > 0 ? found : [{ text: "", scopes: [] }];
}
