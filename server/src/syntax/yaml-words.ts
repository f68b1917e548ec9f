/** What the `yaml` package says of a text, in words about what to do. The first that fits counts. */
const WORDS: readonly (readonly [said: RegExp, meant: string])[] = [
  [
    /Nested mappings are not allowed/,
    "A value with `: ` in it needs quotes, and the keys of one map have to stand in the same column.",
  ],
  [
    /block sequence may not be used as an implicit map key|block sequence .*same line/i,
    "A list cannot begin on the line of its key. Put it on the next line.",
  ],
  [/Implicit map keys need to be followed by map values/, "A key has to be followed by `:` and a value."],
  [
    /All mapping items must start at the same column/,
    "The keys of one map have to stand in the same column.",
  ],
  [
    /All (?:sequence|collection) items must start at the same column/,
    "The entries of one list have to stand in the same column.",
  ],
  [
    /Implicit keys .*single line/,
    "A key has to stand on one line. A quote or a bracket before it may not be closed.",
  ],
  [/Missing closing ['"]quote/, "A quote is never closed."],
  [/Missing , (?:or : )?between/, "A comma is missing between two entries."],
  [/Sequence item without - indicator/, "An entry of a list begins with `- `."],
  [/Tabs are not allowed as indentation/, "A tab cannot indent. Use blanks."],
  [/Plain value cannot start with/, "A value cannot begin with this sign. Put it in quotes."],
  [/Unresolved alias/, "No anchor of this name stands before the alias."],
  [
    /Invalid escape sequence/,
    "In double quotes a backslash begins an escape, and this is none. Double it, or use single quotes.",
  ],
  [
    /Block scalar header includes extra characters|Not a YAML token/,
    "This has no place here. Behind `|` or `>` the text begins on the next line.",
  ],
  [/at node end/, "This has no place behind the value before it."],
  [/Flow .*(?:sufficiently indented|end with)/, "This bracket is never closed."],
  [
    /Unexpected .* in flow|Unexpected empty item|Expected a flow scalar/,
    "This has no place between brackets.",
  ],
  [/alias|anchor|tag/i, "An anchor, an alias or a tag cannot be written like this."],
];

/** A sentence for a message of the package. */
export function yamlSentence(message: string): string {
  const known = WORDS.find(([said]) => said.test(message));
  if (known) return known[1];
  const text = message.trim().replace(/\s+/g, " ");
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
