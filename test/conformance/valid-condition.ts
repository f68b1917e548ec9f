/**
 * Random conditions that Falco 0.44.1 takes, made from its own rules on fields, types, operators, values and transformers,
 * and not from what our checker says of them: the field data are those that Falco lists.
 */
import { readFileSync } from "node:fs";
import fc from "fast-check";

interface FieldFact {
  readonly name: string;
  readonly type: string;
  readonly isList: boolean;
  readonly arg: { readonly mode: "required" | "optional"; readonly kinds: readonly string[] } | null;
  readonly flags: { readonly printOnly: boolean; readonly noRhs: boolean; readonly noTransformer: boolean };
  readonly sources: readonly string[];
  readonly removedIn: string | null;
  readonly removedInPlugin?: string;
}

/** What may be on the left side of a comparison: how it is written, and what Falco compares. */
interface Operand {
  readonly text: fc.Arbitrary<string>;
  readonly type: string;
  readonly isList: boolean;
  readonly noRhs: boolean;
  readonly noTransformer: boolean;
}

const FACTS: readonly FieldFact[] = JSON.parse(
  readFileSync(new URL("../../schemas/sources/fields.json", import.meta.url), "utf8"),
).fields;

const EVENTS: {
  readonly names: readonly { readonly name: string }[];
  readonly argNames: readonly { readonly name: string; readonly rawComparable: string }[];
} = JSON.parse(readFileSync(new URL("../../schemas/sources/events.json", import.meta.url), "utf8"));

/** Whose values or arguments have rules of their own. */
const OWN_RULES = /^(?:evt\.(?:type|around|arg|rawarg|abspath|type\.is|dir)|syscall\.type|thread\.cgroup)$/;

const TEXTS = ["CHARBUF", "FSPATH", "FSRELPATH"];
const NUMBERS = [
  "INT8",
  "INT16",
  "INT32",
  "INT64",
  "UINT8",
  "UINT16",
  "UINT32",
  "UINT64",
  "RELTIME",
  "ABSTIME",
  "DOUBLE",
];
const LIST_TYPES = ["CHARBUF", "UINT64", "RELTIME", "ABSTIME", "BOOL", "IPADDR", "IPNET"];

const pick = <T>(...options: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...options);
const joined = (...parts: readonly (string | fc.Arbitrary<string>)[]): fc.Arbitrary<string> =>
  fc
    .tuple(...parts.map((part) => (typeof part === "string" ? fc.constant(part) : part)))
    .map((texts) => texts.join(""));

const blanks = pick(" ", " ", "  ", "\n", "\t", "\r\n", " \b ");
const maybe = pick("", "", " ", "\n  ", "\t");

const INDEX = pick("0", "1", "12");
const KEY = pick("PATH", "app.kubernetes.io/name", "a-b", '"a"', "'b'");

/** A field with its argument, as each kind is written. */
function fieldTexts({ name, arg }: FieldFact): fc.Arbitrary<string> {
  if (!arg) return fc.constant(name);
  const kinds = arg.kinds.filter((kind) => kind === "index" || kind === "key");
  const given = kinds.map((kind) => joined(name, "[", kind === "index" ? INDEX : KEY, "]"));
  return fc.oneof(...given, ...(arg.mode === "optional" ? [fc.constant(name)] : []));
}

function fieldsOf(source: string): readonly Operand[] {
  return FACTS.filter(
    ({ name, sources, removedIn, removedInPlugin, flags }) =>
      sources.includes(source) &&
      removedIn === null &&
      removedInPlugin === undefined &&
      !flags.printOnly &&
      !OWN_RULES.test(name),
  )
    .filter(({ type, isList }) => !isList || LIST_TYPES.includes(type))
    .filter(
      ({ arg }) =>
        !arg || arg.mode === "optional" || arg.kinds.some((kind) => kind === "index" || kind === "key"),
    )
    .map((fact) => ({
      text: fieldTexts(fact),
      type: fact.type,
      isList: fact.isList,
      noRhs: fact.flags.noRhs,
      noTransformer: fact.flags.noTransformer,
    }));
}

