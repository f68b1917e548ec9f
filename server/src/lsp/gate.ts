import type { ConnectionOptions, ConnectionStrategy } from "vscode-languageserver";
import { cancelled } from "./strides.ts";

/** From how many characters on a text that comes at once is read in strides. */
const LONG = 100_000;

/** A request that is cancelled before its turn came is not answered with work that nobody waits for. */
const STRATEGY: ConnectionStrategy = {
  cancelUndispatched: ({ jsonrpc }) => ({ jsonrpc, id: null, error: cancelled().toJson() }),
};

type Take = NonNullable<ConnectionOptions["messageStrategy"]>["handleMessage"];
type Incoming = Parameters<Take>[0];

/**
 * Messages go through it one by one. After one that brings a long text the others wait until `settle` has read it, and are
 * then taken in the order in which they came: each is answered as if that text had been read at once.
 */
export class Gate {
  readonly #held: Parameters<Take>[] = [];
  #isClosed = false;

  /** Reads what came in the background, and then calls back. To be set before the first message. */
  settle: (then: () => unknown) => void = (then) => then();

  readonly options: ConnectionOptions = {
    connectionStrategy: STRATEGY,
    messageStrategy: { handleMessage: (message, next) => this.#take(message, next) },
  };

  #take(...[message, next]: Parameters<Take>): ReturnType<Take> {
    if (this.#isClosed && !isAnswer(message)) {
      this.#held.push([message, next]);
      return;
    }
    const taken = next(message);
    if (lengthOf(message) > LONG) {
      this.#isClosed = true;
      this.settle(() => this.#open());
    }
    return taken;
  }

  #open(): Promise<unknown> {
    this.#isClosed = false;
    const taken: ReturnType<Take>[] = [];
    for (let held = this.#held.shift(); held; held = this.#isClosed ? undefined : this.#held.shift())
      taken.push(this.#take(...held));
    return Promise.all(taken);
  }
}

/** Answers to what the server asked change no text. */
function isAnswer(message: Incoming): boolean {
  return !("method" in message);
}

/** How many characters of new text a message brings. What clients send may have any shape. */
function lengthOf(message: Incoming): number {
  const { params } = message as { readonly params?: Partial<Brought> | null };
  const changes = Array.isArray(params?.contentChanges) ? params.contentChanges : [];
  const texts = [params?.textDocument, ...changes].map((one) => one?.text);
  return texts.reduce<number>((sum, text) => sum + (typeof text === "string" ? text.length : 0), 0);
}

interface Brought {
  readonly textDocument: { readonly text?: unknown } | null;
  readonly contentChanges: readonly ({ readonly text?: unknown } | null)[];
}
