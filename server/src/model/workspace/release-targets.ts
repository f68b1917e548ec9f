/** Which release of Falco, and of its chart, a place of the workspace is for. */
import { falcoForChart } from "../../catalog/releases.ts";
import type { Version } from "../../catalog/version.ts";
import type { Document } from "../../hosts/document.ts";
import type { StatedVersion } from "../../hosts/host.ts";
import { folderOf, foldersAround } from "./named-documents.ts";
import { type PinnedRules, pinnedRules } from "./pinned-rules.ts";
import { type RegionVersions, versionOf, versionsFor } from "../chart-values/stated-versions.ts";

export interface ReleaseTargets {
  /** For what no file says anything about. */
  readonly workspace: Version;
  /** For all of a document that is not in a group. */
  of(document: Document, group?: string): RegionVersions;
  /** The file in the folder of a document or above that states a chart's version, and what it states. */
  chartAround(document: Document): ChartFile | undefined;
  /** The versions of the default rules that are installed there, where something says it. */
  readonly rulesPins: PinnedRules;
}

export interface ChartFile {
  readonly document: Document;
  readonly stated: StatedVersion;
}

export interface TargetSettings {
  /** Everything is for this release, whatever files state. */
  readonly target?: Version;
  /** For files that state no release. */
  readonly fallback?: Version;
  /** Everything is to move to `target`: what files state of older releases moves too. */
  readonly moving?: true;
}

/**
 * What a file states of itself counts first, then the chart's file in its folder or above, then the setting, then what
 * the other files of the nearest folder agree on, then `newest`.
 */
export function releaseTargets(
  documents: ReadonlyMap<string, Document>,
  settings: TargetSettings,
  newest: Version,
): ReleaseTargets {
  const { target, fallback } = settings;
  const folders = agreed(documents);
  const charts = chartFiles(documents);
  const found = new WeakMap<Document, Map<string | undefined, RegionVersions>>();
  const workspace = target ?? fallback ?? nearest(folders, "") ?? newest;
  return {
    workspace,
    of(document, group) {
      const known = found.get(document) ?? new Map<string | undefined, RegionVersions>();
      found.set(document, known);
      const before = known.get(group);
      if (before) return before;
      const chart = document.host === "chart" ? undefined : nearest(charts, folderOf(document.path))?.stated;
      const near = fallback ?? nearest(folders, folderOf(document.path)) ?? newest;
      const stated =
        chart && !document.versions.some(({ of }) => of === "chart")
          ? [...document.versions, chart]
          : document.versions;
      // The templates of a copied chart read its values, whatever release all the rest is for.
      const versions = versionsFor(stated, group, near, chart?.copy ? undefined : target);
      known.set(group, versions);
      return versions;
    },
    chartAround: ({ path }) => nearest(charts, folderOf(path)),
    rulesPins: settings.moving ? () => [] : pinnedRules(documents),
  };
}

/** The one release that the files below each folder state; `undefined` in the map where they disagree. Pages tell of any release. */
function agreed(documents: ReadonlyMap<string, Document>): ReadonlyMap<string, Version | undefined> {
  const folders = new Map<string, Version | undefined>();
  for (const { host, path, versions } of documents.values()) {
    if (host === "markdown") continue;
    for (const stated of versions) {
      const version = releaseOf(stated);
      if (!version) continue;
      // What a chart installs is its own affair, and that of what lies below it.
      const own = folderOf(path);
      for (const folder of host === "chart" ? [own] : foldersAround(own))
        folders.set(folder, folders.has(folder) && folders.get(folder) !== version ? undefined : version);
    }
  }
  return folders;
}

/** The release of Falco that a stated version means; undefined for one that no release is known for. */
export function releaseOf(stated: StatedVersion): Version | undefined {
  const read = versionOf(stated);
  return read && (stated.of === "falco" ? read : falcoForChart(read));
}

/** What `Chart.lock`, else `Chart.yaml`, states for the values beside and below it. */
function chartFiles(documents: ReadonlyMap<string, Document>): ReadonlyMap<string, ChartFile> {
  const charts = new Map<string, ChartFile>();
  for (const document of documents.values()) {
    const { host, path, versions } = document;
    const stated = host === "chart" ? versions.find(({ of }) => of === "chart") : undefined;
    if (!stated || (charts.has(folderOf(path)) && !path.endsWith(".lock"))) continue;
    charts.set(folderOf(path), { document, stated });
  }
  return charts;
}

/** What is known of the innermost folder that anything is known of. */
function nearest<T>(known: ReadonlyMap<string, T>, folder: string): T | undefined {
  const found = foldersAround(folder).find((one) => known.has(one));
  return found === undefined ? undefined : known.get(found);
}
