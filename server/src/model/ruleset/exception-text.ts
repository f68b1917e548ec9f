import type { YamlNode, YamlScalar } from "../../syntax/yaml-node.ts";
import type { EffectiveException } from "./effective.ts";
import type { ItemFinding } from "./items/items.ts";
import { type LoadedText, loadedText, type Piece } from "./loaded-text.ts";

/** A value list that does not fit the exception's fields. */
export interface ExceptionFlaw {
  readonly kind: "length" | "shape";
  readonly exception: EffectiveException;
  readonly node: YamlNode;
}

const LIST_OPERATORS = ["in", "pmatch", "intersects"];

/** The condition with its exceptions, as Falco writes them: `(condition) and not (…)` for each. Stops at a flaw. */
export function withExceptions(
  condition: LoadedText,
  exceptions: readonly EffectiveException[],
): { readonly loaded: LoadedText; readonly flaw?: ExceptionFlaw } {
  if (exceptions.length === 0) return { loaded: condition };
  const pieces: Piece[] = [{ text: "(" }, ...condition.pieces, { text: ")" }];
  for (const exception of exceptions) {
    const built = exception.list ? tuples(exception) : values(exception);
    if ("flaw" in built) return { loaded: loadedText(pieces), flaw: built.flaw };
    if (exception.refused || built.pieces.length === 0) continue;
    pieces.push({ text: " and not " });
    for (const piece of built.pieces) pieces.push(piece);
  }
  return { loaded: loadedText(pieces) };
}

/** The first of an exception's values that does not fit its fields. */
export function flawOf(exception: EffectiveException): ExceptionFlaw | undefined {
  const built = exception.list ? tuples(exception) : values(exception);
  return "flaw" in built ? built.flaw : undefined;
}

/** Of the rule of that name. */
export function exceptionFinding({ kind, exception, node }: ExceptionFlaw, name: string): ItemFinding {
  return {
    code: `exception-values-${kind}`,
    span: node.span,
    name,
    detail: exception.name,
    options: [String(exception.fields.length), ...(node.kind === "seq" ? [String(node.items.length)] : [])],
    place: { type: "exception", name: exception.name, at: exception.node.span.start },
    falco: "LOAD_ERR_VALIDATE",
  };
}

type Built = { readonly pieces: readonly Piece[] } | { readonly flaw: ExceptionFlaw };

function values(exception: EffectiveException): Built {
  const pieces: Piece[] = [];
  for (const { node, item } of exception.values) {
    if (node.kind !== "scalar") return { flaw: { kind: "shape", exception, node } };
    if (pieces.length === 0) pieces.push({ text: "(" }, ...fieldPieces(exception, 0), { text: " (" });
    else pieces.push({ text: ", " });
    pieces.push(valuePiece(node, item, quoted(node.text)));
  }
  return { pieces: pieces.length > 0 ? [...pieces, { text: "))" }] : [] };
}

function tuples(exception: EffectiveException): Built {
  const pieces: Piece[] = [];
  for (const { node, item } of exception.values) {
    const parts = node.kind === "seq" ? node.items : [];
    if (parts.length !== exception.fields.length) return { flaw: { kind: "length", exception, node } };
    pieces.push({ text: pieces.length === 0 ? "(" : " or (" });
    for (let k = 0; k < parts.length; k++) {
      const part = parts[k];
      if (!part) continue;
      pieces.push({ text: k === 0 ? " " : " and  " }, ...fieldPieces(exception, k), { text: " " });
      if (part.kind === "seq") {
        pieces.push({ text: "(" });
        part.items.forEach((value, n) => {
          if (n > 0) pieces.push({ text: ", " });
          if (value.kind === "scalar") pieces.push(valuePiece(value, item, quoted(value.text)));
        });
        pieces.push({ text: ")" });
      } else if (part.kind === "scalar") {
        const operator = operatorOf(exception, k);
        const list = LIST_OPERATORS.includes(operator) || /\s(?:oneof|anyof|allof)$/.test(operator);
        const text = !list ? quoted(part.text) : part.text.startsWith("(") ? part.text : `(${part.text})`;
        if (text === `(${part.text})`)
          pieces.push({ text: "(" }, valuePiece(part, item, part.text), { text: ")" });
        else pieces.push(valuePiece(part, item, text));
      }
    }
    pieces.push({ text: ")" });
  }
  return { pieces: pieces.length > 0 ? [{ text: "(" }, ...pieces, { text: ")" }] : [] };
}

function operatorOf(exception: EffectiveException, k: number): string {
  return (exception.comps[k]?.text ?? (exception.list ? "=" : "in")).trim();
}

function fieldPieces(exception: EffectiveException, k: number): Piece[] {
  const field = exception.fields[k];
  const comp = exception.comps[k];
  const item = exception.item;
  return [
    field ? { text: field.text, from: { item, node: field }, offset: 0 } : { text: "" },
    { text: " " },
    comp
      ? { text: comp.text, from: { item: exception.compsItem, node: comp }, offset: 0 }
      : { text: exception.unfilled && !exception.list ? "" : exception.list ? "=" : "in" },
  ];
}

function valuePiece(node: YamlScalar, item: EffectiveException["item"], text: string): Piece {
  return { text, from: { item, node }, ...(text === node.text && { offset: 0 }) };
}

/** Quoted only where the text has a space and does not begin with a quote. */
export function quoted(text: string): string {
  return text.includes(" ") && !/^["']/.test(text) ? `"${text}"` : text;
}
