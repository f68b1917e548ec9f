/** Texts that take long to read where a reader looks at anything more than a few times: each repeats one thing. */
export interface AttackShape {
  readonly name: string;
  /** A text of about `length` characters. */
  make(length: number): string;
}

const UNITS: Readonly<Record<string, string>> = {
  letters: "x",
  digits: "1",
  spaces: " ",
  "no-break spaces": "\u00a0",
  "spaces of two kinds": " \u00a0",
  dashes: "-",
  "dotted names": "a.b",
  "percent fields": "%a.b",
  "indexed names": "a[0]",
  "opening brackets": "[",
  "opening braces": "{",
  "opening parentheses": "(",
  "double braces": "{{",
  "dollar braces": "${",
  "command substitutions": "$(",
  "here-document signs": "<<E ",
  "double quotes": '"',
  "single quotes": "'",
  backslashes: "\\",
  backquotes: "`",
  "colons and spaces": "a: ",
  commas: ",a",
  comments: " #",
  anchors: "&a *a ",
  "empty lines": "\n",
  "lines with dashes": "- a\n",
  "lines that never match": "a b\n",
  "words of nots": "not ",
  "words of ands": "a and ",
};

/** What makes a condition of those that would else stop in the middle of one. */
const ENDS: Readonly<Record<string, string>> = { "words of nots": "a", "words of ands": "a" };

export const ATTACK_SHAPES: readonly AttackShape[] = Object.entries(UNITS).map(([name, unit]) => ({
  name,
  make: (length) => unit.repeat(Math.ceil(length / unit.length)) + (ENDS[name] ?? ""),
}));
