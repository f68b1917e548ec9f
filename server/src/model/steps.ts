import type { Steps } from "../text/to-end.ts";

export type { Steps };

/**
 * Work that is done once, anyone who asks for it: each asker takes it up where the last one left it. What throws is begun
 * anew by the next asker.
 */
export function sharedSteps<T extends object>(begin: () => Steps<T>): () => Steps<T> {
  let result: T | undefined;
  let begun: Steps<T> | undefined;
  return function* () {
    while (!result) {
      const steps = begun ?? begin();
      begun = undefined;
      const step = steps.next();
      if (step.done) result = step.value;
      else {
        begun = steps;
        yield;
      }
    }
    return result;
  };
}
