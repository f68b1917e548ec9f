/** What the `yaml` package says of a text, in words about what to do. The first that fits counts. */
const WORDS: readonly (readonly [said: RegExp, meant: string])[] = [
  [
    /Nested mappings are not allowed/,
    "Quote a value that contains `: `. Keys of the same map must start in the same column.",
  ],
  [
    /block sequence may not be used as an implicit map key|block sequence .*same line/i,
    "A list cannot start on the line of its key. Move it to the next line.",
  ],
  [/Implicit map keys need to be followed by map values/, "A key must be followed by `:` and a value."],
  [/All mapping items must start at the same column/, "Keys of the same map must start in the same column."],
  [
    /All (?:sequence|collection) items must start at the same column/,
    "Entries of the same list must start in the same column.",
  ],
  [
    /Implicit keys .*single line/,
    "A key must be on one line. Check whether a quote or a bracket before it is not closed.",
  ],
  [/Missing closing ['"]quote/, "A quote is not closed. Add the closing quote."],
  [/Missing , (?:or : )?between/, "A comma is missing between two entries. Add one."],
  [/Sequence item without - indicator/, "An entry of a list must start with `- `."],
  [/Tabs are not allowed as indentation/, "Tabs cannot be used for indentation. Use spaces."],
  [/Plain value cannot start with/, "A value cannot start with this character. Quote the value."],
  [/Unresolved alias/, "The alias has no anchor before it. Define the anchor first."],
  [/Invalid escape sequence/, "Invalid escape in double quotes. Double the backslash, or use single quotes."],
  [
    /Block scalar header includes extra characters|Not a YAML token/,
    "Unexpected text. After `|` or `>`, start the text on the next line.",
  ],
  [/at node end/, "Unexpected text after a value. Remove it, or quote the whole value."],
  [/Flow .*(?:sufficiently indented|end with)/, "This bracket is not closed. Add the closing bracket."],
  [
    /Unexpected .* in flow|Unexpected empty item|Expected a flow scalar/,
    "Unexpected text in brackets. Remove it, or add a comma before it.",
  ],
  [/alias|anchor|tag/i, "Invalid anchor, alias or tag. Correct it."],
];

/** A sentence for a message of the package. */
export function yamlSentence(message: string): string {
  const known = WORDS.find(([said]) => said.test(message));
  if (known) return known[1];
  const text = message.trim().replace(/\s+/g, " ");
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
