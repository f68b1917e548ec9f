import type { SettingType } from "../../catalog/plugins/settings-schema.ts";
import type { Finding } from "../../text/finding.ts";

/** What falcoctl rejects or ignores of its configuration. */
export interface FalcoctlSetting extends Finding {
  readonly code: "falcoctl-setting";
  /** The key or the value as written. */
  readonly text: string;
  readonly problem: "unknown" | "value" | "form" | "both" | "artifact" | "secret" | SettingType;
  /** Words that are accepted. */
  readonly values?: readonly string[];
  /** What the text should be, in words; the other one of two settings. */
  readonly expected?: string;
  readonly near?: string;
}
