import type { CancellationToken } from "vscode-languageserver";
import { testFileHost } from "../hosts/formats/test-file.ts";
import type { Snapshot } from "../model/workspace/workspace.ts";
import type { Session } from "./session.ts";
import { othersTurn } from "./strides.ts";

/**
 * Loads the rulesets of a document in strides, so that other messages are answered meanwhile; all of them for a test file,
 * or without a document. Where something changes meanwhile, it goes on with what there is then. False when it was cancelled.
 */
export async function loadInStrides(
  session: Session,
  uri: string | undefined,
  token: Pick<CancellationToken, "isCancellationRequested">,
): Promise<boolean> {
  for (;;) {
    const snapshot = session.snapshot();
    const steps = loading(snapshot, uri);
    while (snapshot === session.snapshot()) {
      if (steps.next().done) return true;
      await othersTurn();
      if (token.isCancellationRequested) return false;
    }
  }
}

/** Yields within a ruleset that is large, and between one and the next. */
function* loading({ rulesets, documents }: Snapshot, uri: string | undefined): Generator<void, void> {
  const isAll = uri === undefined || documents.get(uri)?.host === testFileHost.id;
  const around = rulesets.filter(({ order }) => isAll || order.some((ref) => ref.uri === uri));
  for (const [at, ruleset] of around.entries()) {
    if (at > 0) yield;
    yield* ruleset.loading();
  }
}
