import type { CancellationToken } from "vscode-languageserver";
import type { Snapshot } from "../model/workspace/workspace.ts";
import type { Session } from "./session.ts";
import { othersTurn } from "./strides.ts";

/**
 * Loads the rulesets of a document in strides, so that other messages are answered meanwhile. Where something changes
 * meanwhile, it goes on with what there is then. False when it was cancelled.
 */
export async function loadInStrides(
  session: Session,
  uri: string,
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
function* loading({ rulesets }: Snapshot, uri: string): Generator<void, void> {
  const around = rulesets.filter(({ order }) => order.some((ref) => ref.uri === uri));
  for (const [at, ruleset] of around.entries()) {
    if (at > 0) yield;
    yield* ruleset.loading();
  }
}
