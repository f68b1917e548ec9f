import type { OptionRecord } from "../../catalog/records.ts";
import { isAtLeast, type Version } from "../../catalog/version.ts";
import type { AgedOption, OptionRewrite } from "../../model/invocation/finding.ts";
import type { FixDraft, Rendered } from "../check.ts";

/** What to write instead of an option, as the end of a message. Words are shown as the program gets them, without a host's quotes. */
export function adviceOf(rewrite: OptionRewrite | undefined, record: OptionRecord, target: Version): string {
  switch (rewrite?.kind) {
    case "config-option":
    case "option":
      return `Use \`${rewrite.words.join(" ")}\`.`;
    case "config-file":
      return `Set \`${rewrite.configKeys[0] ?? "it"}\` in the configuration instead (${rewrite.form}).`;
    case "drop":
      return "Remove it.";
    case undefined:
      return laterAdvice(record, target) ?? "It has no replacement.";
  }
}

/** What replaces it in later releases. */
function laterAdvice({ replacedBy = [] }: OptionRecord, target: Version): string | undefined {
  const later = replacedBy.flatMap(({ kind, form, configKeys, from }) => {
    if (from === undefined || isAtLeast(target, from) || kind === "drop") return [];
    return kind === "config-file"
      ? `set \`${configKeys?.[0] ?? form}\` from Falco ${from}`
      : `use \`${form.replaceAll("'", "")}\` from Falco ${from}`;
  });
  const [first, ...others] = later;
  return (
    first && `${first.charAt(0).toUpperCase()}${first.slice(1)}${others.map((one) => `, ${one}`).join("")}.`
  );
}

/** How an option is settled: the fixes, into a configuration of the workspace too, or what a person must decide. */
export function remedyOf({
  name,
  record,
  rewrite,
  staying,
  joined,
}: AgedOption): Pick<Rendered, "fixes" | "placed" | "decide"> {
  if (staying !== undefined)
    return {
      decide: `Falco ${staying} runs this and does not support the replacement. Decide on its release first, then change both.`,
    };
  return {
    fixes: fixesOf(rewrite, name),
    ...(joined && {
      placed: [{ title: `Move \`${name}\` to ${joined.file}`, safety: "unsafe", edits: joined.edits }],
    }),
    ...decisionOf(rewrite, name, record.note),
  };
}

/** The fix that writes it. Leaving an option out is safe where the catalogue says that nothing is lost with it. */
function fixesOf(rewrite: OptionRewrite | undefined, name: string): readonly FixDraft[] {
  if (!rewrite || rewrite.edits.length === 0) return [];
  if (rewrite.kind === "drop")
    return [
      { title: `Remove \`${name}\``, safety: rewrite.automatic ? "safe" : "unsafe", edits: rewrite.edits },
    ];
  return [{ title: `Replace with \`${rewrite.words.join(" ")}\``, safety: "safe", edits: rewrite.edits }];
}

/** What a person must decide where an option cannot be rewritten without asking. */
function decisionOf(
  rewrite: OptionRewrite | undefined,
  name: string,
  note: string | undefined,
): { readonly decide?: string } {
  if (rewrite?.automatic)
    return rewrite.edits.length > 0
      ? {}
      : {
          decide:
            "It shares an argument with other options, or its value is missing or only known at run time. Change it manually.",
        };
  switch (rewrite?.kind) {
    case "config-file":
      return {
        decide: `Decide what is still needed, add that to the configuration of this Falco, then remove \`${name}\` here.${remark(note)}`,
      };
    case "drop":
      return {
        decide: `${remark(rewrite.form.replace(/^[\w ]+: /, "")).trim()} Decide how to do without \`${name}\`, then remove it here.`,
      };
    case "config-option":
    case "option":
      return {
        decide: `Decide whether that serves the purpose of \`${name}\`, and change it manually.${rewrite.words.some((word) => word.includes("<")) ? remark(note) : ""}`,
      };
    case undefined:
      return { decide: `Decide whether you can do without it, then remove it here.${remark(note)}` };
  }
}

/** What the catalogue adds, as a sentence after others. */
function remark(note = ""): string {
  return note === "" ? "" : ` ${note.charAt(0).toUpperCase()}${note.slice(1).replace(/\.$/, "")}.`;
}
