import type { HashOf } from "../session/document-store.ts";

/** What a front lends the server to remember texts between its runs. All of it may be gone, or anything, the next time. */
export interface KeptTexts {
  readonly hashOf: HashOf;
  read(key: string): string | undefined;
  /** Does nothing where it cannot. */
  write(key: string, text: string): void;
}
