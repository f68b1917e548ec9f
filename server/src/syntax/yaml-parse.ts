import { Composer, type CST, type Document, Lexer, Parser } from "yaml";

const OPTIONS = {
  uniqueKeys: false,
  prettyErrors: false,
  schema: "failsafe",
  logLevel: "silent",
  merge: false,
} as const;

/**
 * Most collections that may be within each other. Source: yaml-cpp, `DepthGuard<500>` in singledocparser.cpp: the
 * value at the 500th level is rejected with the rest of the file.
 */
export const MAX_YAML_DEPTH = 499;

/** Lexemes by which the lexer informs the parser, and which represent no characters of the source. */
const CONTROL: ReadonlySet<string> = new Set(["\x02", "\x18", "\x1f"]);

export interface ParsedYaml {
  readonly documents: readonly Document.Parsed[];
  /** Where the nesting becomes too deep. Nothing from there on is in `documents`. */
  readonly tooDeep?: number;
}

/**
 * Parses all documents of a text. The package composes nodes by recursion and would run out of stack, which no `catch`
 * survives everywhere, so reading ends where the collections that are open become too many.
 */
export function parseYaml(source: string): ParsedYaml {
  const ended: { tooDeep?: number } = {};
  const documents = withoutStackTraces(() => [
    ...new Composer(OPTIONS).compose(tokensOf(source, ended)),
  ]) as Document.Parsed[];
  return { documents, ...ended };
}

/** Notes where it ended before the end of the source. */
function* tokensOf(source: string, ended: { tooDeep?: number }): Generator<CST.Token> {
  const parser = new Parser();
  let offset = 0;
  for (const lexeme of new Lexer().lex(source)) {
    yield* parser.next(lexeme);
    // The document itself is on the stack too, and a scalar that is being read may be.
    if (parser.stack.length > MAX_YAML_DEPTH + 1 && openCollections(parser) > MAX_YAML_DEPTH) {
      ended.tooDeep = offset;
      break;
    }
    if (!CONTROL.has(lexeme)) offset += lexeme.length;
  }
  yield* parser.end();
}

function openCollections({ stack }: Parser): number {
  return stack.filter(
    ({ type }) => type === "block-map" || type === "block-seq" || type === "flow-collection",
  ).length;
}

/** Every problem of the package's is an `Error`, and to record where in the code it came from takes longer than finding it. */
function withoutStackTraces<T>(parse: () => T): T {
  const errors = Error as { stackTraceLimit?: number };
  const { stackTraceLimit: limit } = errors;
  if (limit === undefined) return parse();
  try {
    errors.stackTraceLimit = 0;
    return parse();
  } finally {
    errors.stackTraceLimit = limit;
  }
}
