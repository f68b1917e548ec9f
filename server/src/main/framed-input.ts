import { pipeline, type Readable, Transform } from "node:stream";

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
 * The bytes of `input`, until they are not messages that each have their length before them. Then the stream goes silent and
 * `broken` is called with the reason, as it is written after "because". What comes next cannot be found from there: a reader
 * would wait for ever, or take one message for another.
 */
export function framedInput(input: Readable, broken: (reason: string) => void, idleMs = IDLE_MS): Readable {
  const frames = new Frames();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isBroken = false;
  const end = (reason: string): void => {
    isBroken = true;
    broken(reason);
  };
  const framed = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      clearTimeout(timer);
      if (isBroken) return done();
      const reason = frames.read(chunk);
      if (reason === undefined) {
        if (frames.isWithin)
          timer = setTimeout(() => frames.isWhole() && end("a Content-Length is too large"), idleMs).unref();
        return done(null, chunk);
      }
      end(reason);
      return done();
    },
  });
  return pipeline(input, framed, () => undefined);
}

/** Follows messages through the bytes that come. */
class Frames {
  /** What came of a header. */
  private header = "";
  /** Bytes of the message that have not come yet, and those that have. */
  private left = 0;
  private body: Buffer[] = [];
  private tail: Buffer = Buffer.alloc(0);

  get isWithin(): boolean {
    return this.left > 0;
  }

  /** Reads on; the reason why the bytes are no messages, where they are not. */
  read(chunk: Buffer): string | undefined {
    for (let at = 0; at < chunk.length; ) {
      if (this.left > 0) {
        const part = chunk.subarray(at, at + this.left);
        const text = this.tail.length > 0 ? Buffer.concat([this.tail, part]) : part;
        if (hasHeader(text)) return "a Content-Length is too large";
        this.left -= part.length;
        if (this.left > 0) this.body.push(part);
        else this.body = [];
        this.tail = this.left > 0 ? text.subarray(-LOOK_BACK) : Buffer.alloc(0);
        at += part.length;
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
      this.header = "";
    }
    return undefined;
  }

  /** Whether what came of the message is a JSON text already. */
  isWhole(): boolean {
    try {
      JSON.parse(Buffer.concat(this.body).toString());
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
