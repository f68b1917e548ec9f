import type { ConfigKeyRecord } from "../../catalog/records.ts";
import type { YamlEntry, YamlMap } from "../../syntax/yaml-node.ts";
import type { ConfigContext } from "./context.ts";
import type { ConfigRewrite } from "./finding.ts";

/** What a rewrite needs to know of the file. */
export interface RewriteContext extends ConfigContext {
  readonly source: string;
  readonly root: YamlMap;
}

/** The edits that replace a key by what the catalogue names for it. Empty where a person has to decide. */
export function rewritesOf(
  _record: ConfigKeyRecord,
  _entry: YamlEntry,
  _map: YamlMap,
  _context: RewriteContext,
): readonly ConfigRewrite[] {
  return [];
}
