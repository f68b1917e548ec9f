/** Work that lets anyone who steps it do other things between its strides, or give it up. */
export type Steps<T> = Generator<void, T, void>;

/** Runs work that comes in steps to its end at once. */
export function toEnd<T>(steps: Generator<unknown, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
