import { expect, test } from "vitest";
import { decodeText, type Encoding, encodeText } from "../../server/src/text/decode.ts";

const TEXT = "- rule: Zugriff auf Schlüssel 🔑\n";
const ENCODINGS: readonly Encoding[] = ["utf-8", "utf-16le", "utf-16be", "utf-32le", "utf-32be"];

test.each(ENCODINGS)("%s is read back as it was written, with a byte order mark and without", (encoding) => {
  for (const text of [TEXT, `\uFEFF${TEXT}`]) {
    const bytes = encodeText({ text, encoding });
    expect(decodeText(bytes)).toEqual({ text, encoding });
    expect(encodeText(decodeText(bytes))).toEqual(bytes);
  }
});

test("the marks are those of the standard", () => {
  const marked = (encoding: Encoding): string =>
    Buffer.from(encodeText({ text: "\uFEFF-", encoding })).toString("hex");
  expect(ENCODINGS.map(marked)).toEqual([
    "efbbbf2d",
    "fffe2d00",
    "feff002d",
    "fffe00002d000000",
    "0000feff0000002d",
  ]);
});

test("an empty file, one byte and a lost half are text too", () => {
  for (const bytes of [[], [0x2d], [0xff, 0xfe, 0x2d], [0, 0, 0xfe, 0xff, 0]])
    expect(() => decodeText(Uint8Array.from(bytes))).not.toThrow();
  expect(decodeText(Uint8Array.from([0xe4, 0x0a])).text).toBe("\uFFFD\n");
});