/** Calls whose result is compared, of fields that may be compared with others; none where the source has no texts. */
function callsOf(fields: readonly Operand[]): readonly Operand[] {
  const texts = fields
    .filter(
      ({ type, isList, noTransformer, noRhs }) => type === "CHARBUF" && !isList && !noTransformer && !noRhs,
    )
    .map(({ text }) => text);
  const lists = fields
    .filter(
      ({ type, isList, noTransformer, noRhs }) => type === "CHARBUF" && isList && !noTransformer && !noRhs,
    )
    .map(({ text }) => text);
  if (texts.length === 0) return [];
  const call = (text: fc.Arbitrary<string>, type = "CHARBUF", isList = false): Operand => ({
    text,
    type,
    isList,
    noRhs: false,
    noTransformer: false,
  });
  const text = fc.oneof(...texts);
  const lower = joined(pick("tolower", "toupper", "basename"), "(", text, ")");
  const part = fc.oneof(text, lower, pick('"-"', "'a b'", '"x\\ty"', "5"));
  const list = lists.length > 0 ? fc.oneof(...lists) : undefined;
  return [
    call(lower),
    call(joined("tolower(", lower, ")")),
    call(joined("b64(", text, ")")),
    call(joined("concat(", part, ",", maybe, part, ")")),
    call(joined("concat(", part, ", ", part, ", ", part, ")")),
    call(joined('join(",", (', text, ",", maybe, part, "))")),
    call(joined("len(", fc.oneof(text, fc.constant('"abc"')), ")"), "UINT64"),
    ...(list
      ? [
          call(joined("len(", list, ")"), "UINT64"),
          call(joined('join(" ", ', list, ")")),
          call(joined("getopt(", list, ', "ab:")[b]')),
          call(joined("toupper(", list, ")"), "CHARBUF", true),
        ]
      : []),
  ];
}

/** A value as it is written. */
interface Value {
  readonly text: string;
  /** It would run into what follows it. */
  readonly isBare: boolean;
}

const bare = (...texts: readonly string[]): fc.Arbitrary<Value> =>
  pick(...texts).map((text) => ({ text, isBare: true }));
const quotedValue = (...texts: readonly string[]): fc.Arbitrary<Value> =>
  pick(...texts).map((text) => ({ text, isBare: false }));

const TEXT_VALUE = fc.oneof(
  bare(
    "bash",
    "/usr/bin/*",
    "a-b",
    "a:b",
    "[x]",
    "{y}",
    "!z",
    "a&b",
    "%w",
    "a\\b",
    "日本",
    "and",
    "in",
    "exists",
    "not",
    "5",
    "0x1f",
    "-1",
    "a.b",
    "a/b/../c",
    "#c",
    "1-5",
    "a;b",
    "*",
    "a?",
  ),
  quotedValue(
    '"a b"',
    "'a b'",
    '"it\'s"',
    "'say \"x\"'",
    '"a\\"b"',
    "'a\\'b'",
    '"tab\\tend"',
    '"a\\\\b"',
    '"line\nline"',
    '"a=b"',
    "'(x)'",
    '"a, b"',
    '"and (not)"',
    '"\\/tmp"',
    `"${"é".repeat(127)}"`,
  ),
);
const REGEX_VALUE = fc.oneof(
  bare("[a-z]+", "a.*b", "^x$", "[^/]+", "x{2}"),
  quotedValue("'(a|b)c'", '"[[:alpha:]]+ x"', '"a\\\\.b"', "'[0-9]{1,3}'"),
);
const WHOLE = fc.oneof(bare("0", "5", "-1", "+7", "1024", "2147483647"), quotedValue('"5"', "'0'"));
const TYPED: Readonly<Record<string, fc.Arbitrary<Value>>> = {
  BOOL: fc.oneof(bare("true", "false"), quotedValue('"true"', "'false'")),
  PORT: fc.oneof(bare("22", "0", "65535", "99999"), quotedValue('"80"')),
  IPADDR: fc.oneof(bare("10.0.0.1", "::1", "fe80::1", "255.255.255.255"), quotedValue('"127.0.0.1"')),
  IPNET: fc.oneof(
    bare("10.0.0.0/8", "0.0.0.0/0", "192.168.1.1/32", "fe80::/10", "2001:db8::/128"),
    quotedValue('"10.0.0.0/8"'),
  ),
};

function valueOf(type: string): fc.Arbitrary<Value> {
  return TYPED[type] ?? (NUMBERS.includes(type) ? WHOLE : TEXT_VALUE);
}

function listOf(value: fc.Arbitrary<Value>): fc.Arbitrary<string> {
  return fc
    .array(fc.tuple(maybe, value, maybe), { maxLength: 4 })
    .map((items) => `(${items.map(([before, { text }, after]) => before + text + after).join(",")})`);
}

