import type { Steps } from "../text/to-end.ts";

export type { Steps };

/**
 * Work that is done once, anyone who asks for it: each asker takes it up where the last one left it. What throws is begun
 * anew by the next asker.
 */
export function sharedSteps<T extends object>(begin: () => Steps<T>): () => Steps<T> {
  const shared: Shared<T> = {};
  return () => takenUp(shared, begin);
}

interface Shared<T> {
  result?: T;
  begun?: Steps<T> | undefined;
}

/**
 * No function of each work's own: to a generator function the engine gives a hidden class, and by this it holds what the
 * function refers to until its next full collection.
 */
function* takenUp<T extends object>(shared: Shared<T>, begin: () => Steps<T>): Steps<T> {
  while (!shared.result) {
    const steps = shared.begun ?? begin();
    shared.begun = undefined;
    const step = steps.next();
    if (step.done) shared.result = step.value;
    else {
      shared.begun = steps;
      yield;
    }
  }
  return shared.result;
}
