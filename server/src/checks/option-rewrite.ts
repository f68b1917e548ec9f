import type { OptionRewrite } from "../model/invocation/finding.ts";
import type { FixDraft } from "./check.ts";

/** What to write instead of an option, as the end of a message. Words are shown as the program gets them, without a host's quotes. */
export function adviceOf(rewrite: OptionRewrite | undefined): string {
  switch (rewrite?.kind) {
    case "config-option":
    case "option":
      return `Use \`${rewrite.words.join(" ")}\`.`;
    case "config-file":
      return `Set \`${rewrite.configKeys[0] ?? "it"}\` in the configuration instead.`;
    case "drop":
      return "Remove it.";
    case undefined:
      return "Nothing takes its place.";
  }
}

/** The fix that writes it. Leaving an option out may change what Falco does, so it is made by hand. */
export function fixesOf(rewrite: OptionRewrite | undefined, name: string): readonly FixDraft[] {
  if (!rewrite || rewrite.edits.length === 0) return [];
  if (rewrite.kind === "drop") return [{ title: `Remove \`${name}\``, safety: "unsafe", edits: rewrite.edits }];
  return [{ title: `Write \`${rewrite.words.join(" ")}\``, safety: "safe", edits: rewrite.edits }];
}
