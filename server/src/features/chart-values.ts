/** Keys and values of Falco's chart: what they are, and what could be there. */
import { entryOf, nodeAt } from "../syntax/yaml-node.ts";
import {
  chartValuesIn,
  DRIVER_KINDS,
  helmValueAround,
  helmValueChange,
  helmValueIn,
} from "../catalog/helm.ts";
import { stageAt, type Version } from "../catalog/version.ts";
import type { Candidate } from "./completion/candidate.ts";
import type { Hover } from "./hover/hover-text.ts";
import type { Place } from "./locate/locate.ts";

type ChartPlace = Extract<Place, { at: "chart-value" }>;

/** What became of a key of the chart, or of a kind of driver. */
export function chartValueHover({
  path,
  isKey,
  word,
  document,
  region,
  snapshot,
}: ChartPlace): Hover | undefined {
  const { chart } = snapshot.targets.of(document, region.group);
  const value = document.text.slice(word.start, word.end);
  const markdown = isKey
    ? describeKey(path, chart)
    : path === "driver.kind"
      ? describeKind(value)
      : undefined;
  return markdown === undefined
    ? undefined
    : {
        markdown,
        span: isKey ? { start: word.start, end: word.start + value.replace(/:$/, "").length } : word,
      };
}

/** The keys that the chart reads in a block, and the kinds of driver. */
export function chartValueCandidates(place: ChartPlace): readonly Candidate[] {
  const { path, isKey, word, document, region, snapshot } = place;
  const { chart } = snapshot.targets.of(document, region.group);
  if (isKey) return keyCandidates(place, chart);
  if (path !== "driver.kind") return [];
  const kinds = [...DRIVER_KINDS.values, ...["ebpf", "gvisor"].filter((kind) => isAlive(kind, chart))];
  return kinds
    .filter((kind) => isAlive(kind, chart))
    .map((label, rank) => ({ label, kind: "value", rank, edit: { span: word, newText: label } }));
}

/** The values of a block that are not there yet. A key that is there already keeps its colon. */
function keyCandidates({ path, word, document, region }: ChartPlace, chart: Version): readonly Candidate[] {
  const block = path.slice(0, Math.max(0, path.lastIndexOf(".")));
  const own = nodeAt(region.yaml?.documents[0]?.root, block === "" ? [] : block.split("."));
  const typed = document.text.slice(word.start, word.end);
  const isThere = typed.endsWith(":");
  return chartValuesIn(block).flatMap((record, rank): Candidate[] => {
    const label = record.path.slice(record.path.lastIndexOf(".") + 1);
    const isTaken = entryOf(own, label) !== undefined && typed.replace(/:$/, "") !== label;
    if (isTaken || stageAt(record, chart) !== "active") return [];
    const newText = isThere ? `${label}:` : `${label}: `;
    const detail = record.description;
    return [{ label, kind: "config-key", rank, detail, edit: { span: word, newText } }];
  });
}

function isAlive(kind: string, chart: Version): boolean {
  const change = helmValueChange("driver.kind", kind);
  const stage = change ? stageAt(change, chart) : "active";
  return stage === "active" || stage === "deprecated";
}

function describeKey(path: string, chart: Version): string | undefined {
  const around = helmValueAround(path);
  if (!around) return path === "driver.kind" ? describeKind(undefined) : undefined;
  const { rest } = around;
  const record = helmValueIn(around.record, chart);
  const stage = stageAt(record, chart);
  const instead = (record.replacedBy ?? [])
    .map((to) => `\`${rest === "" ? to : `${to}.${rest}`}\``)
    .join(" or ");
  const life =
    stage === "removed"
      ? `**Removed** in chart ${record.removedIn}.`
      : stage === "deprecated"
        ? `**Deprecated** since chart ${record.deprecatedIn}${record.removedIn ? `, removed in ${record.removedIn}` : ""}.`
        : record.removedIn
          ? `Available in charts before ${record.removedIn}.`
          : undefined;
  return [
    `**\`${path}\`** · value of Falco's chart`,
    life,
    instead && `Use instead: ${instead}.`,
    record.note,
  ]
    .filter(Boolean)
    .join("\n\n");
}

function describeKind(value: string | undefined): string {
  const kinds = DRIVER_KINDS.values
    .map((kind) => (kind === DRIVER_KINDS.default ? `\`${kind}\` (the chart's default)` : `\`${kind}\``))
    .join(", ");
  const change = value === undefined ? undefined : helmValueChange("driver.kind", value);
  return [
    `**\`driver.kind\`** · value of Falco's chart`,
    "The driver that provides system calls to Falco.",
    `Values: ${kinds}.`,
    change && `\`${value}\`: ${change.note}.`,
  ]
    .filter(Boolean)
    .join("\n\n");
}
