import type { Document, ParsedRegion } from "../../hosts/document.ts";
import { shiftMap } from "../../text/offset-map.ts";
import { removedImages, unreleasedImages } from "../chart-values/removed-images.ts";
import {
  falcoAsChart,
  mismatches,
  mismatchesAround,
  newerReleases,
  otherReleases,
  type VersionMismatch,
} from "../chart-values/stated-versions.ts";
import { folderOf } from "../workspace/named-documents.ts";
import type { Snapshot } from "../workspace/workspace.ts";
import { inRegion, type RegionFindings } from "./region-findings.ts";

/** Where one document states two releases for one thing, or one that everything is to move on from. */
export function versionFindings({ settings, targets }: Snapshot, document: Document): RegionFindings {
  const { versions, images, text, host } = document;
  const whole: ParsedRegion = { kind: "environment", text, map: shiftMap(0, text.length) };
  const older = settings.moving && settings.target ? otherReleases(versions, text, settings.target) : [];
  return inRegion(whole, [
    ...mismatches(versions),
    ...falcoAsChart(versions, text),
    ...removedImages(versions, text),
    // Pages tell of any release.
    ...(host === "markdown" ? [] : unreleasedImages(images)),
    ...newerReleases(versions),
    ...around(targets, document),
    ...older,
  ]);
}

/** What chart values, or `Chart.yaml`, state against the file that says which chart is installed. */
function around(targets: Snapshot["targets"], document: Document): readonly VersionMismatch[] {
  const { host, versions, text } = document;
  if (host !== "chart" && (host !== "helm-values" || versions.some(({ of }) => of === "chart"))) return [];
  const chart = targets.chartAround(document);
  if (
    !chart ||
    chart.document === document ||
    (host === "chart" && folderOf(chart.document.path) !== folderOf(document.path))
  )
    return [];
  return mismatchesAround(versions, text, {
    uri: chart.document.uri,
    text: chart.document.text,
    stated: chart.stated,
  });
}
