/** The text of a folded block: `lines` without their indent, of which the last is not empty, without the line end after it. */
export function foldedBlock(lines: readonly string[]): string {
  let text = "";
  let separator = "";
  let wasIndented = false;
  for (const line of lines) {
    if (line === "") {
      if (separator === "\n") text += "\n";
      else separator = "\n";
    } else if (line.startsWith(" ")) {
      // Lines that are indented further keep their line ends.
      if (separator === " ") separator = "\n";
      else if (!wasIndented && separator === "\n") separator = "\n\n";
      text += separator + line;
      separator = "\n";
      wasIndented = true;
    } else {
      text += separator + line;
      separator = " ";
      wasIndented = false;
    }
  }
  return text;
}
