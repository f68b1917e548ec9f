import {
  chartBelow,
  chartForFalco,
  falcoForChart,
  isKnownRelease,
  isNewerThanKnown,
  isPossibleRelease,
  nearestRelease,
} from "../../catalog/releases.ts";
import { compareVersions, isAtLeast, readVersion, type Version } from "../../catalog/version.ts";
import type { StatedVersion } from "../../hosts/host.ts";
import type { Edit, FileRange, Span } from "../../text/span.ts";
import { imageAt, renamed } from "./removed-images.ts";
import { chartFor } from "./chart-version.ts";

/** The releases that a region is for. */
export interface RegionVersions {
  readonly falco: Version;
  readonly chart: Version;
}

/**
 * The releases for a region's group: what is stated for it or for a group around it, else what the document states
 * only once, else `fallback`. A stated chart says the Falco that it installs, and a stated Falco its chart. A release that
 * is `wanted` counts more than all of these, and a stated chart only where it installs that release.
 */
export function versionsFor(
  stated: readonly StatedVersion[],
  group: string | undefined,
  fallback: Version,
  wanted?: Version,
): RegionVersions {
  const falco = wanted ?? statedFor(stated, "falco", group);
  const named = statedFor(stated, "chart", group);
  const chart =
    wanted !== undefined && named !== undefined && falcoForChart(named) !== nearestRelease(wanted).version
      ? undefined
      : named;
  const release = falco ?? (chart && falcoForChart(chart)) ?? fallback;
  return { falco: release, chart: chart ?? chartFor(release) };
}

function statedFor(
  stated: readonly StatedVersion[],
  of: StatedVersion["of"],
  group: string | undefined,
): Version | undefined {
  const own = stated.filter((version) => version.of === of);
  const around = own.filter(
    (version) =>
      version.group !== undefined && group !== undefined && `${group}/`.startsWith(`${version.group}/`),
  );
  const nearest = around.toSorted((a, b) => (b.group?.length ?? 0) - (a.group?.length ?? 0))[0];
  const single = new Set(own.map(({ version }) => version)).size === 1 ? own[0] : undefined;
  const one = nearest ?? single;
  return one && versionOf(one);
}

/** The version that is run: of a range the newest that is known in it, and for a release of Falco given as a chart's the chart that installs it. */
export function versionOf(stated: StatedVersion): Version | undefined {
  const { version, upTo } = stated;
  const meant = chartMeant(stated);
  if (meant !== undefined) return meant;
  const from = readVersion(version);
  const end = upTo === undefined ? undefined : readVersion(upTo);
  const newest = end && chartBelow(end);
  return from && newest && compareVersions(newest, from) > 0 ? newest : from;
}

/** The chart that installs a release of Falco which is given as a chart's version; undefined for what may be a chart. */
function chartMeant({ of, version }: StatedVersion): Version | undefined {
  const read = of === "chart" ? readVersion(version) : undefined;
  // Charts of Falco have begun with 1.x, and Falco has not come that far.
  return read?.startsWith("0.") && isKnownRelease(read) ? chartForFalco(read) : undefined;
}

/** A release that is newer than all that are known. */
export interface NewerRelease {
  readonly code: "newer-release";
  /** In the document. */
  readonly span: Span;
  readonly version: Version;
}

/** The first mention of each release of Falco that is newer than all that are known. */
export function newerReleases(stated: readonly StatedVersion[]): readonly NewerRelease[] {
  const found = new Map<Version, NewerRelease>();
  for (const one of stated) {
    const version = one.of === "falco" ? versionOf(one) : undefined;
    if (version && isNewerThanKnown(version) && isPossibleRelease(version) && !found.has(version))
      found.set(version, { code: "newer-release", span: one.span, version });
  }
  return [...found.values()];
}

/** A release of Falco that is given as the version of the chart. */
export interface FalcoAsChart {
  readonly code: "falco-version-as-chart";
  /** In the document. */
  readonly span: Span;
  readonly version: string;
  /** The chart that installs it. */
  readonly chart: Version;
}

/** The versions of charts that are releases of Falco: Helm finds no such chart. A chart of one's own is called as one likes. */
export function falcoAsChart(stated: readonly StatedVersion[], text: string): FalcoAsChart[] {
  return stated.flatMap((one): FalcoAsChart[] => {
    const chart = chartMeant(one);
    const isOwn = /(?:^|\n)version:[ \t]*["']?$/.test(
      text.slice(Math.max(0, one.span.start - 40), one.span.start),
    );
    return chart === undefined || isOwn
      ? []
      : [{ code: "falco-version-as-chart", span: one.span, version: one.version, chart }];
  });
}

/** Two places of one object, such as the containers of a pod, that name different releases. */
export interface VersionMismatch {
  readonly code: "version-mismatch";
  /** In the document. */
  readonly span: Span;
  readonly version: string;
  readonly other: string;
  /** The chart that the other release is that of. */
  readonly chart?: string;
  /** Both are versions of the chart; the other one is that of the lock file, which Helm installs. */
  readonly locked?: true;
  readonly related: readonly (Span & { readonly message: string })[];
  readonly beside?: readonly (FileRange & { readonly message: string })[];
}

/** Releases that disagree within one object, or with the chart that installs them. Different objects of a file may well run different releases. */
export function mismatches(stated: readonly StatedVersion[]): VersionMismatch[] {
  return [...betweenPlaces(stated), ...withChart(stated)];
}

