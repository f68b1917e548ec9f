import {
  type CancellationToken,
  CodeActionKind,
  type CompletionItem,
  type CompletionList,
  type Connection,
  type DocumentSymbol,
  ErrorCodes,
  FoldingRangeKind,
  type Hover,
  type InlayHint,
  type Location,
  MarkupKind,
  type Position,
  type Range,
  ResponseError,
  type SelectionRange,
  type ServerCapabilities,
  type SignatureHelp,
  type TextEdit,
} from "vscode-languageserver";
import type { Document } from "../hosts/document.ts";
import type { Snapshot } from "../model/workspace/workspace.ts";
import { candidateDocumentation } from "../features/completion/documentation.ts";
import { documentLinks } from "../features/document-links.ts";
import { effectiveAt, effectiveNamed } from "../features/effective/effective.ts";
import { foldingSpans } from "../features/folding.ts";
import { formatConditions } from "../features/formatting.ts";
import { projectHover } from "../project/project-words.ts";
import { hover } from "../features/hover/hover.ts";
import { inlayHints } from "../features/inlay-hints.ts";
import { definitions, references, rename, renamableAt } from "../features/navigation.ts";
import { selectionSpans } from "../features/selection-ranges.ts";
import { testDefinitions } from "../features/tests/test-hover.ts";
import { signatureHelp } from "../features/signature-help.ts";
import { documentSymbols, workspaceSymbols } from "../features/symbols.ts";
import { toCompletionList } from "./completion-list.ts";
import { answerLater, answerOr } from "./answer.ts";
import { FIX_ALL, serveCodeActions } from "./code-actions.ts";
import { toLocation, toRange, toSpan, toWorkspaceEdit } from "./convert.ts";
import { readCompletionData, SEMANTIC_LEGEND, SYMBOL_KINDS, toDocumentSymbol } from "./convert-features.ts";
import { serveHierarchy } from "./hierarchy.ts";
import { loadIfShort, loadInStrides } from "./load-in-strides.ts";
import { EFFECTIVE, type EffectiveParams, type EffectiveResult } from "./protocol.ts";
import type { Session } from "./session/session.ts";
import { keyOf } from "./session/uris.ts";
import { serveRuleChanges } from "./rule-changes.ts";
import { serveSemanticTokens } from "./semantic-tokens.ts";
import { cancelled, outdated } from "./strides.ts";
import { givenEvent } from "./testing/serve-evaluation.ts";

/** What the server can do besides diagnostics. */
export const FEATURES: ServerCapabilities = {
  completionProvider: {
    triggerCharacters: [".", "%", "=", "(", ",", " ", "[", "-", '"'],
    resolveProvider: true,
  },
  hoverProvider: true,
  definitionProvider: true,
  implementationProvider: true,
  callHierarchyProvider: true,
  referencesProvider: true,
  documentHighlightProvider: true,
  renameProvider: { prepareProvider: true },
  documentSymbolProvider: true,
  workspaceSymbolProvider: true,
  foldingRangeProvider: true,
  selectionRangeProvider: true,
  documentLinkProvider: {},
  inlayHintProvider: true,
  documentFormattingProvider: true,
  documentRangeFormattingProvider: true,
  signatureHelpProvider: { triggerCharacters: ["(", ","] },
  codeActionProvider: {
    codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.Refactor, FIX_ALL],
    resolveProvider: true,
  },
  semanticTokensProvider: { legend: SEMANTIC_LEGEND, full: { delta: true }, range: true },
};

interface Place {
  readonly textDocument: { readonly uri: string };
  readonly position: Position;
}

const START: Position = { line: 0, character: 0 };

interface Asked {
  readonly snapshot: Snapshot;
  readonly document: Document;
  readonly uri: string;
  readonly offset: number;
}

/** Answers the requests of `FEATURES`. */
export function serveFeatures(connection: Connection, session: Session): void {
  const ask = asker(connection, session);
  serveCompletion(connection, session, ask);
  serveHover(connection, ask);
  serveNavigation(connection, ask);
  serveStructure(connection, session, ask);
  serveFormatting(connection, session, ask);
  serveSemanticTokens(connection, session);
  serveCodeActions(connection, session);
  serveRuleChanges(connection, session);
  serveHierarchy(connection, session);
}

/** Ways to answer a request about a place. A request that fails, or on a document that is unknown, is answered empty. */
type Asker = ReturnType<typeof asker>;

