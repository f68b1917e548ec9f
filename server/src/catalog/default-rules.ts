import { keptBy, keptFor } from "../text/kept.ts";
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

/** The file that Falco's packages and images provide. */
export const MAIN_RULES_FILE = "falco_rules.yaml";

/** Names of all published rules files. */
export const DEFAULT_RULES_FILES: readonly string[] = defaultRulesData.files.map(({ file }) => file);

/** An artifact of rules in the version that something asks falcoctl for. */
export interface RulesPin {
  /** As falcoctl's index names it: `falco-incubating-rules`. */
  readonly artifact: string;
  /** A tag: a version, the first numbers of one, `latest` or anything else. */
  readonly version: string;
}

/** The published rules files that a Falco can load, each in one version. The same object for the same files. */
export type PublishedRules = readonly DefaultRulesFile[];

const NO_PINS: readonly RulesPin[] = [];

/**
 * The published rules files that a release can load: `falco_rules.yaml` in the version the release ships, others in the
 * newest version for its engine. A release older than the first version of a file has none of it, but `falco_rules.yaml`
 * then is in its oldest version. A pin that names a version counts more.
 */
export function defaultRules(target: Version, pins: readonly RulesPin[] = NO_PINS): PublishedRules {
  return pins.length === 0 ? loadable(target) : chosenFiles(target, pins);
}

/** Asked for several times after each key. */
const loadable = keptFor((target: Version) => chosenFiles(target, NO_PINS));

function chosenFiles(target: Version, pins: readonly RulesPin[]): PublishedRules {
  const chosen = defaultRulesData.files.flatMap((record) => {
    const version = pinnedVersion(record, target, pins) ?? versionFor(record, target);
    return version ? [[record.file, version.version ?? ""] as const] : [];
  });
  return filesOf(JSON.stringify(chosen));
}

/** What says published files from others. */
export const idOfRules: (files: PublishedRules) => string = keptBy((files) =>
  files.map(({ file, version }) => `${file} ${version ?? ""}`).join(),
);

/** The version of `falco_rules.yaml` among published files. */
export function rulesVersionOf(files: PublishedRules): Version | undefined {
  return files.find(({ file }) => file === MAIN_RULES_FILE)?.version;
}

/** What charts have falcoctl install unless their values say more: the newest rules of the shipped major version. */
export function chartPins(target: Version): readonly RulesPin[] {
  const [major] = nearestRelease(target).defaultRules?.split(".") ?? [];
  return major === undefined ? NO_PINS : [{ artifact: "falco-rules", version: major }];
}

/** The artifact that provides a published file. */
export function artifactOf(file: string): string {
  return file.replace(/_rules\.yaml$/, "-rules");
}

type Published = DefaultRulesFileRecord["versions"][number];

function versionFor({ file, versions }: DefaultRulesFileRecord, target: Version): Published | undefined {
  const engine = engineOf(target).semver;
  if (file !== MAIN_RULES_FILE) return versions.findLast((one) => isAtLeast(engine, one.engine));
  const shipped = nearestRelease(target).defaultRules;
  const known = versions.findLast(
    (one) => shipped !== undefined && one.version !== undefined && isAtLeast(shipped, one.version),
  );
  return known ?? versions[0];
}

/** The newest version that the tag of a pin admits, of those that the engine loads where there is one. */
function pinnedVersion(
  { file, versions }: DefaultRulesFileRecord,
  target: Version,
  pins: readonly RulesPin[],
): Published | undefined {
  const tag = pins.find(({ artifact }) => artifact === artifactOf(file))?.version;
  if (tag === undefined || !/^\d+(?:\.\d+){0,2}$/.test(tag)) return undefined;
  const admitted = versions.filter(({ version }) => `${version}.`.startsWith(`${tag}.`));
  const engine = engineOf(target).semver;
  return admitted.findLast((one) => isAtLeast(engine, one.engine)) ?? admitted.at(-1);
}

const filesOf = keptFor((chosen: string): PublishedRules => {
  const versions = new Map(JSON.parse(chosen) as readonly (readonly [string, Version | ""])[]);
  return defaultRulesData.files.flatMap((record) => {
    const version = versions.get(record.file);
    return version === undefined ? [] : [toFile(record, version === "" ? undefined : version)];
  });
});

/** Whether the rules or the plugins project publishes a rules file of this name. */
export function isPublishedFile(name: string): boolean {
  return defaultRulesData.files.some(({ file }) => file === name);
}

/** Names that a version of a published file defines, whichever. */
export function publishedNames(kind: DefaultKind): readonly string[] {
  return defaultRulesData.names.flatMap((group) => (group.kind === kind ? group.names : []));
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
