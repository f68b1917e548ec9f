import { configKey } from "../../catalog/config-keys.ts";
import type { ConfigReplacement } from "../../catalog/records.ts";
import type { ConfigCode, ConfigRewrite, FindingOf } from "../../model/configuration/finding.ts";
import type { CheckInfo, FalcoVerdict, FixDraft, Rendered, Severity } from "../check.ts";

/** A check of the configuration. The severity of a finding follows from what Falco does, unless the check sets it. */
export interface ConfigCheckText<Code extends ConfigCode>
  extends Pick<CheckInfo, "migration" | "growsWithReleases"> {
  readonly code: Code;
  /** Severity of findings that Falco does not report. */
  readonly quiet: Severity;
  render(finding: FindingOf<Code>): Rendered;
}

/** A check of the configuration, as the registry holds it. */
export interface ConfigCheck<Code extends ConfigCode = ConfigCode> extends CheckInfo {
  readonly code: Code;
  render(finding: FindingOf<Code>): Rendered;
}

/** Each finding has Falco's verdict, which decides the severity: `quiet` is that of findings without one. */
export function defineConfigCheck<Code extends ConfigCode>(check: ConfigCheckText<Code>): ConfigCheck<Code> {
  const { quiet, ...rest } = check;
  return { ...rest, severity: quiet, falco: null };
}

/** The rewrites of a finding as fixes, the first one being the preferred. */
export function rewriteFixes(rewrites: readonly ConfigRewrite[]): readonly FixDraft[] {
  const verbs = { rename: "Rename to", move: "Move to", remove: "Remove" } as const;
  return rewrites.map(({ kind, path, safe, edits, makes, sets }) => ({
    title: `${verbs[kind]} \`${path}\`${sets ? ` and set \`${sets.path}\` to \`${sets.value}\`` : ""}`,
    safety: safe ? "safe" : "unsafe",
    edits,
    ...(makes !== undefined && { makes }),
  }));
}

/**
 * What a person must decide about a key that no rewrite settles without asking, in the catalogue's words: how the
 * value converts, else what the key was for. Nothing for a key in a block that has its own finding.
 */
export function keyDecision(
  path: string,
  rewrites: readonly ConfigRewrite[],
  replacements: readonly ConfigReplacement[],
  inside = false,
): { readonly decide?: string } {
  if (inside || rewrites.some(({ safe }) => safe)) return {};
  const words = [...new Set(replacements.map(({ convert }) => convert))];
  if (words.length > 0) return { decide: `Decide how to convert its value: ${words.join(" ")}` };
  const was = configKey(path)?.note;
  return {
    decide:
      was === undefined
        ? "Decide whether its effect is still needed."
        : `Its purpose: ${was} Decide whether that is still needed.`,
  };
}

/** A fix that puts another word in a place. */
export function replaceBy(span: { readonly start: number; readonly end: number }, word: string): FixDraft {
  return { title: `Replace with \`${word}\``, safety: "unsafe", edits: [{ span, newText: word }] };
}

/** `a`, `b` or `c`, each in backticks. */
export function wordList(words: readonly string[]): string {
  const quoted = words.map((word) => `\`${word}\``);
  return quoted.length < 2 ? quoted.join("") : `${quoted.slice(0, -1).join(", ")} or ${quoted.at(-1)}`;
}

/** What Falco says of it, as the end of a message. */
export function consequence(falco: FalcoVerdict, otherwise = ""): string {
  if (falco === "fatal") return " Falco exits.";
  if (falco === "schema") return " Falco logs a warning.";
  if (falco === "log") return " Falco logs a warning.";
  return otherwise;
}
