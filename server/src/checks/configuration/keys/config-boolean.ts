import { defineConfigCheck } from "../config-check.ts";

/** A switch that is neither `true` nor `false`. See config-boolean.md. */
export const configBoolean = defineConfigCheck({
  code: "config-boolean",
  quiet: "warning",
  render({ path, text, read, taken, span, falco }) {
    if (read !== undefined) {
      return {
        message: `\`${path}\` is \`${text}\`, which Falco reads as \`${read}\` but logs a warning about. Write \`${read}\`.`,
        fixes: [
          { title: `Replace with \`${read}\``, safety: "safe", edits: [{ span, newText: String(read) }] },
        ],
      };
    }
    const meant = text === "1" ? "true" : text === "0" ? "false" : undefined;
    const instead =
      falco === "fatal" ? "Falco exits" : `Falco uses \`${taken ?? "its built-in value"}\` instead`;
    return {
      message: `\`${path}\` is \`${text}\`, which is not a boolean. ${instead}. Write \`true\` or \`false\`.`,
      ...(meant !== undefined && {
        fixes: [
          {
            title: `Replace with \`${meant}\``,
            safety: "unsafe" as const,
            edits: [{ span, newText: meant }],
          },
        ],
      }),
    };
  },
});
