import type { TextEdit } from "../../check.ts";
import { entryAt, fixOf, type EntryAt } from "../../configuration/settings/entry-edits.ts";
import { defineItemCheck } from "../item-check.ts";

/** A value that is a text, a list or a map where another is wanted. See wrong-shape.md. */
export const wrongShape = defineItemCheck({
  code: "wrong-shape",
  severity: "error",
  falco: "LOAD_ERR_YAML_VALIDATE",
  render(finding, text) {
    const key = finding.detail ?? "";
    const wanted = finding.options?.[0] ?? "of another type";
    if (wanted === "a list of strings")
      return {
        message: `Each entry of \`${key}\` must be a string. Remove empty entries, lists and maps.`,
      };
    if (wanted === "a list of maps")
      return { message: `Each entry of \`${key}\` must be a map of keys and values.` };
    const [, operation, ...keys] = finding.options ?? [];
    if (key === "override" && operation !== undefined) {
      const written = `{${keys.map((name) => `${name}: ${operation}`).join(", ")}}`;
      return {
        message: `\`override\` must be a map${keys.length > 0 ? `, such as \`${written}\`` : ""}. Falco ignores it and reads a new definition.`,
        fixes:
          keys.length > 0
            ? [
                {
                  title: `Replace with \`${written}\``,
                  safety: "unsafe",
                  edits: [{ span: finding.span, newText: written }],
                },
              ]
            : [],
        ...(finding.falco === "schema" && { severity: "warning" as const }),
      };
    }
    const place =
      wanted === "a list" && finding.entry ? entryAt(text, finding.entry.key.span.start, key) : undefined;
    const fixes = place ? fixOf(`Convert \`${key}\` to a list`, "unsafe", asList(text, place)) : [];
    return { message: `\`${key}\` must be ${wanted}.`, fixes };
  },
});

/** Brackets around a word or two on the key's own line. */
function asList(text: string, { entry }: EntryAt): TextEdit | undefined {
  const { value, key } = entry;
  if (value.kind !== "scalar" || value.alias !== undefined) return undefined;
  if (value.isNull && value.span.end === value.span.start) {
    const colon = text.indexOf(":", key.span.end) + 1;
    return colon > 0 ? { span: { start: colon, end: colon }, newText: " []" } : undefined;
  }
  const written = text.slice(value.span.start, value.span.end);
  const isPlain = value.style === "plain" || value.style === "single" || value.style === "double";
  if (value.isNull) return { span: value.span, newText: "[]" };
  if (!isPlain || /[\r\n]/.test(written) || (value.style === "plain" && /[[\]{}]/.test(written)))
    return undefined;
  return { span: value.span, newText: `[${written}]` };
}
