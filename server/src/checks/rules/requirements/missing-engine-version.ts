import { defineItemCheck } from "../item-check.ts";

/** A file that does not say which engine it needs. See missing-engine-version.md. */
export const missingEngineVersion = defineItemCheck({
  code: "missing-engine-version",
  severity: "hint",
  falco: null,
  optional: true,
  render({ options = [] }, text) {
    const [needed = "", name = ""] = options;
    const newline = text.includes("\r\n") ? "\r\n" : "\n";
    const why = name === "" ? "" : ` \`${name}\` needs engine \`${needed}\`.`;
    // An item that does not begin at its dash is in a text that is read as a whole.
    const edits = text.startsWith("- ")
      ? [{ span: { start: 0, end: 0 }, newText: `- required_engine_version: ${needed}${newline}${newline}` }]
      : [];
    return {
      message: `The file has no \`required_engine_version\`.${why} Add one.`,
      fixes: edits.length > 0 ? [{ title: `Require engine ${needed}`, safety: "unsafe", edits }] : [],
    };
  },
});
