import type { HelmValueRecord } from "../../catalog/records.ts";
import type { Version } from "../../catalog/version.ts";
import type { Edit, Span } from "../../text/span.ts";

interface Found<Code extends string> {
  readonly code: Code;
  /** In the text of the values. */
  readonly span: Span;
}

export interface AgedChartValue extends Found<"removed-chart-value" | "deprecated-chart-value"> {
  /** As it stands here; the record may be that of a block around it. */
  readonly path: string;
  readonly record: HelmValueRecord;
  /** Where its value can go. */
  readonly replacedBy: readonly string[];
  /** Where the edits put it. */
  readonly to?: string;
  /** The chart does not render with it. */
  readonly refused: boolean;
  /** It says nothing, or that something is off, which it is without it too. */
  readonly off: boolean;
  /** Nothing reads it today, and where it goes it would do something. */
  readonly wakes: boolean;
  /** The key with all that stands below it. */
  readonly block: Span;
  /** What the edits do. */
  readonly remedy: "move" | "remove";
  readonly edits: readonly Edit[];
}

export interface DriverKind extends Found<"driver-kind"> {
  readonly value: string;
  readonly problem: "removed" | "deprecated" | "alias" | "not-yet" | "unknown";
  /** When it came, was renamed, deprecated or removed. */
  readonly version?: Version;
  readonly canonical?: string;
  readonly edits: readonly Edit[];
}

/** A value that the chart's templates write over. */
export interface OverriddenChartValue extends Found<"overridden-chart-value"> {
  readonly path: string;
  readonly by: string;
}

export type ValuesFinding = AgedChartValue | DriverKind | OverriddenChartValue;
