/** Waits until all is written, so that nothing is cut when the output is a pipe. */
export function write(text: string): Promise<void> {
  return new Promise((resolve) => process.stdout.write(text, () => resolve()));
}