/** The end of a comparison: its text, and whether a space must follow. */
interface Tail {
  readonly text: string;
  readonly isOpen: boolean;
}

const closed = (text: fc.Arbitrary<string>): fc.Arbitrary<Tail> =>
  text.map((made) => ({ text: made, isOpen: false }));
const withValue = (operator: fc.Arbitrary<string>, value: fc.Arbitrary<Value>): fc.Arbitrary<Tail> =>
  fc.tuple(operator, value).map(([before, { text, isBare }]) => ({ text: before + text, isOpen: isBare }));

const word = (...names: readonly string[]): fc.Arbitrary<string> => joined(blanks, pick(...names), blanks);
const EQUALS = fc.oneof(joined(maybe, pick("=", "==", "!="), maybe), word("=", "==", "!="));
const SIZES = joined(maybe, pick("<", "<=", ">", ">="), maybe);

/** What may follow an operand. `right` are operands that it may be compared with. */
function tailsOf({ type, isList }: Operand, right: fc.Arbitrary<string> | undefined): fc.Arbitrary<Tail> {
  const value = valueOf(type);
  const exists = blanks.map((blank): Tail => ({ text: `${blank}exists`, isOpen: true }));
  const sets = closed(joined(blanks, pick("in", "intersects"), maybe, listOf(value)));
  if (isList) return fc.oneof(exists, sets);
  const modified = (operators: fc.Arbitrary<string>, values = value): fc.Arbitrary<Tail> =>
    closed(joined(operators, pick("oneof", "anyof", "allof"), blanks, listOf(values)));
  const beside = (operators: fc.Arbitrary<string>): readonly fc.Arbitrary<Tail>[] =>
    right ? [closed(joined(operators, right))] : [];
  if (TEXTS.includes(type)) {
    const operators = fc.oneof(
      EQUALS,
      word("contains", "icontains", "startswith", "endswith", "glob", "iglob"),
    );
    const named = joined(blanks, pick("in", "intersects"), " a_list").map(
      (text): Tail => ({ text, isOpen: true }),
    );
    const paths = closed(joined(blanks, "pmatch", maybe, listOf(bare("/etc", "/usr/*", "tmp"))));
    const texts = [
      withValue(operators, TEXT_VALUE),
      withValue(word("regex"), REGEX_VALUE),
      withValue(SIZES, bare("5", "-1")),
      paths,
      modified(word("=", "!=", "contains", "startswith", "glob")),
    ];
    return fc.oneof(exists, sets, named, ...texts, ...beside(operators), ...beside(SIZES));
  }
  if (NUMBERS.includes(type))
    return fc.oneof(
      exists,
      sets,
      withValue(EQUALS, WHOLE),
      withValue(SIZES, bare("5", "-1", "+3", "100000")),
      modified(word("=", "!=")),
      ...beside(EQUALS),
      ...beside(SIZES),
    );
  if (type === "PORT")
    return fc.oneof(
      exists,
      sets,
      withValue(EQUALS, value),
      withValue(SIZES, bare("1024")),
      ...beside(EQUALS),
    );
  if (type === "BYTEBUF")
    return fc.oneof(
      exists,
      withValue(fc.oneof(EQUALS, word("contains", "startswith", "endswith")), TEXT_VALUE),
      withValue(word("bcontains", "bstartswith"), bare("cafe", "00FF")),
    );
  if (type in TYPED)
    return fc.oneof(exists, sets, withValue(EQUALS, value), modified(word("=", "!=")), ...beside(EQUALS));
  return exists;
}

