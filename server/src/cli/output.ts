import { noteSaid } from "./repeat/recording.ts";

/** What a command reads from and writes to. */
export interface CommandIo {
  /** Chunks of UTF-8 text. */
  readonly stdin: AsyncIterable<string | Uint8Array>;
  /** Resolves when more may be written. */
  write(text: string): Promise<void>;
}

/** Waits until all is written, so that nothing is cut when the output is a pipe; a pipe that nobody reads is not waited for. */
export function write(text: string): Promise<void> {
  noteSaid("stdout", text);
  return new Promise((resolve) => process.stdout.write(text, () => resolve()));
}

/**
 * Text from files as a terminal may show it: signs that would move the cursor, colour or hide what follows are escaped, those
 * that turn the direction of writing too, and no line begins with `::`, by which GitHub's runners are given commands.
 */
export function shown(text: string): string {
  return text
    .replace(CONTROL, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .replace(/^([^\S\n\r\u2028\u2029]*):(?=:)/gm, "$1\\u003a");
}

/** All control characters but the line end and the tab. */
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** The same where each sign has to keep its column: a sign that represents the other replaces it. */
export function pictured(line: string): string {
  return line.replace(CONTROL, "\ufffd").replace(/^(\s*):(?=:)/, "$1\ufe55");
}

/** Writes a sentence to standard error. */
export function complain(said: string): void {
  const text = `falco-lint: ${shown(said)}\n`;
  noteSaid("stderr", text);
  process.stderr.write(text);
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
