import { toEnd } from "../../../server/src/text/to-end.ts";
import type { Version } from "../../../server/src/catalog/version.ts";
import type { ConfigContext } from "../../../server/src/model/configuration/context.ts";
import type { ConfigFinding } from "../../../server/src/model/configuration/finding.ts";
import { judgeConfig } from "../../../server/src/model/configuration/findings/judge-config.ts";
import { readYaml } from "../../../server/src/syntax/yaml.ts";

export const NEWEST: Version = "0.44.1";

export function judge(text: string, context: Partial<ConfigContext> = {}): readonly ConfigFinding[] {
  return toEnd(judgeConfig(readYaml(text), text, { target: NEWEST, role: "main", ...context }));
}

/** Findings as `code text verdict`, the text being what they mark. */
export function told(text: string, context: Partial<ConfigContext> = {}): readonly string[] {
  return judge(text, context).map(
    ({ code, span, falco }) => `${code} ${text.slice(span.start, span.end)} ${falco ?? "-"}`,
  );
}
