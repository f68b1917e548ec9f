/** Answers that follow from arithmetic or from other answers, on made values at the edges of each type. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { ask, type Fields } from "./ask.ts";
import { samples } from "../samples.ts";

/** How many cases each property has. */
const RUNS = { numRuns: samples(250) };

/** Integers around the ends of a range and around zero. */
const edges = (least: bigint, most: bigint): fc.Arbitrary<bigint> =>
  fc.oneof(
    fc.bigInt({ min: least, max: least + 2n }),
    fc.bigInt({ min: most - 2n, max: most }),
    fc.bigInt({ min: least > -2n ? least : -2n, max: 2n }),
    fc.bigInt({ min: least, max: most }),
  );

const INTEGERS = fc.constantFrom(
  { field: "evt.num", least: 0n, most: 2n ** 64n - 1n },
  { field: "evt.rawres", least: -(2n ** 63n), most: 2n ** 63n - 1n },
  { field: "user.uid", least: 0n, most: 2n ** 32n - 1n },
  { field: "fd.sport", least: 0n, most: 65535n },
);

test("integers of each width are ordered as numbers are", () => {
  const orders = new Map<string, (a: bigint, b: bigint) => boolean>([
    ["=", (a, b) => a === b],
    ["!=", (a, b) => a !== b],
    ["<", (a, b) => a < b],
    ["<=", (a, b) => a <= b],
    [">", (a, b) => a > b],
    [">=", (a, b) => a >= b],
  ]);
  const cases = INTEGERS.chain(({ field, least, most }) =>
    fc.record({
      field: fc.constant(field),
      value: edges(least, most),
      constant: edges(least, most),
      operator: fc.constantFrom(...orders.keys()),
    }),
  );
  fc.assert(
    fc.property(cases, ({ field, value, constant, operator }) => {
      expect(ask(`${field} ${operator} ${constant}`, { [field]: value })).toBe(
        orders.get(operator)?.(value, constant),
      );
    }),
    RUNS,
  );
});

const toAddress = (bits: bigint, isLong: boolean): string => {
  const [parts, width] = isLong ? [8, 16n] : [4, 8n];
  const shown = Array.from({ length: parts }, (_, at) =>
    ((bits >> (BigInt(parts - 1 - at) * width)) & (2n ** width - 1n)).toString(isLong ? 16 : 10),
  );
  return shown.join(isLong ? ":" : ".");
};

test("an address is in a network when their first bits are equal", () => {
  const cases = fc.boolean().chain((isLong) => {
    const width = isLong ? 128 : 32;
    const bits = fc.bigInt({ min: 0n, max: 2n ** BigInt(width) - 1n });
    return fc.record({
      isLong: fc.constant(isLong),
      address: bits,
      prefix: fc.integer({ min: 1, max: width }),
      flipped: fc.integer({ min: 0, max: width - 1 }),
    });
  });
  fc.assert(
    fc.property(cases, ({ isLong, address, prefix, flipped }) => {
      const width = isLong ? 128 : 32;
      const other = address ^ (1n << BigInt(width - 1 - flipped));
      const network = `${toAddress(address, isLong)}/${prefix}`;
      expect(ask(`fd.snet = ${network}`, { "fd.snet": toAddress(other, isLong) })).toBe(flipped >= prefix);
      expect(ask(`fd.snet in (${network})`, { "fd.snet": toAddress(other, isLong) })).toBe(flipped >= prefix);
    }),
    RUNS,
  );
});

const WORD = fc.string({ unit: fc.constantFrom("a", "b", "A", "/", ".", " ", "é", "1"), maxLength: 6 });

test("`pmatch` finds a path among its parents", () => {
  const path = fc
    .array(fc.constantFrom("a", "b", "ab", "c"), { minLength: 1, maxLength: 4 })
    .map((parts) => `/${parts.join("/")}`);
  fc.assert(
    fc.property(path, fc.array(path, { minLength: 1, maxLength: 3 }), (value, sought) => {
      expect(ask(`fd.name pmatch (${sought.join(", ")})`, { "fd.name": value })).toBe(
        sought.some((one) => `${value}/`.startsWith(`${one}/`)),
      );
    }),
    RUNS,
  );
});