function betweenPlaces(stated: readonly StatedVersion[]): VersionMismatch[] {
  const first = new Map<string, StatedVersion>();
  return stated.flatMap((one): VersionMismatch[] => {
    if (one.of !== "falco" || !one.group?.includes("/")) return [];
    const object = one.group.split("/").slice(0, 2).join("/");
    const before = first.get(object);
    if (!before) first.set(object, one);
    if (!before || before.version === one.version) return [];
    const related = [{ ...before.span, message: `Version ${before.version} is set here.` }];
    return [
      { code: "version-mismatch", span: one.span, version: one.version, other: before.version, related },
    ];
  });
}

/** Another patch of the chart's release is a choice; another minor release may not have what the chart's templates write. */
function withChart(stated: readonly StatedVersion[]): VersionMismatch[] {
  return stated.flatMap((one): VersionMismatch[] => {
    const chart =
      one.of === "falco" ? stated.find(({ of, group }) => of === "chart" && group === one.group) : undefined;
    const version = chart && versionOf(chart);
    const other = version && falcoForChart(version);
    if (!chart || !other || minorOf(other) === minorOf(one.version)) return [];
    const related = [{ ...chart.span, message: `This chart installs Falco ${other}.` }];
    return [
      {
        code: "version-mismatch",
        span: one.span,
        version: one.version,
        other,
        chart: chart.version,
        related,
      },
    ];
  });
}

/** A place of another document that states a version. */
export interface StatedPlace {
  readonly uri: string;
  readonly text: string;
  readonly stated: StatedVersion;
}

/** What chart values, or the file that asks for a chart, state against the file beside or above them that says which chart is installed. */
export function mismatchesAround(
  stated: readonly StatedVersion[],
  text: string,
  chart: StatedPlace,
): VersionMismatch[] {
  const isExact = (place: StatedVersion, source: string): boolean =>
    place.upTo === undefined &&
    !/[~^][=v ]*$/.test(source.slice(Math.max(0, place.span.start - 5), place.span.start));
  if (!isExact(chart.stated, chart.text)) return [];
  const at = { uri: chart.uri, ...chart.stated.span };
  return stated.flatMap((one): VersionMismatch[] => {
    if (one.of === "falco") {
      return withChart([one, { ...chart.stated, ...(one.group !== undefined && { group: one.group }) }]).map(
        (found) => ({
          ...found,
          related: [],
          beside: [{ ...at, message: `This chart installs Falco ${found.other}.` }],
        }),
      );
    }
    if (one.version === chart.stated.version || !isExact(one, text)) return [];
    const beside = [{ ...at, message: "Helm installs this one." }];
    return [
      {
        code: "version-mismatch",
        span: one.span,
        version: one.version,
        other: chart.stated.version,
        locked: true,
        related: [],
        beside,
      },
    ];
  });
}

function minorOf(version: string): string {
  return version.split(".").slice(0, 2).join(".");
}

/** A place that names another release than the one that everything moves to. */
export interface OtherRelease {
  readonly code: "other-release";
  /** In the document. */
  readonly span: Span;
  readonly of: StatedVersion["of"];
  readonly version: string;
  /** What is there for the target. */
  readonly wanted: Version;
  /** Nothing else of that place says which build of the release it is. */
  readonly plain: boolean;
  readonly isRange?: true;
  /** It is the version of a copy of Falco's chart. */
  readonly copy?: true;
  /** What replaces an image that was not built for that release, with the edits that name it. */
  readonly image?: { readonly name: string; readonly replacedBy: string; readonly edits: readonly Edit[] };
}

/** The releases that a document names, as far as they are older than `target` or, for charts, install an older one. */
export function otherReleases(
  stated: readonly StatedVersion[],
  text: string,
  target: Version,
): OtherRelease[] {
  const seen = new Set<number>();
  return stated.flatMap((one): OtherRelease[] => {
    const { of, span, upTo } = one;
    const wanted = of === "falco" ? target : chartFor(target);
    const read = versionOf(one);
    const version = upTo === undefined ? one.version : text.slice(span.start, span.end);
    if (!read || compareVersions(read, wanted) >= 0 || seen.size === seen.add(span.start).size) return [];
    const around = {
      before: text.slice(Math.max(0, span.start - 200), span.start),
      after: text.slice(span.end, span.end + 80),
    };
    const isImage = of === "falco" && /[\w/-]:v?$/.test(around.before);
    const plain =
      text.slice(span.start, span.end) === one.version &&
      !/^[-@+.\w]/.test(around.after) &&
      (!isImage || /(?:^|[/\s"'=])falco(?:-driver-loader)?:v?$/.test(around.before));
    const removed = of === "falco" ? imageAt(one, text) : undefined;
    const gone = removed && isAtLeast(wanted, removed.record.removedIn) ? removed : undefined;
    const image = gone && {
      name: gone.record.name,
      replacedBy: gone.record.replacedBy,
      edits: renamed(one, gone, text, wanted),
    };
    return [
      {
        code: "other-release",
        span,
        of,
        version,
        wanted,
        plain,
        ...(upTo !== undefined && { isRange: true }),
        ...(one.copy && { copy: true }),
        ...(image && { image }),
      },
    ];
  });
}

/** What is found where a document states a version. */
export type StatedFinding = FalcoAsChart | VersionMismatch | OtherRelease | NewerRelease;
