/**
 * A configuration up to where a key of the catalogue is: what is above its line, and how its line begins. A `[]` in the
 * path is the first entry of a list, `[name=x]` the entry of that name.
 */
export function configPlace(path: string): {
  readonly above: string;
  readonly lead: string;
  readonly key: string;
} {
  const steps = path.split(".");
  const key = steps.pop() ?? "";
  let above = "";
  let lead = "";
  for (const step of steps) {
    const [, name = "", entry] = /^([^[]+)(?:\[(.*)\])?$/.exec(step) ?? [];
    const below = " ".repeat(lead.length + 2);
    above += `${lead}${name}:\n`;
    lead = entry === undefined ? below : `${below}- `;
    if (!entry) continue;
    above += `${lead}${entry.replace("=", ": ")}\n`;
    lead = `${below}  `;
  }
  return { above, lead, key };
}
