import { type PublishedRules, rulesVersionOf } from "../../catalog/default-rules.ts";
import type { Document } from "../../hosts/document.ts";
import type { Settings } from "./settings.ts";

/** The texts of Falco's default rules that come before files with these published ones, in load order. */
export function defaultTexts(
  documents: ReadonlyMap<string, Document>,
  { defaultRules: uris = [], defaultRulesVersions }: Settings,
  published: PublishedRules,
): readonly Document[] {
  return uris.flatMap((uri) => {
    const version = defaultRulesVersions?.get(uri);
    return version === undefined || version === rulesVersionOf(published) ? (documents.get(uri) ?? []) : [];
  });
}

/** The documents that are not default rules. */
export function ownTexts(
  documents: ReadonlyMap<string, Document>,
  { defaultRules: uris = [] }: Settings,
): ReadonlyMap<string, Document> {
  return uris.length === 0 ? documents : new Map([...documents].filter(([uri]) => !uris.includes(uri)));
}
