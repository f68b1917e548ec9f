import { defaultRules, MAIN_RULES_FILE } from "../../catalog/default-rules.ts";
import type { Version } from "../../catalog/version.ts";
import type { Document } from "../../hosts/document.ts";
import type { Settings } from "./settings.ts";

/** The texts of Falco's default rules that stand before the files of a release, in load order. */
export function defaultTexts(
  documents: ReadonlyMap<string, Document>,
  { defaultRules: uris = [], defaultRulesVersions }: Settings,
  target: Version,
): readonly Document[] {
  return uris.flatMap((uri) => {
    const version = defaultRulesVersions?.get(uri);
    return version === undefined || version === rulesVersionOf(target) ? (documents.get(uri) ?? []) : [];
  });
}

/** The documents that are not default rules. */
export function ownTexts(
  documents: ReadonlyMap<string, Document>,
  { defaultRules: uris = [] }: Settings,
): ReadonlyMap<string, Document> {
  return uris.length === 0 ? documents : new Map([...documents].filter(([uri]) => !uris.includes(uri)));
}

/** The version of `falco_rules.yaml` that a release ships. */
export function rulesVersionOf(target: Version): Version | undefined {
  return defaultRules(target).find(({ file }) => file === MAIN_RULES_FILE)?.version;
}