test("a field beside a field is compared as with the other one's value", () => {
  const operator = fc.constantFrom("=", "!=", "contains", "startswith", "endswith", "icontains");
  fc.assert(
    fc.property(WORD, WORD, operator, (left, right, sign) => {
      const fields = { "proc.name": left, "proc.pname": right };
      expect(ask(`proc.name ${sign} val(proc.pname)`, fields)).toBe(
        ask(`proc.name ${sign} "${right}"`, fields),
      );
    }),
    RUNS,
  );
});

test("`in` is equality with one of the values, and `intersects` with one of each", () => {
  const words = fc.array(fc.constantFrom<string>("a", "b", "c", "dd"), { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(words, words, (values, sought) => {
      const [first = ""] = values;
      expect(ask(`proc.name in (${sought.join(", ")})`, { "proc.name": first })).toBe(sought.includes(first));
      const groups = { "ka.user.groups": values };
      expect(ask(`ka.user.groups intersects (${sought.join(", ")})`, groups)).toBe(
        values.some((one) => sought.includes(one)),
      );
      expect(ask(`ka.user.groups in (${sought.join(", ")})`, groups)).toBe(
        values.every((one) => sought.includes(one)),
      );
    }),
    RUNS,
  );
});

test("transformers within transformers are what their functions are", () => {
  const upper = (text: string): string => text.replace(/[a-z]/g, (char) => char.toUpperCase());
  fc.assert(
    fc.property(
      WORD.filter((word) => word !== ""),
      (text) => {
        const fields = { "proc.name": text };
        expect(ask(`toupper(tolower(proc.name)) = "${upper(text)}"`, fields)).toBe(true);
        expect(ask(`len(toupper(proc.name)) = ${Buffer.byteLength(text)}`, fields)).toBe(true);
        const encoded = { "proc.name": Buffer.from(text).toString("base64") };
        expect(ask(`toupper(b64(proc.name)) = "${upper(text)}"`, encoded)).toBe(true);
      },
    ),
    RUNS,
  );
});

test("`and`, `or` and `not` join the answers of their parts, whichever fields are absent", () => {
  const parts = ["proc.name = a", "proc.name != a", "fd.name exists", "proc.pid > 1", "fd.sip = 10.0.0.1"];
  const fields = fc.record(
    {
      "proc.name": fc.constantFrom("a", "b"),
      "fd.name": fc.constantFrom("", "/x"),
      "proc.pid": fc.constantFrom(1, 2),
      "fd.sip": fc.constantFrom("10.0.0.1", "::1"),
    },
    { requiredKeys: [] },
  );
  interface Tree {
    readonly text: string;
    readonly truth: (of: Fields) => boolean;
  }
  const leaf = fc.constantFrom(...parts).map((text): Tree => ({ text, truth: (of) => ask(text, of) }));
  const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      leaf,
      tie("tree").map(({ text, truth }) => ({ text: `not (${text})`, truth: (of: Fields) => !truth(of) })),
      fc.tuple(tie("tree"), tie("tree"), fc.constantFrom("and", "or")).map(([a, b, word]) => ({
        text: `(${a.text}) ${word} (${b.text})`,
        truth: (of: Fields) => (word === "and" ? a.truth(of) && b.truth(of) : a.truth(of) || b.truth(of)),
      })),
    ),
  }));
  fc.assert(
    fc.property(tree, fields, ({ text, truth }, of) => {
      const given = Object.fromEntries(
        Object.entries(of).filter(([, value]) => value !== undefined),
      ) as Fields;
      expect(ask(text, given)).toBe(truth(given));
    }),
    RUNS,
  );
});