function asker(connection: Connection, session: Session) {
  const at = <T>(
    request: string,
    { textDocument, position }: Place,
    empty: T,
    answer: (asked: Asked) => T,
  ): T =>
    answerOr(
      connection,
      `${request} at ${position.line + 1}:${position.character + 1} of ${textDocument.uri}`,
      empty,
      () => {
        const snapshot = session.snapshot();
        const uri = keyOf(textDocument.uri);
        const document = snapshot.documents.get(uri);
        return document
          ? answer({ snapshot, document, uri, offset: document.lines.offset(position) })
          : empty;
      },
    );
  /** The same from the snapshot that a load returns; none where it was cancelled. What is then no longer the text that was meant is not answered. */
  const after = async <T>(
    load: (uri: string) => Promise<Snapshot | undefined>,
    request: string,
    place: Place,
    empty: T,
    answer: (asked: Asked) => T,
  ): Promise<T | ResponseError> => {
    const uri = keyOf(place.textDocument.uri);
    const coming = session.readFirst(uri);
    if (coming) await answerLater(connection, `File of ${request}`, undefined, () => coming);
    const meant = session.snapshot().documents.get(uri);
    const snapshot = await answerLater(connection, `Rules for ${request}`, session.snapshot(), () =>
      load(uri),
    );
    if (!snapshot) return cancelled();
    if (snapshot.documents.get(uri) !== meant) return outdated();
    return at(request, place, empty, (asked) => answer({ ...asked, snapshot }));
  };
  /** The same where the rules are asked for, which are loaded first. */
  const loaded = <T>(
    request: string,
    place: Place,
    token: CancellationToken,
    empty: T,
    answer: (asked: Asked) => T,
  ): Promise<T | ResponseError> => {
    const load = async (uri: string): Promise<Snapshot | undefined> =>
      (await loadInStrides(session, uri, token)) ? session.snapshot() : undefined;
    return after(load, request, place, empty, answer);
  };
  /** The same where it can be answered from the texts alone while there are too many rules to wait for. */
  const soon = <T>(
    request: string,
    place: Place,
    token: CancellationToken,
    empty: T,
    answer: (asked: Asked) => T,
  ): Promise<T | ResponseError> =>
    after((uri) => loadIfShort(session, uri, token), request, place, empty, answer);
  const of = <T>(
    request: string,
    textDocument: { readonly uri: string },
    empty: T,
    answer: (asked: Asked) => T,
  ): T => at(request, { textDocument, position: START }, empty, answer);
  return { at, of, loaded, soon };
}

function serveCompletion(connection: Connection, session: Session, { loaded }: Asker): void {
  connection.onCompletion((params, token) =>
    loaded<CompletionItem[] | CompletionList>(
      "Completion",
      params,
      token,
      [],
      ({ snapshot, document, uri, offset }) =>
        toCompletionList(snapshot, document, { uri, offset }, session.client),
    ),
  );
  connection.onCompletionResolve((item) => {
    const data = readCompletionData(item);
    const value =
      data &&
      answerOr(connection, "Documentation of a completion", undefined, () =>
        candidateDocumentation(session.snapshot(), data.uri, data.kind, data.subject),
      );
    return value === undefined ? item : { ...item, documentation: { kind: MarkupKind.Markdown, value } };
  });
  connection.onSignatureHelp((params, token) =>
    loaded<SignatureHelp | null>("Signature", params, token, null, ({ snapshot, uri, offset }) => {
      const found = signatureHelp(snapshot, uri, offset);
      if (!found) return null;
      const parameters = found.parameters.map((label) => ({ label }));
      return {
        signatures: [{ label: found.label, documentation: found.documentation, parameters }],
        activeSignature: 0,
        activeParameter: found.active,
      };
    }),
  );
  connection.languages.inlayHint.on(({ textDocument, range }, token) =>
    loaded<InlayHint[] | null>(
      "Inlay hints",
      { textDocument, position: START },
      token,
      null,
      ({ snapshot, document }) =>
        inlayHints(snapshot, document, toSpan(document, range), session.settings.inlayHints).map(
          ({ offset, label, tooltip }) => ({
            position: document.lines.position(offset),
            label,
            paddingLeft: true,
            ...(tooltip !== "" && { tooltip }),
          }),
        ),
    ),
  );
}

function serveHover(connection: Connection, { loaded, soon }: Asker): void {
  connection.onHover((params, token) =>
    soon<Hover | null>("Hover", params, token, null, ({ snapshot, document, uri, offset }) => {
      const found = projectHover(document, offset) ?? hover(snapshot, uri, offset);
      return found
        ? {
            contents: { kind: MarkupKind.Markdown, value: found.markdown },
            range: toRange(document, found.span),
          }
        : null;
    }),
  );
  connection.onRequest(
    EFFECTIVE,
    ({ uri: textUri, position, name, ...chosen }: EffectiveParams, token: CancellationToken) =>
      loaded<EffectiveResult | null>(
        "Effective rule",
        { textDocument: { uri: textUri }, position: position ?? START },
        token,
        null,
        ({ snapshot, uri, offset }) => {
          const event = givenEvent(snapshot, chosen);
          const found = position
            ? effectiveAt(snapshot, uri, offset, event)
            : name === undefined
              ? undefined
              : effectiveNamed(snapshot, uri, name, event);
          return found ?? null;
        },
      ),
  );
}