/** Comparisons whose values or arguments have rules of their own; the events of a condition are those of system calls. */
function ownComparisons(): readonly fc.Arbitrary<Tail>[] {
  const event = pick(...EVENTS.names.map(({ name }) => name)).map((text): Value => ({ text, isBare: true }));
  const argument = pick(...EVENTS.argNames.map(({ name }) => name));
  const raw = EVENTS.argNames
    .filter(({ rawComparable }) => rawComparable === "existsOnly")
    .map(({ name }) => name);
  const behind = (left: string | fc.Arbitrary<string>, tail: fc.Arbitrary<Tail>): fc.Arbitrary<Tail> =>
    fc
      .tuple(typeof left === "string" ? fc.constant(left) : left, tail)
      .map(([text, end]) => ({ text: text + end.text, isOpen: end.isOpen }));
  const texts = tailsOf(
    { text: fc.constant(""), type: "CHARBUF", isList: false, noRhs: false, noTransformer: false },
    undefined,
  );
  const exists = blanks.map((blank): Tail => ({ text: `${blank}exists`, isOpen: true }));
  return [
    behind(
      pick("evt.type", "syscall.type"),
      fc.oneof(exists, withValue(EQUALS, event), closed(joined(blanks, "in", maybe, listOf(event)))),
    ),
    behind(
      "evt.type",
      fc.oneof(
        withValue(word("startswith", "contains", "endswith"), event),
        closed(joined(blanks, "intersects", maybe, listOf(event))),
      ),
    ),
    behind(joined("evt.arg.", argument), texts),
    behind(joined("evt.arg[", INDEX, "]"), texts),
    behind(joined("evt.rawarg.", pick(...raw)), exists),
    behind(
      joined(
        "evt.type.is.",
        event.map(({ text }) => text),
      ),
      fc.oneof(exists, withValue(EQUALS, WHOLE)),
    ),
    behind(
      pick(
        "evt.abspath",
        "evt.abspath.src",
        "evt.abspath.dst",
        "thread.cgroup.cpuset",
        "thread.cgroup.net_cls",
      ),
      texts,
    ),
    behind("evt.around[1404996934793590564]", withValue(pick("=", " = "), bare("5", "1000"))),
    behind(
      "evt.dir",
      fc.oneof(
        exists,
        withValue(EQUALS, fc.oneof(bare("<", ">"), quotedValue('"<"', "'>'"))),
        closed(joined(blanks, "in", maybe, listOf(bare("<", ">")))),
      ),
    ),
  ];
}

/** Comparisons, macros, and what joins them. */
export function validConditions(source: string): fc.Arbitrary<string> {
  const fields = fieldsOf(source);
  const calls = callsOf(fields);
  const compared = (left: Operand): fc.Arbitrary<string> | undefined => {
    if (left.noRhs || left.type === "IPNET") return undefined;
    const same = ({ type, isList, noRhs }: Operand): boolean =>
      type === left.type && isList === left.isList && !noRhs;
    const options = [
      ...fields.filter(same).map(({ text }) => joined("val(", text, ")")),
      ...calls.filter(same).map(({ text }) => text),
    ];
    return options.length > 0 ? fc.oneof(...options) : undefined;
  };
  const tails = new Map<string, fc.Arbitrary<Tail>>();
  const comparisons = [...fields, ...calls].map((left) => {
    const key = `${left.type} ${left.isList} ${left.noRhs}`;
    const tail = tails.get(key) ?? tailsOf(left, compared(left));
    tails.set(key, tail);
    return fc
      .tuple(left.text, tail)
      .map(([text, behind]): Tail => ({ text: text + behind.text, isOpen: behind.isOpen }));
  });
  const macro = pick("a_macro", "or_x", "not_y", "inner2").map((text): Tail => ({ text, isOpen: true }));
  const own = source === "syscall" ? [{ weight: 2, arbitrary: fc.oneof(...ownComparisons()) }] : [];
  const check = fc.oneof(
    { weight: 6, arbitrary: fc.oneof(...comparisons) },
    { weight: 1, arbitrary: macro },
    ...own,
  );
  const { whole } = fc.letrec<{ whole: Tail }>((tie) => ({
    whole: fc.oneof(
      { maxDepth: 3 },
      check,
      fc.tuple(tie("whole"), pick("and", "or"), blanks, blanks, tie("whole")).map(
        ([a, name, before, after, b]): Tail => ({
          text: `${a.text}${a.isOpen ? before : ""}${name}${after}${b.text}`,
          isOpen: b.isOpen,
        }),
      ),
      fc
        .tuple(maybe, tie("whole"), maybe)
        .map(([before, { text }, after]): Tail => ({ text: `(${before}${text}${after})`, isOpen: false })),
      fc
        .tuple(pick("not", "not not"), pick(" ", "\n", "\t"), check)
        .map(([name, blank, { text, isOpen }]): Tail => ({ text: `${name}${blank}${text}`, isOpen })),
      tie("whole").map(({ text }): Tail => ({ text: `not(${text})`, isOpen: false })),
    ),
  }));
  return fc.tuple(maybe, whole, maybe).map(([before, { text }, after]) => before + text + after);
}

/** The sources that have fields. */
export const SOURCES: readonly string[] = [...new Set(FACTS.flatMap(({ sources }) => sources))].sort();
