import type { SettingType } from "../../catalog/plugins/settings-schema.ts";
import type { Finding } from "../../text/finding.ts";
import type { Edit } from "../../text/span.ts";

/** What falcoctl rejects or ignores of its configuration. */
export interface FalcoctlSetting extends Finding {
  readonly code: "falcoctl-setting";
  /** The key or the value as written. */
  readonly text: string;
  readonly problem:
    | "unknown"
    | "value"
    | "form"
    | "both"
    | "artifact"
    | "secret"
    | "missing"
    | "repeated"
    | "reserved"
    | "name"
    | "type"
    | SettingType;
  /** Words that are accepted. */
  readonly values?: readonly string[];
  /** What the text should be, in words; the other one of two settings. */
  readonly expected?: string;
  readonly near?: string;
}

/** What falcoctl rejects of a command line. */
export interface FalcoctlCommandFinding extends Finding {
  readonly code: "falcoctl-command";
  readonly text: string;
  readonly problem:
    | "command"
    | "option"
    | "deprecated"
    | "value"
    | "form"
    | "both"
    | "missing"
    | "undeclared"
    | "low"
    | "artifact";
  readonly values?: readonly string[];
  /** What the text should be, in words; the other one of two options; the option to use instead. */
  readonly expected?: string;
  readonly near?: string;
  readonly edits: readonly Edit[];
}
