import type { Readable, Writable } from "node:stream";
import {
  AbstractMessageReader,
  AbstractMessageWriter,
  type DataCallback,
  type Disposable,
  Message,
} from "vscode-languageserver/node";

/** The longest message that is read, in bytes. The text of the largest file that an editor opens takes less. */
const MAX_MESSAGE = 2 ** 28;

/** Bytes of a header. What comes without an end is none. */
const MAX_HEADER = 4096;

/** After so many milliseconds without a byte a message that is whole is not waited for. */
const IDLE_MS = 5_000;

/** A line of a header, or the beginning of one. A rest of the message before it has braces. */
const HEADER_LINE = /^(?:[\w-]*|[\w-]+ *:[^{}\r\n]*)\r?$/;

const HEADER_END = "\r\n\r\n";

/** How far before the end of a header its length is looked for. */
const LOOK_BACK = 200;

/**
 * Reads the messages of `input`, until its bytes are not messages that each have their length before them. Then no more is read
 * and `broken` is called with the reason, as it is written after "because". What comes next cannot be found from there: a reader
 * would wait for ever, or take one message for another.
 */
export class FramedReader extends AbstractMessageReader {
  readonly #input: Readable;
  readonly #broken: (reason: string) => void;
  readonly #idleMs: number;
  readonly #frames = new Frames();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isBroken = false;
  #isShutDown = false;

  constructor(input: Readable, broken: (reason: string) => void, idleMs = IDLE_MS) {
    super();
    this.#input = input;
    this.#broken = broken;
    this.#idleMs = idleMs;
  }

  /** Whether the client has said that it stops. */
  get isShutDown(): boolean {
    return this.#isShutDown;
  }

  listen(callback: DataCallback): Disposable {
    const take = (chunk: Buffer): void => this.#take(chunk, callback);
    this.#input.on("data", take);
    this.#input.on("error", (error) => this.fireError(error));
    this.#input.on("close", () => this.fireClose());
    return {
      dispose: () => {
        this.#input.off("data", take);
      },
    };
  }

  #take(chunk: Buffer, callback: DataCallback): void {
    clearTimeout(this.#timer);
    if (this.#isBroken) return;
    const bodies: Buffer[] = [];
    const reason = this.#frames.read(chunk, bodies);
    if (reason !== undefined) {
      this.#end(reason);
      return;
    }
    for (const body of bodies) this.#pass(body, callback);
    if (this.#frames.isWithin)
      this.#timer = setTimeout(
        () => this.#frames.isWhole() && this.#end("a Content-Length is too large"),
        this.#idleMs,
      ).unref();
  }

  /** What is not JSON, or not a message to who takes it, is reported, and those after it are taken. */
  #pass(body: Buffer, callback: DataCallback): void {
    try {
      const message = JSON.parse(body.toString()) as Message;
      if (Message.isRequest(message) && message.method === "shutdown") this.#isShutDown = true;
      callback(message);
    } catch (error) {
      this.fireError(error);
    }
  }

  #end(reason: string): void {
    this.#isBroken = true;
    this.#broken(reason);
  }
}

/** Writes each message with its header at once: the client then wakes up once for it. */
export class FramedWriter extends AbstractMessageWriter {
  readonly #output: Writable;
  #failures = 0;

  constructor(output: Writable) {
    super();
    this.#output = output;
    output.on("error", (error) => this.fireError(error));
    output.on("close", () => this.fireClose());
  }

  write(message: Message): Promise<void> {
    const content = JSON.stringify(message);
    return new Promise((resolve, reject) => {
      this.#output.write(`Content-Length: ${Buffer.byteLength(content)}${HEADER_END}${content}`, (error) => {
        if (!error) return resolve();
        this.fireError(error, message, ++this.#failures);
        reject(error);
      });
    });
  }

  end(): void {
    this.#output.end();
  }
}

const NO_BYTES: Buffer = Buffer.alloc(0);

/** Follows messages through the bytes that come. */
class Frames {
  /** What came of a header. */
  private header = "";
  /** Room for the whole message, and how many bytes of it have not come yet. */
  private body: Buffer = NO_BYTES;
  private left = 0;
  private tail: Buffer = NO_BYTES;

  get isWithin(): boolean {
    return this.left > 0;
  }

  /** Reads on, and adds each body that ends here; the reason why the bytes are no messages, where they are not. */
  read(chunk: Buffer, bodies: Buffer[]): string | undefined {
    for (let at = 0; at < chunk.length; ) {
      if (this.left > 0) {
        const part = chunk.subarray(at, at + this.left);
        const text = this.tail.length > 0 ? Buffer.concat([this.tail, part]) : part;
        if (hasHeader(text)) return "a Content-Length is too large";
        part.copy(this.body, this.body.length - this.left);
        this.left -= part.length;
        at += part.length;
        this.tail = this.left > 0 ? text.subarray(-LOOK_BACK) : NO_BYTES;
        if (this.left > 0) continue;
        bodies.push(this.body);
        this.body = NO_BYTES;
        continue;
      }
      const before = this.header.length;
      this.header += chunk.toString("latin1", at, at + MAX_HEADER);
      const end = this.header.indexOf(HEADER_END);
      if (end < 0) return this.startOfHeader();
      at += end + HEADER_END.length - before;
      const length = lengthOf(this.header.slice(0, end));
      if (typeof length === "string") return length;
      this.left = length;
      this.body = Buffer.allocUnsafe(length);
      this.header = "";
      if (length === 0) bodies.push(this.body);
    }
    return undefined;
  }

  /** Whether what came of the message is a JSON text already. */
  isWhole(): boolean {
    try {
      JSON.parse(this.body.toString("utf8", 0, this.body.length - this.left));
      return true;
    } catch {
      return false;
    }
  }

  private startOfHeader(): string | undefined {
    const isHeader =
      this.header.length < MAX_HEADER && this.header.split("\r\n").every((line) => HEADER_LINE.test(line));
    return isHeader ? undefined : NO_HEADER;
  }
}

const NO_HEADER = "a message does not begin with a header, or the Content-Length before it is too small";

/** The length that a header gives, or why it gives none. */
function lengthOf(header: string): number | string {
  let length: string | undefined;
  for (const line of header.split("\r\n")) {
    if (!HEADER_LINE.test(line)) return NO_HEADER;
    const [name = "", value = ""] = line.split(":", 2);
    if (name.trim().toLowerCase() === "content-length") length = value.trim();
  }
  if (length === undefined) return "a message has no Content-Length";
  if (!/^\d+$/.test(length)) return `the Content-Length ${JSON.stringify(length)} is not a number of bytes`;
  return Number(length) <= MAX_MESSAGE
    ? Number(length)
    : `the Content-Length ${length} is larger than ${MAX_MESSAGE} bytes`;
}

/** Whether the header of a next message is in a part of one. No JSON text has such a line end in it. */
function hasHeader(text: Buffer): boolean {
  for (let at = text.indexOf(HEADER_END); at >= 0; at = text.indexOf(HEADER_END, at + 1))
    if (/content-length: *\d+(?:\r\n|$)/i.test(text.toString("latin1", Math.max(0, at - LOOK_BACK), at)))
      return true;
  return false;
}
