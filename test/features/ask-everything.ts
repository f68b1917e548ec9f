import { fixesOfKind, safeFixes } from "../../server/src/checks/bulk-fixes.ts";
import { problemsOf } from "../../server/src/checks/run.ts";
import { problemsAt, quickFixes } from "../../server/src/features/code-actions.ts";
import { complete } from "../../server/src/features/completion/complete.ts";
import { documentLinks } from "../../server/src/features/document-links.ts";
import { effectiveAt } from "../../server/src/features/effective/effective.ts";
import { foldingSpans } from "../../server/src/features/folding.ts";
import { DEFAULT_FORMAT, formatConditions } from "../../server/src/features/formatting.ts";
import { hover } from "../../server/src/features/hover/hover.ts";
import { inlayHints } from "../../server/src/features/inlay-hints.ts";
import { nameLenses } from "../../server/src/features/name-lenses.ts";
import { definitions, references, renamableAt, rename } from "../../server/src/features/navigation.ts";
import { selectionSpans } from "../../server/src/features/selection-ranges.ts";
import { semanticTokens } from "../../server/src/features/semantic-tokens.ts";
import { signatureHelp } from "../../server/src/features/signature-help.ts";
import { documentSymbols, type Symbol } from "../../server/src/features/symbols.ts";
import type { Snapshot } from "../../server/src/model/workspace/workspace.ts";
import type { Span } from "../../server/src/text/span.ts";

/** One question and the spans of the document that its answer names. Edits of other files name none. */
export interface Question {
  readonly name: string;
  ask(): readonly Span[];
}

/** Everything that an editor may ask about a whole document. */
export function questionsAbout(snapshot: Snapshot, uri: string): readonly Question[] {
  const document = snapshot.documents.get(uri);
  if (!document) return [];
  const whole: Span = { start: 0, end: document.text.length };
  const here = (edits: readonly (Span & { readonly uri: string })[]): readonly Span[] =>
    edits.filter((edit) => edit.uri === uri);
  return [
    {
      name: "problems",
      ask: () => problemsOf(snapshot, uri).flatMap(({ span, related }) => [span, ...here(related)]),
    },
    { name: "symbols", ask: () => documentSymbols(document).flatMap(symbolSpans) },
    { name: "folding", ask: () => foldingSpans(document) },
    { name: "semantic tokens", ask: () => semanticTokens(snapshot, document).map(({ span }) => span) },
    {
      name: "inlay hints",
      ask: () => inlayHints(snapshot, document, whole).map(({ offset }) => ({ start: offset, end: offset })),
    },
    {
      name: "lenses",
      ask: () =>
        nameLenses(snapshot, document, { uses: true, overrides: true, effective: true }).map(
          ({ span }) => span,
        ),
    },
    { name: "links", ask: () => documentLinks(snapshot, uri).map(({ span }) => span) },
    { name: "formatting", ask: () => formatConditions(document, DEFAULT_FORMAT).map(({ span }) => span) },
    { name: "fix all", ask: () => here(safeFixes(snapshot, uri, {}).flatMap(({ fix }) => fix.edits)) },
    {
      name: "code actions",
      ask() {
        const problems = problemsAt(snapshot, uri, whole, {});
        const [first] = problems;
        const alike = first ? fixesOfKind(snapshot, [uri], {}, first.code, "safe") : [];
        return here([...quickFixes(problems), ...alike].flatMap(({ fix }) => fix.edits));
      },
    },
  ];
}

/** Everything that an editor may ask about a place. */
export function questionsAt(snapshot: Snapshot, uri: string, offset: number): readonly Question[] {
  const own = (spans: readonly (Span & { readonly uri: string })[]): readonly Span[] =>
    spans.filter((span) => span.uri === uri);
  return [
    { name: "hover", ask: () => present(hover(snapshot, uri, offset)?.span) },
    { name: "completion", ask: () => complete(snapshot, uri, offset).map(({ edit }) => edit.span) },
    { name: "definition", ask: () => own(definitions(snapshot, uri, offset)) },
    { name: "references", ask: () => own(references(snapshot, uri, offset, true).map((range) => range)) },
    { name: "prepare rename", ask: () => present(renamableAt(snapshot, uri, offset)?.span) },
    {
      name: "rename",
      ask() {
        const made = rename(snapshot, uri, offset, "another_name");
        return "edits" in made ? own(made.edits) : [];
      },
    },
    { name: "selection", ask: () => selectionSpans(snapshot, uri, offset) },
    {
      name: "signature",
      ask() {
        signatureHelp(snapshot, uri, offset);
        return [];
      },
    },
    {
      name: "effective page",
      ask() {
        effectiveAt(snapshot, uri, offset);
        return [];
      },
    },
  ];
}

function symbolSpans({ span, nameSpan, children }: Symbol): readonly Span[] {
  return [span, nameSpan, ...children.flatMap(symbolSpans)];
}

function present(span: Span | undefined): readonly Span[] {
  return span ? [span] : [];
}
