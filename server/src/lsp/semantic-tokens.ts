import {
  type CancellationToken,
  type Connection,
  type Range,
  type ResponseError,
  type SemanticTokens,
  SemanticTokensBuilder,
  type SemanticTokensDelta,
} from "vscode-languageserver";
import { semanticTokens } from "../features/semantic-tokens.ts";
import { overlaps } from "../text/span.ts";
import { answerLater, answerOr } from "./answer.ts";
import { toRange, toSpan } from "./convert.ts";
import { TOKEN_TYPES } from "./convert-features.ts";
import { loadInStrides } from "./load-in-strides.ts";
import type { Session } from "./session/session.ts";
import { keyOf } from "./session/uris.ts";
import { cancelled, outdated } from "./strides.ts";

/** Documents whose last tokens are kept, so that only what changed must be sent. */
const MAX_KEPT = 50;

/** Answers requests for the tokens of a document: all, those of a range, or what has changed since the last answer. */
export function serveSemanticTokens(connection: Connection, session: Session): void {
  const kept = new Map<string, SemanticTokensBuilder>();
  const builderOf = (uri: string): SemanticTokensBuilder => {
    const builder = kept.get(uri) ?? new SemanticTokensBuilder();
    kept.delete(uri);
    kept.set(uri, builder);
    const [oldest] = kept.keys();
    if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest);
    return builder;
  };
  const built = async <T>(
    uri: string,
    token: CancellationToken,
    builder: SemanticTokensBuilder,
    finish: () => T,
    range?: Range,
  ): Promise<T | SemanticTokens | ResponseError> => {
    const meant = session.snapshot().documents.get(uri);
    if (!(await answerLater(connection, `Rules of ${uri}`, true, () => loadInStrides(session, uri, token))))
      return cancelled<void>();
    if (session.snapshot().documents.get(uri) !== meant) return outdated<void>();
    return answerOr<T | SemanticTokens>(connection, `Semantic tokens of ${uri}`, { data: [] }, () => {
      if (meant) pushTokens(session, uri, builder, range);
      return finish();
    });
  };
  connection.languages.semanticTokens.on(({ textDocument }, token) => {
    const uri = keyOf(textDocument.uri);
    const builder = new SemanticTokensBuilder();
    kept.set(uri, builder);
    return built(uri, token, builderOf(uri), () => builder.build());
  });
  connection.languages.semanticTokens.onDelta(({ textDocument, previousResultId }, token) => {
    const uri = keyOf(textDocument.uri);
    const builder = builderOf(uri);
    builder.previousResult(previousResultId);
    return built<SemanticTokens | SemanticTokensDelta>(uri, token, builder, () => builder.buildEdits());
  });
  connection.languages.semanticTokens.onRange(({ textDocument, range }, token) => {
    const builder = new SemanticTokensBuilder();
    return built(keyOf(textDocument.uri), token, builder, () => builder.build(), range);
  });
}

function pushTokens(session: Session, uri: string, builder: SemanticTokensBuilder, range?: Range): void {
  const snapshot = session.snapshot();
  const document = snapshot.documents.get(uri);
  if (!document) return;
  const wanted = range && toSpan(document, range);
  for (const { kind, span, deprecated } of semanticTokens(snapshot, document)) {
    const { start, end } = toRange(document, span);
    if (start.line !== end.line || (wanted && !overlaps(wanted, span))) continue;
    builder.push(
      start.line,
      start.character,
      end.character - start.character,
      TOKEN_TYPES[kind],
      deprecated ? 1 : 0,
    );
  }
}
