/**
 * The options among some arguments, as `getopt` finds them: each option's letter, followed by its value where it has one;
 * `?` for a letter that is not in the option string. With `only`, the values of that option, or its letter where it has none.
 * Reading ends at `--` and at the first argument that is not an option; long options are skipped.
 */
export function optionsOf(
  args: readonly string[],
  options: string,
  only: string | undefined,
): readonly string[] {
  const { letters, withValue, missing } = readOptions(options);
  const found: string[] = [];
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? "";
    if (arg === "--" || arg === "-" || !arg.startsWith("-")) break;
    if (arg.startsWith("--")) continue;
    for (let at = 1; at < arg.length; at++) {
      const letter = arg.charAt(at);
      const isWanted = only === undefined || only === letter;
      if (!letters.has(letter)) {
        if (only === undefined) found.push("?");
        continue;
      }
      if (!withValue.has(letter)) {
        if (isWanted) found.push(letter);
        continue;
      }
      const rest = arg.slice(at + 1);
      const next = args[index + 1];
      const value = rest === "" ? next : rest;
      if (value === undefined) {
        if (isWanted) found.push(missing);
        continue;
      }
      if (isWanted) found.push(...(only === undefined ? [letter, value] : [value]));
      if (rest === "") index += 1;
      break;
    }
  }
  return found;
}

interface Options {
  readonly letters: ReadonlySet<string>;
  readonly withValue: ReadonlySet<string>;
  /** What represents a value that is missing. */
  readonly missing: string;
}

/** Reads `ab:c`: three options, of which `b` has a value. */
function readOptions(text: string): Options {
  const letters = new Set<string>();
  const withValue = new Set<string>();
  const startsWithColon = text.startsWith(":");
  for (let at = startsWithColon ? 1 : 0; at < text.length; at++) {
    const letter = text.charAt(at);
    if (letter === ":") continue;
    letters.add(letter);
    if (text.charAt(at + 1) === ":") withValue.add(letter);
  }
  return { letters, withValue, missing: startsWithColon ? ":" : "?" };
}
