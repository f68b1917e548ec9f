import { keptFor } from "../text/kept.ts";
import { defaultRulesData } from "./data.ts";
import type { DefaultRulesFileRecord } from "./records.ts";
import { engineOf, nearestRelease } from "./releases.ts";
import { type Version, isAtLeast } from "./version.ts";

export type DefaultKind = "rule" | "macro" | "list";

/** The names that one published rules file defines, in the version that fits a release. */
export interface DefaultRulesFile {
  readonly file: string;
  /** The plugin it comes with; absent for the files of the rules project. */
  readonly plugin?: string;
  readonly sources: readonly string[];
  /** Its own version, where it has one. */
  readonly version?: Version;
  readonly rules: ReadonlySet<string>;
  readonly macros: ReadonlySet<string>;
  readonly lists: ReadonlySet<string>;
}

/** The file that Falco's packages and images bring. */
export const MAIN_RULES_FILE = "falco_rules.yaml";

/** Names of all published rules files. */
export const DEFAULT_RULES_FILES: readonly string[] = defaultRulesData.files.map(({ file }) => file);

/**
 * The published rules files that a release can load: `falco_rules.yaml` in the version the release ships, others in the
 * newest version for its engine. A release older than the first version of a file has none of it, but `falco_rules.yaml`
 * then stands in its oldest version.
 */
export const defaultRules: (target: Version) => readonly DefaultRulesFile[] = keptFor(filesFor);

function filesFor(target: Version): readonly DefaultRulesFile[] {
  const engine = engineOf(target).semver;
  const shipped = nearestRelease(target).defaultRules;
  return defaultRulesData.files.flatMap((record) => {
    const isMain = record.file === MAIN_RULES_FILE;
    const version = isMain
      ? (record.versions.findLast(
          (one) => shipped !== undefined && one.version !== undefined && isAtLeast(shipped, one.version),
        ) ?? record.versions[0])
      : record.versions.findLast((one) => isAtLeast(engine, one.engine));
    return version ? [toFile(record, version.version)] : [];
  });
}

/** Whether the rules or the plugins project publishes a rules file of this name. */
export function isPublishedFile(name: string): boolean {
  return defaultRulesData.files.some(({ file }) => file === name);
}

/** The files among these that define a name. */
export function filesDefining(
  files: readonly DefaultRulesFile[],
  kind: DefaultKind,
  name: string,
): readonly DefaultRulesFile[] {
  return files.filter((file) => namesOf(file, kind).has(name));
}

export function namesOf(file: DefaultRulesFile, kind: DefaultKind): ReadonlySet<string> {
  return kind === "rule" ? file.rules : kind === "macro" ? file.macros : file.lists;
}

function toFile(record: DefaultRulesFileRecord, version: Version | undefined): DefaultRulesFile {
  const names = (kind: DefaultKind): ReadonlySet<string> =>
    new Set(
      defaultRulesData.names
        .filter((group) => group.file === record.file && group.kind === kind)
        .filter(
          (group) =>
            version === undefined ||
            (isAtLeast(version, group.since) &&
              (group.lastIn === undefined || isAtLeast(group.lastIn, version))),
        )
        .flatMap((group) => group.names),
    );
  return {
    file: record.file,
    ...(record.plugin && { plugin: record.plugin }),
    sources: record.sources,
    ...(version && { version }),
    rules: names("rule"),
    macros: names("macro"),
    lists: names("list"),
  };
}
