import type { Connection } from "vscode-languageserver";
import { compareWithFalco, falcoQuestion, falcoWords } from "../checks/real-falco.ts";
import {
  COMPARE_WITH_FALCO,
  type CompareParams,
  type CompareResult,
  FALCO_QUESTION,
  type FalcoQuestionParams,
  type FalcoQuestionResult,
} from "./protocol.ts";
import type { Session } from "./session/session.ts";
import { keyOf, pathOf } from "./session/uris.ts";

/** Answers what a real Falco is to be asked, and how its answer compares. The client runs it, and only on request. */
export function serveRealFalco(connection: Connection, session: Session): void {
  connection.onRequest(FALCO_QUESTION, ({ uri }: FalcoQuestionParams): FalcoQuestionResult | null => {
    const question = falcoQuestion(session.snapshot(), uri === undefined ? undefined : keyOf(uri));
    return question ? { words: falcoWords(question, pathOf) } : null;
  });
  connection.onRequest(
    COMPARE_WITH_FALCO,
    ({ uri, ...answer }: CompareParams): CompareResult =>
      compareWithFalco(session.snapshot(), uri === undefined ? undefined : keyOf(uri), answer, pathOf),
  );
}
