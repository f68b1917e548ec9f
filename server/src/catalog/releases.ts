import { versionData } from "./data.ts";
import type { ReleaseRecord } from "./records.ts";
import { type Version, compareVersions, isAtLeast } from "./version.ts";

/** Falco's releases that we know, oldest first, announced ones last. */
export const RELEASES: readonly ReleaseRecord[] = versionData.releases;

/** The releases that a chart installs, with the first one that does. */
const INSTALLED = RELEASES.flatMap(({ version, firstChart }) =>
  firstChart ? [{ version, firstChart }] : [],
);

/** The oldest release that the catalogue reaches back to. */
export const OLDEST_FALCO: Version = RELEASES[0]?.version ?? "0.31.0";

/** The newest release whose code the catalogue was made from: the target when nothing says another. */
export const NEWEST_FALCO: Version =
  RELEASES.findLast((release) => !release.upcoming)?.version ?? OLDEST_FALCO;

/** Whether the catalogue has no facts from the code of a release, because it is newer: it is checked as the newest known one. */
export function isNewerThanKnown(version: Version): boolean {
  return compareVersions(version, NEWEST_FALCO) > 0;
}

/** How many minor releases, and how many fixes of one, are thought possible after the newest known one. */
const STEPS = 20;

/** Whether a release is known, or one that may come: a fix or a minor release after the newest, or one of 1.x. */
export function isPossibleRelease(version: Version): boolean {
  if (!isAtLeast(version, OLDEST_FALCO)) return false;
  const [major = 0, minor = 0, fix = 0] = version.split(".").map(Number);
  const [newestMajor = 0, newestMinor = 0] = NEWEST_FALCO.split(".").map(Number);
  if (!isNewerThanKnown(version)) return true;
  return (
    fix <= STEPS && (major === newestMajor ? minor <= newestMinor + STEPS : major === 1 && minor <= STEPS)
  );
}

/** What an engine of rules is called: three numbers, and the one number of old releases, which is the middle one. */
export interface EngineVersion {
  readonly semver: Version;
  readonly integer: number;
  /** `required_engine_version` may be three numbers; before, only an integer. */
  readonly semverAccepted: boolean;
}

/** The release itself, or the newest one before it, or the oldest we know. */
export function nearestRelease(version: Version): ReleaseRecord {
  const known = RELEASES.findLast((release) => isAtLeast(version, release.version)) ?? RELEASES[0];
  if (!known) throw new Error("The catalogue has no releases.");
  return known;
}

/** The engine of a Falco release. */
export function engineOf(falco: Version): EngineVersion {
  const semver = nearestRelease(falco).engine;
  return {
    semver,
    integer: Number(semver.split(".")[1]),
    semverAccepted: isAtLeast(falco, versionData.semverEngineSince),
  };
}

/** The oldest release whose engine is `engine` or newer; undefined when none is that new. */
export function falcoForEngine(engine: Version): Version | undefined {
  return RELEASES.find((release) => isAtLeast(release.engine, engine))?.version;
}

/** The release that a Helm chart installs by default; undefined for charts older than we know. */
export function falcoForChart(chart: Version): Version | undefined {
  return INSTALLED.findLast(({ firstChart }) => isAtLeast(chart, firstChart))?.version;
}

/** The newest chart that is known to be older than `end`, as far as charts added new releases. */
export function chartBelow(end: Version): Version | undefined {
  return INSTALLED.findLast(({ firstChart }) => compareVersions(firstChart, end) < 0)?.firstChart;
}

/** The first chart that installs a release; of a release without a chart, that of the newest one before it. */
export function chartForFalco(falco: Version): Version {
  const known = INSTALLED.findLast(({ version }) => isAtLeast(falco, version)) ?? INSTALLED[0];
  if (!known) throw new Error("The catalogue has no charts.");
  return known.firstChart;
}

/** Whether a release of exactly this version is known. */
export function isKnownRelease(version: Version): boolean {
  return RELEASES.some((release) => compareVersions(release.version, version) === 0);
}
