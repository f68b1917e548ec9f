/** A release as three numbers, `0.44.1`. Used for Falco, for charts, for plugins and for engines. */
export type Version = `${number}.${number}.${number}`;

/** Negative when `a` is older than `b`, positive when newer, 0 when equal. */
export function compareVersions(a: Version, b: Version): number {
  if (a === b) return 0;
  return partAt(a, 0) - partAt(b, 0) || partAt(a, 1) - partAt(b, 1) || partAt(a, 2) - partAt(b, 2);
}

/** A number of a version. Splits nothing: versions are compared thousands of times for a catalogue. */
function partAt(version: Version, part: 0 | 1 | 2): number {
  let begin = 0;
  for (let dot = 0; dot < part; dot++) begin = version.indexOf(".", begin) + 1;
  const end = part === 2 ? version.length : version.indexOf(".", begin);
  return Number(version.slice(begin, end));
}

/** True when `version` is `from` or newer. An absent `from` means "always". */
export function isAtLeast(version: Version, from: Version | undefined): boolean {
  return from === undefined || compareVersions(version, from) >= 0;
}

/** The newer of two. */
export function newest(a: Version, b: Version): Version {
  return compareVersions(a, b) >= 0 ? a : b;
}

/**
 * What a person writes as a version: `0.44.1`, `v0.44.1`, `0.44` (then `.0`), with or without `-debian` or `+build`.
 * Undefined when it is not one.
 */
export function readVersion(text: string): Version | undefined {
  const match = /^v?(\d{1,6})\.(\d{1,6})(?:\.(\d{1,6}))?(?:[-+][0-9A-Za-z.+-]*)?$/.exec(text.trim());
  if (!match) return undefined;
  return `${Number(match[1])}.${Number(match[2])}.${Number(match[3] ?? 0)}`;
}

/**
 * A version as Falco's loader reads it from rules files: the first three numbers count and what follows them is ignored,
 * so `0.62.0-rc1` and `0.5.0.1` are versions and `0.31` is not one.
 */
export function readLoaderVersion(text: string): Version | undefined {
  const match = /^(\d{1,9})\.(\d{1,9})\.(\d{1,9})/.exec(text);
  if (!match) return undefined;
  return `${Number(match[1])}.${Number(match[2])}.${Number(match[3])}`;
}

/** Whether something of version `have` meets a wish for `required`: the same major number, and not older. */
export function satisfies(required: Version, have: Version): boolean {
  return required.split(".")[0] === have.split(".")[0] && compareVersions(have, required) >= 0;
}

/** When something came, was declared deprecated, and went. Absent `since`: older than all we know. */
export interface Life {
  readonly since?: Version;
  readonly deprecatedIn?: Version;
  readonly removedIn?: Version;
}

export type LifeStage = "notYet" | "active" | "deprecated" | "removed";

/** The stage of a life at `version`. */
export function stageAt(life: Life, version: Version): LifeStage {
  if (life.removedIn && isAtLeast(version, life.removedIn)) return "removed";
  if (!isAtLeast(version, life.since)) return "notYet";
  if (life.deprecatedIn && isAtLeast(version, life.deprecatedIn)) return "deprecated";
  return "active";
}