function serveNavigation(connection: Connection, { at }: Asker): void {
  connection.onDefinition((params) =>
    at<Location[]>("Definition", params, [], ({ snapshot, uri, offset }) => {
      const ofTest = testDefinitions(snapshot, uri, offset);
      const places = ofTest.length > 0 ? ofTest : definitions(snapshot, uri, offset);
      return places.flatMap((place) => toLocation(snapshot.documents, place) ?? []);
    }),
  );
  connection.onReferences((params) =>
    at<Location[]>("References", params, [], ({ snapshot, uri, offset }) =>
      references(snapshot, uri, offset, params.context.includeDeclaration).flatMap(
        (place) => toLocation(snapshot.documents, place) ?? [],
      ),
    ),
  );
  connection.onDocumentHighlight((params) =>
    at("Highlights", params, null, ({ snapshot, document, uri, offset }) =>
      references(snapshot, uri, offset, true)
        .filter((place) => place.uri === uri)
        .map((place) => ({ range: toRange(document, place) })),
    ),
  );
  connection.onPrepareRename((params) =>
    at("Rename", params, null, ({ snapshot, document, uri, offset }) => {
      const found = renamableAt(snapshot, uri, offset);
      return found ? { range: toRange(document, found.span), placeholder: found.name } : null;
    }),
  );
  connection.onRenameRequest((params) =>
    at<ReturnType<typeof toWorkspaceEdit> | ResponseError | null>(
      "Rename",
      params,
      null,
      ({ snapshot, uri, offset }) => {
        const result = rename(snapshot, uri, offset, params.newName);
        return "refusal" in result
          ? new ResponseError(ErrorCodes.InvalidRequest, result.refusal)
          : toWorkspaceEdit(result.edits, snapshot.documents);
      },
    ),
  );
}

function serveStructure(connection: Connection, session: Session, { at, of }: Asker): void {
  connection.onDocumentSymbol(({ textDocument }) =>
    of<DocumentSymbol[]>("Symbols", textDocument, [], ({ document }) =>
      documentSymbols(document).map((symbol) => toDocumentSymbol(symbol, document)),
    ),
  );
  connection.onWorkspaceSymbol(({ query }) =>
    answerOr(connection, "Symbols of the workspace", [], () => {
      const snapshot = session.snapshot();
      return workspaceSymbols(snapshot, query).flatMap(({ name, kind, uri, nameSpan }) => {
        const location = toLocation(snapshot.documents, { uri, ...nameSpan });
        return location ? [{ name, kind: SYMBOL_KINDS[kind], location }] : [];
      });
    }),
  );
  connection.onFoldingRanges(({ textDocument }) =>
    of("Folding", textDocument, null, ({ document }) =>
      foldingSpans(document).flatMap((span) => {
        const { start, end } = toRange(document, span);
        const isComment = document.text[span.start] === "#";
        return end.line > start.line
          ? [
              {
                startLine: start.line,
                endLine: end.line,
                ...(isComment && { kind: FoldingRangeKind.Comment }),
              },
            ]
          : [];
      }),
    ),
  );
  connection.onSelectionRanges(({ textDocument, positions }) =>
    positions.flatMap((position) =>
      at<SelectionRange[]>(
        "Selection",
        { textDocument, position },
        [],
        ({ snapshot, document, uri, offset }) => {
          const nested = selectionSpans(snapshot, uri, offset).reduceRight<SelectionRange | undefined>(
            (parent, span) => ({ range: toRange(document, span), ...(parent && { parent }) }),
            undefined,
          );
          return nested ? [nested] : [];
        },
      ),
    ),
  );
  connection.onDocumentLinks(({ textDocument }) =>
    of("Links", textDocument, null, ({ snapshot, document, uri }) =>
      documentLinks(snapshot, uri).map(({ span, target }) => ({ range: toRange(document, span), target })),
    ),
  );
}

function serveFormatting(connection: Connection, session: Session, { of }: Asker): void {
  const formatted = (textDocument: { readonly uri: string }, range?: Range): TextEdit[] =>
    of<TextEdit[]>("Formatting", textDocument, [], ({ document }) =>
      formatConditions(document, session.settings.format, range && toSpan(document, range)).map(
        ({ span, newText }) => ({ range: toRange(document, span), newText }),
      ),
    );
  connection.onDocumentFormatting(({ textDocument }) => formatted(textDocument));
  connection.onDocumentRangeFormatting(({ textDocument, range }) => formatted(textDocument, range));
}
