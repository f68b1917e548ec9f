/** Which versions of the published rules files a workspace has falcoctl install. */
import type { RulesPin } from "../../catalog/default-rules.ts";
import type { Document } from "../../hosts/document.ts";
import type { StatedRules } from "../../hosts/host.ts";
import { folderOf, foldersAround } from "./named-documents.ts";

/** The pins of each place: what is stated for its group or a group around it, else once in its document, else by the nearest folder. */
export type PinnedRules = (document: Document | undefined, group?: string) => readonly RulesPin[];

export function pinnedRules(documents: ReadonlyMap<string, Document>): PinnedRules {
  const folders = new Map<string, StatedRules[]>();
  const copies = new Set<string>();
  for (const { path, versions } of documents.values())
    if (versions.some(({ copy }) => copy)) copies.add(folderOf(path));
  for (const { host, path, rules } of documents.values()) {
    if (host === "markdown" || rules.length === 0) continue;
    const own = folderOf(path);
    // What a copied chart installs unless its values are changed is not a choice of the workspace.
    for (const folder of copies.has(own) ? [own] : foldersAround(own))
      folders.set(folder, [...(folders.get(folder) ?? []), ...rules]);
  }
  return (document, group) => {
    const path = document?.path ?? "";
    const around = foldersAround(document ? folderOf(path) : "").find((folder) => folders.has(folder));
    const stated = document && pinsOf(document, group);
    if (stated && stated.length > 0) return stated;
    return agreed((around === undefined ? undefined : folders.get(around)) ?? []);
  };
}

function pinsOf({ rules }: Document, group: string | undefined): readonly RulesPin[] {
  const around = rules.filter(
    (one) => one.group !== undefined && group !== undefined && `${group}/`.startsWith(`${one.group}/`),
  );
  return agreed(around.length > 0 ? around : rules);
}

/** The pins of artifacts of which all places say the same. */
function agreed(stated: readonly StatedRules[]): readonly RulesPin[] {
  const byArtifact = new Map<string, Set<string>>();
  for (const { artifact, version } of stated)
    byArtifact.set(artifact, (byArtifact.get(artifact) ?? new Set()).add(version));
  return [...byArtifact].flatMap(([artifact, [version, other]]) =>
    version === undefined || other !== undefined ? [] : [{ artifact, version }],
  );
}
