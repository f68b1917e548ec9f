import type { Finding } from "../text/finding.ts";
import type { FileRange, Span } from "../text/span.ts";

export type { Finding };

export type Severity = "error" | "warning" | "info" | "hint";

/**
 * What Falco itself does with it: its `LOAD_…` code, `schema` (its own config schema rejects it),
 * `fatal` (it exits), `log` (it logs it), or null (ours alone).
 */
export type FalcoVerdict = `LOAD_${string}` | "schema" | "fatal" | "log" | null;

/** `safe` keeps the meaning and may run in bulk; `unsafe` runs manually only. */
export type Safety = "safe" | "unsafe";

/** What a change is about when a workspace moves to another release. Previews and reports group by it. */
export type MigrationGroup =
  | "rules"
  | "fields"
  | "configuration"
  | "command lines"
  | "chart values"
  | "versions";

/** A change in the text that the finding is in, or in another file. Spans are offsets in the document. */
export interface FixEdit extends FileRange {
  readonly newText: string;
}

export interface Fix {
  readonly title: string;
  readonly safety: Safety;
  readonly edits: readonly FixEdit[];
  /** A block that it adds. Of several fixes that add the same one to a file, only the first can be made as it is. */
  readonly makes?: string;
}

export interface Related extends FileRange {
  readonly message: string;
}

/** One thing to report the user, placed in a document. */
export interface Problem {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  /** Offsets in the document. */
  readonly span: Span;
  readonly falco: FalcoVerdict;
  readonly related: readonly Related[];
  readonly fixes: readonly Fix[];
  /** What was found, in the text that was evaluated. */
  readonly finding: Finding;
  /** What a person must decide, where no fix can be made without asking. */
  readonly decide?: string;
  /** Shown struck through. */
  readonly deprecated?: boolean;
  /** Shown dimmed. */
  readonly unnecessary?: boolean;
}

/** What every code is registered with; `code` is the file name, the setting, the suppression word and the page. */
export interface CheckInfo {
  readonly code: string;
  readonly severity: Severity;
  /** Severity of a finding that Falco says nothing about, where other findings of the code have its verdict. */
  readonly quiet?: Severity;
  readonly falco: FalcoVerdict;
  /** Off unless a setting turns it on. */
  readonly optional?: boolean;
  /** Its findings come of a release's age: moving to another release is making their fixes. */
  readonly migration?: MigrationGroup;
  /** What it reports as unknown can be known to a newer release: a hint for a target newer than the known releases. */
  readonly growsWithReleases?: true;
}

/** A change in the text in which a finding is (a condition, an item, a region). */
export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}

/** A fix before it is placed. */
export interface FixDraft {
  readonly title: string;
  readonly safety: Safety;
  readonly edits: readonly TextEdit[];
  /** A block that it adds, see `Fix`. */
  readonly makes?: string;
}

/** How a finding reads. `severity` and `falco` only where they differ from the check's own. */
export interface Rendered {
  readonly message: string;
  readonly fixes?: readonly FixDraft[];
  /** Fixes whose edits are offsets in documents. */
  readonly placed?: readonly Fix[];
  readonly severity?: Severity;
  readonly falco?: FalcoVerdict;
  readonly decide?: string;
  /** Loading any of these plugins settles it. */
  readonly plugins?: readonly string[];
  /** Loading this published file settles it. */
  readonly rulesFile?: string;
  readonly deprecated?: boolean;
  readonly unnecessary?: boolean;
}

/** A check that words the findings of one code. */
export interface Check<F extends Finding> extends CheckInfo {
  readonly code: F["code"];
  /** How a finding reads. `text` is what it was found in: spans of fixes are offsets in it. */
  render(finding: F, text: string): Rendered;
}

export function defineCheck<F extends Finding>(check: Check<F>): Check<F> {
  return check;
}
