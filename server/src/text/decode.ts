/** How a file's characters are written. */
export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "utf-32le" | "utf-32be";

export interface DecodedText {
  /** A byte order mark stays, as the first character. */
  readonly text: string;
  readonly encoding: Encoding;
}

/**
 * Reads bytes as Falco's YAML reader does: a byte order mark says the encoding, and without one the zero bytes around
 * the first character do. Bytes that are no character become U+FFFD. Source: YAML 1.2, section 5.2.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const encoding = encodingOf(bytes);
  const wide = encoding === "utf-32le" || encoding === "utf-32be";
  if (wide) return { text: fromWide(bytes, encoding === "utf-32le"), encoding };
  return { text: new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes), encoding };
}

/** The bytes of a text; those that it was read from, where it was read without loss. */
export function encodeText({ text, encoding }: DecodedText): Uint8Array {
  if (encoding === "utf-8") return new TextEncoder().encode(text);
  const isLittle = encoding.endsWith("le");
  const isWide = encoding.startsWith("utf-32");
  const units = isWide
    ? Array.from(text, (letter) => letter.codePointAt(0) ?? 0)
    : Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
  const size = isWide ? 4 : 2;
  const view = new DataView(new ArrayBuffer(units.length * size));
  for (const [at, unit] of units.entries())
    if (isWide) view.setUint32(at * size, unit, isLittle);
    else view.setUint16(at * size, unit, isLittle);
  return new Uint8Array(view.buffer);
}

function encodingOf(bytes: Uint8Array): Encoding {
  const [a, b, c, d] = [bytes[0] ?? -1, bytes[1] ?? -1, bytes[2] ?? -1, bytes[3] ?? -1];
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? "utf-32le" : "utf-16le";
  if (a === 0xfe && b === 0xff) return "utf-16be";
  if (a === 0 && b === 0 && ((c === 0xfe && d === 0xff) || (c === 0 && d > 0))) return "utf-32be";
  if (a > 0 && b === 0 && c === 0 && d === 0) return "utf-32le";
  if (a === 0 && b > 0) return "utf-16be";
  return a > 0 && b === 0 ? "utf-16le" : "utf-8";
}

function fromWide(bytes: Uint8Array, isLittle: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let text = "";
  for (let at = 0; at + 4 <= bytes.byteLength; at += 4) {
    const code = view.getUint32(at, isLittle);
    text += code > 0x10ffff ? "\uFFFD" : String.fromCodePoint(code);
  }
  return text;
}
