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

/** The fix that writes it. Leaving an option out is safe where the catalogue says that nothing is lost with it. */
export function fixesOf(rewrite: OptionRewrite | undefined, name: string): readonly FixDraft[] {
  if (!rewrite || rewrite.edits.length === 0) return [];
  if (rewrite.kind === "drop") return [{ title: `Remove \`${name}\``, safety: rewrite.automatic ? "safe" : "unsafe", edits: rewrite.edits }];
  return [{ title: `Write \`${rewrite.words.join(" ")}\``, safety: "safe", edits: rewrite.edits }];
}

/** What a person has to decide where an option cannot be rewritten without asking. */
export function decisionOf(rewrite: OptionRewrite | undefined, name: string, note: string | undefined): { readonly decide?: string } {
  if (rewrite && rewrite.edits.length > 0 && rewrite.automatic) return {};
  switch (rewrite?.kind) {
    case "config-file":
      return { decide: `Set \`${rewrite.configKeys[0] ?? name}\` in the configuration that this Falco reads (${rewrite.form}), then remove \`${name}\` here.` };
    case "drop":
      return { decide: `Decide how to do without it: ${rewrite.form}. Then remove \`${name}\` here.` };
    case "config-option":
    case "option":
      return rewrite.automatic
        ? { decide: `It stands in one word with other options, or its value is known only when it runs. Write \`${rewrite.words.join(" ")}\` by hand.` }
        : { decide: `Check that \`${rewrite.words.join(" ")}\` does what \`${name}\` was for, and write it by hand.` };
    case undefined:
      return { decide: `Nothing takes the place of \`${name}\`${note ? ` (${note.replace(/\.$/, "")})` : ""}: remove it if you can do without what it did.` };
  }
}
