/**
 * Falco compares bytes. A text stays a JavaScript string wherever that makes no difference; these functions are for where
 * it does. Bytes that are not UTF-8 become the units U+DC80 to U+DCFF, which no well-formed text contains.
 */

/** One character for each UTF-8 byte of a text. */
export function toBytes(text: string): string {
  if (isAscii(text)) return text;
  let bytes = "";
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    if (code < 0x80) bytes += char;
    else if (code < 0x800) bytes += unit(0xc0 | (code >> 6)) + tail(code, 0);
    else if (code >= 0xdc80 && code <= 0xdcff) bytes += unit(code & 0xff);
    else if (code < 0x10000) bytes += unit(0xe0 | (code >> 12)) + tail(code, 6) + tail(code, 0);
    else bytes += unit(0xf0 | (code >> 18)) + tail(code, 12) + tail(code, 6) + tail(code, 0);
  }
  return bytes;
}

function unit(byte: number): string {
  return String.fromCharCode(byte);
}

function tail(code: number, shift: number): string {
  return unit(0x80 | ((code >> shift) & 0x3f));
}

/** The text that some bytes spell: the way back from `toBytes`. */
export function fromBytes(bytes: string): string {
  if (isAscii(bytes)) return bytes;
  let text = "";
  let at = 0;
  while (at < bytes.length) {
    const lead = bytes.charCodeAt(at);
    const length = lead < 0x80 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    const code = length === 1 ? lead : decoded(bytes, at, length, lead);
    if (code === undefined) {
      text += unit(0xdc00 | lead);
      at += 1;
    } else {
      text += String.fromCodePoint(code);
      at += length;
    }
  }
  return text;
}

const SMALLEST: readonly number[] = [0, 0, 0x80, 0x800, 0x10000];

/** The code point of a sequence of bytes; undefined where it is not one. */
function decoded(bytes: string, at: number, length: number, lead: number): number | undefined {
  if (lead < 0xc2 || lead > 0xf4 || at + length > bytes.length) return undefined;
  let code = lead & (0x7f >> length);
  for (let i = 1; i < length; i++) {
    const byte = bytes.charCodeAt(at + i);
    if (byte < 0x80 || byte > 0xbf) return undefined;
    code = (code << 6) | (byte & 0x3f);
  }
  const isLegal = code >= (SMALLEST[length] ?? 0) && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return isLegal ? code : undefined;
}

export function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return false;
  return true;
}

/** How many bytes a text has in UTF-8. */
export function byteLength(text: string): number {
  return isAscii(text) ? text.length : toBytes(text).length;
}

/** Lower case of the letters A to Z only, as the C library has it. */
export function lowerAscii(text: string): string {
  return /[A-Z]/.test(text) ? text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()) : text;
}

/** Upper case of the letters a to z only. */
export function upperAscii(text: string): string {
  return /[a-z]/.test(text) ? text.replace(/[a-z]+/g, (letters) => letters.toUpperCase()) : text;
}

/** Order of two texts by their bytes: negative, zero or positive. */
export function compareBytes(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const left = a.charCodeAt(i);
    const right = b.charCodeAt(i);
    if (left !== right) return rank(left) - rank(right);
  }
  return a.length - b.length;
}

/** Surrogates represent code points above all others, though their units do not. */
function rank(code: number): number {
  if (code < 0xd800) return code;
  return code >= 0xe000 ? code - 0x800 : code + 0x2000;
}

/** What a text is to C: it ends at the first zero. */
export function untilZero(text: string): string {
  const end = text.indexOf("\0");
  return end < 0 ? text : text.slice(0, end);
}

/**
 * Decodes Base64 into bytes, one character each; undefined where Falco finds no value. Padding may be missing; bits that
 * are left over must be zero. Source: libsinsp `base64.h`.
 */
export function decodeBase64(text: string): string | undefined {
  if (text === "") return "";
  const digits = text.endsWith("==") ? text.slice(0, -2) : text.endsWith("=") ? text.slice(0, -1) : text;
  if (digits.length % 4 === 1 || digits === "") return undefined;
  let bytes = "";
  let bits = 0;
  let held = 0;
  for (let i = 0; i < digits.length; i++) {
    const value = BASE64.indexOf(digits.charAt(i));
    if (value < 0) return undefined;
    bits = ((bits << 6) | value) & 0xffff;
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes += unit((bits >> held) & 0xff);
    }
  }
  return (bits & ((1 << held) - 1)) === 0 ? bytes : undefined;
}

const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
