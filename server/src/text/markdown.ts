/** Text from files within Markdown: it stays text, whatever it has of Markdown's signs. */

/** A block of code whose fence is longer than any row of backticks in it. */
export function fenced(text: string, language = "text"): string {
  const ticks = longerTicks(text, 3);
  return `${ticks}${language}\n${text}\n${ticks}`;
}

/** A span of code on one line. */
export function codeSpan(text: string): string {
  const line = text.replace(/\s+/g, " ");
  const ticks = longerTicks(line, 1);
  return ticks.length > 1 || line.startsWith("`") ? `${ticks} ${line} ${ticks}` : `${ticks}${line}${ticks}`;
}

/** So many backticks that the text has none of that length. */
function longerTicks(text: string, least: number): string {
  let longest = 0;
  for (const [ticks] of text.matchAll(/`+/g)) longest = Math.max(longest, ticks.length);
  return "`".repeat(Math.max(least, longest + 1));
}

/**
 * A sentence of ours with names from files between its backticks, in which nothing outside of them becomes a link, an image
 * or markup: a name may have backticks itself.
 */
export function inert(sentence: string): string {
  const line = sentence.replace(/\s+/g, " ");
  const parts = line.split("`");
  // Backticks that pair in another way than ours do: nothing is read as code then.
  const isPaired = parts.length % 2 === 1 && !line.includes("``");
  if (!isPaired) return escaped(line.replaceAll("`", "\\`"));
  return parts.map((part, at) => (at % 2 === 1 ? part : escaped(part))).join("`");
}

function escaped(text: string): string {
  return text.replace(/[[\]<>!]|:(?=\/\/)|@|(?<=www)\./gi, "\\$&");
}
