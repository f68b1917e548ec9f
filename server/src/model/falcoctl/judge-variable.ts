import { settingOfVariable } from "../../catalog/falcoctl/settings.ts";
import type { CommandLine } from "../invocation/invocation.ts";
import type { FalcoctlSetting } from "./finding.ts";
import { scalarFindings } from "./judge-settings.ts";

/**
 * What falcoctl rejects of a variable that represents one of its settings: `FALCOCTL_ARTIFACT_FOLLOW_EVERY=24h`. Source:
 * falcosecurity/falcoctl, internal/config/config.go, `AutomaticEnv`.
 */
export function judgeFalcoctlVariable({ text, opaque = [] }: CommandLine): readonly FalcoctlSetting[] {
  const equals = text.indexOf("=");
  const schema = opaque.length > 0 ? undefined : settingOfVariable(text.slice(0, equals));
  const value = text.slice(equals + 1);
  if (!schema || value === "") return [];
  // Lists are one text, in which signs part the items.
  const parts = schema.items ? value.split(/[,;]/) : [value];
  let start = equals + 1;
  return parts.flatMap((part) => {
    const span = { start, end: start + part.length };
    start = span.end + 1;
    const node = { kind: "scalar", style: "plain", text: part, isNull: part === "", span } as const;
    const key = { ...node, text: text.slice(0, equals), span: { start: 0, end: equals } };
    return scalarFindings(node, schema.items ?? schema, key).filter(({ problem }) => problem !== "secret");
  });
}
