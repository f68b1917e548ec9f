/** A file of `schemas/sources` as it is kept: one record on one line, so that a diff shows what changed. */
export function printSource(source: object): string {
  const members = Object.entries(source).map(([key, value]) => {
    const isRecords = Array.isArray(value) && typeof value[0] === "object";
    const body = isRecords
      ? `[\n${value.map((item) => `    ${spaced(item)}`).join(",\n")}\n  ]`
      : spaced(value);
    return `  ${JSON.stringify(key)}: ${body}`;
  });
  return `{\n${members.join(",\n")}\n}\n`;
}

/** JSON on one line, with a space after each comma and colon. */
function spaced(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spaced).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([key, item]) => `${JSON.stringify(key)}: ${spaced(item)}`)
    .join(", ")}}`;
}
