import { entryAt, fixOf } from "../../configuration/settings/entry-edits.ts";
import type { TextEdit } from "../../check.ts";
import { defineItemCheck } from "../item-check.ts";

/** A file that does not say which plugin its fields come from. See missing-plugin-version.md. */
export const missingPluginVersion = defineItemCheck({
  code: "missing-plugin-version",
  severity: "hint",
  falco: null,
  optional: true,
  migration: "versions",
  render({ detail: plugin = "", options = [], span }, text) {
    const [version = "", field = ""] = options;
    return {
      message: `Field \`${field}\` needs version \`${version}\` of plugin \`${plugin}\`, but the file does not require it. Add it to \`required_plugin_versions\`.`,
      fixes: fixOf(
        `Require plugin \`${plugin}\` ${version}`,
        "unsafe",
        requirement(text, span.start, plugin, version),
      ),
    };
  },
});

/** One more entry of the requirements that are there, or else an item of its own before the first. */
function requirement(text: string, offset: number, plugin: string, version: string): TextEdit | undefined {
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const list = entryAt(text, offset, "required_plugin_versions")?.entry.value;
  if (!list) {
    // An item that does not begin at its dash is in a text that is read as a whole.
    const lines = [
      "- required_plugin_versions:",
      `    - name: ${plugin}`,
      `      version: ${version}`,
      "",
      "",
    ];
    return text.startsWith("- ") ? { span: { start: 0, end: 0 }, newText: lines.join(newline) } : undefined;
  }
  const last = list.kind === "seq" ? list.items.at(-1) : undefined;
  if (list.kind !== "seq" || last?.kind !== "map" || list.alias !== undefined) return undefined;
  const end = last.span.start + text.slice(last.span.start, last.span.end).trimEnd().length;
  if (list.flow) return { span: { start: end, end }, newText: `, {name: ${plugin}, version: ${version}}` };
  const dash = /^([ \t]*)-[ \t]+$/.exec(
    text.slice(text.lastIndexOf("\n", last.span.start - 1) + 1, last.span.start),
  );
  const lineEnd = end + (/^[^\r\n]*/.exec(text.slice(end))?.[0].length ?? 0);
  return dash
    ? {
        span: { start: lineEnd, end: lineEnd },
        newText: `${newline}${dash[1]}- name: ${plugin}${newline}${dash[1]}  version: ${version}`,
      }
    : undefined;
}
