import { DRIVER_KINDS, helmValueChange, oldDriverKind } from "../../catalog/helm.ts";
import type { HelmValueChangeRecord } from "../../catalog/chart-records.ts";
import { isAtLeast, stageAt, type Version } from "../../catalog/version.ts";
import type { Span } from "../../text/span.ts";
import { nearestName } from "../../text/names.ts";
import type { DriverKind } from "./finding.ts";

interface Written {
  readonly text: string;
  readonly span: Span;
}

/** What is wrong with a word as the value of `driver.kind`. */
export function driverKind(node: Written, chart: Version): DriverKind[] {
  const change = helmValueChange("driver.kind", node.text);
  const old = oldDriverKind(node.text);
  if (old?.renamedIn !== undefined && !isAtLeast(chart, old.renamedIn))
    return [tooNew(node, old.renamedIn, old, chart)];
  if (change?.status === "alias") return renamed(node, change, chart);
  if (!change) return DRIVER_KINDS.values.includes(node.text) ? [] : [unknown(node)];
  const stage = stageAt(change, chart);
  const version =
    stage === "removed" ? change.removedIn : stage === "deprecated" ? change.deprecatedIn : change.since;
  if (stage === "active" || version === undefined) return [];
  const found = to(node, change.canonical);
  return [
    {
      ...found,
      problem: stage === "notYet" ? "not-yet" : stage,
      version,
      edits: stage === "notYet" ? [] : found.edits,
    },
  ];
}

/** The finding of a word that another one replaces. */
function to({ text, span }: Written, canonical: string | undefined): Omit<DriverKind, "problem"> {
  const base = { code: "driver-kind", span, value: text } as const;
  return canonical === undefined
    ? { ...base, edits: [] }
    : { ...base, canonical, edits: [{ span, newText: canonical }] };
}

/** The name that a driver got later; its old name is reported where the chart has the driver at all. */
function tooNew(node: Written, version: Version, old: HelmValueChangeRecord, chart: Version): DriverKind {
  return { ...to(node, isAtLeast(chart, old.since) ? old.value : undefined), problem: "not-yet", version };
}

function renamed(node: Written, change: HelmValueChangeRecord, chart: Version): DriverKind[] {
  if (change.since !== undefined && !isAtLeast(chart, change.since))
    return [{ ...to(node, undefined), problem: "not-yet", version: change.since }];
  if (change.renamedIn === undefined || !isAtLeast(chart, change.renamedIn)) return [];
  return [{ ...to(node, change.canonical), problem: "alias", version: change.renamedIn }];
}

function unknown(node: Written): DriverKind {
  return { ...to(node, nearestName(node.text, DRIVER_KINDS.values)), problem: "unknown" };
}
