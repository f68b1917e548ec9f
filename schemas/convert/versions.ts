import type { ReleaseRecord } from "../../server/src/catalog/records.ts";
import type { Version } from "../../server/src/catalog/version.ts";
import { ShapeError, anything, defined, flag, list, number, optional, record, text, unused, version } from "../shape.ts";

export interface Releases {
  readonly releases: readonly ReleaseRecord[];
  /** The first release that reads engine versions of three numbers. */
  readonly semverEngineSince: Version;
}

/** `sources/versions.json` → releases, oldest first, then the announced ones. The development branch is left out. */
export function convertVersions(source: unknown): Releases {
  const read = sourceShape(source, "versions.json");
  const released = read.versions.filter((release) => release.version !== "master");
  const first = released.find((release) => release.engineVersion.semverAccepted);
  if (!first) throw new ShapeError("versions.json", "no release reads engine versions of three numbers");
  return {
    releases: [...released.map((release) => toRelease(release)), ...read.upcoming.map((release) => toRelease(release, true))],
    semverEngineSince: version(first.version, "versions.json"),
  };
}

const releaseShape = record({
  version: text,
  tagDate: optional(text),
  releaseDate: optional(text),
  commit: unused,
  commitDate: unused,
  inHistory: unused,
  engineVersion: record({ integer: number, semver: version, semverAccepted: flag }),
  libsVersion: anything,
  driverVersion: anything,
  pluginApiVersion: anything,
  driverApiVersion: anything,
  driverSchemaVersion: anything,
  defaultRules: text,
  falcoctlVersion: anything,
  containerPlugin: optional(version),
  firstChart: optional(version),
  hasConfigJsonSchema: anything,
  k8smeta: anything,
  source: list(text),
});
const sourceShape = record({ meta: anything, versions: list(releaseShape), upcoming: list(releaseShape) });

function toRelease(release: ReturnType<typeof releaseShape>, upcoming?: true): ReleaseRecord {
  const where = `versions.json ${release.version}`;
  const { integer, semver } = release.engineVersion;
  if (semver !== `0.${integer}.0`) throw new ShapeError(where, "the two engine versions differ");
  const date = release.releaseDate ?? release.tagDate;
  if (!date) throw new ShapeError(where, "has no date");
  const rules = /^falco-rules-(.+)$/.exec(release.defaultRules);
  return defined({
    version: version(release.version, where),
    date,
    engine: semver,
    defaultRules: rules ? version(rules[1], where) : undefined,
    firstChart: release.firstChart,
    containerPlugin: release.containerPlugin,
    upcoming,
  });
}
