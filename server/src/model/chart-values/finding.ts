import type { HelmValueRecord } from "../../catalog/chart-records.ts";
import type { Version } from "../../catalog/version.ts";
import type { RemovedImage } from "./removed-images.ts";
import type { YamlProblem } from "../../syntax/yaml-node.ts";
import type { Edit, Span } from "../../text/span.ts";

interface Found<Code extends string> {
  readonly code: Code;
  /** In the text of the values. */
  readonly span: Span;
}

export interface AgedChartValue extends Found<"removed-chart-value" | "deprecated-chart-value"> {
  /** As it is here; the record may be that of a block around it. */
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
  /** The key with all that is below it. */
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

/** A key that no chart has where it is. */
export interface UnknownChartValue extends Found<"unknown-chart-value"> {
  readonly path: string;
  /** The value that was probably meant: of the same block, or the only one of this name. */
  readonly near?: string;
  readonly edits: readonly Edit[];
}

/** A key of the chart, or of falco.yaml, that is in another block than its own. */
export interface MisplacedChartValue extends Found<"misplaced-chart-value"> {
  readonly path: string;
  readonly to: string;
  readonly edits: readonly Edit[];
}

/** A value of another kind than the chart reads there. */
export interface ChartValueType extends Found<"chart-value-type"> {
  readonly path: string;
  readonly expected: "block" | "list" | "boolean" | "value";
  readonly found: "map" | "list" | "value";
  /** What the edits write. */
  readonly instead?: string;
  readonly edits: readonly Edit[];
}

/** YAML that Helm cannot read. */
export interface ChartValueSyntax
  extends Found<"chart-value-syntax">,
    Pick<YamlProblem, "message" | "spaces"> {}

/**
 * Rules under `customRules` that are not loaded. The chart wants a map of file names and texts: it is a `list` or a `text`
 * itself, or a file is `parsed` YAML. `suffix`: Falco skips files with other names than *.yaml and *.yml. `unlisted`:
 * the configuration does not name the folder that the files are put into.
 */
export interface CustomRules extends Found<"custom-rules"> {
  readonly problem: "list" | "text" | "parsed" | "nested" | "suffix" | "unlisted";
  /** The name of the file. */
  readonly name: string;
  readonly edits: readonly Edit[];
}

/**
 * A plugin in `load_plugins` that no one puts into Falco's container. `refs`: falcoctl installs others; `types`: it may
 * install no plugins; `off`: it does not run.
 */
export interface PluginNotInstalled extends Found<"plugin-not-installed"> {
  readonly name: string;
  readonly problem: "refs" | "types" | "off";
  readonly edits: readonly Edit[];
}

/** The container plugin is loaded by the image's own configuration and by the chart's, since falcoctl runs nowhere. */
export interface ContainerPluginTwice extends Found<"container-plugin-twice"> {
  readonly related: readonly (Span & { readonly message: string })[];
  readonly edits: readonly Edit[];
}

export type ValuesFinding =
  | AgedChartValue
  | ContainerPluginTwice
  | PluginNotInstalled
  | ChartValueSyntax
  | CustomRules
  | ChartValueType
  | DriverKind
  | MisplacedChartValue
  | OverriddenChartValue
  | RemovedImage
  | UnknownChartValue;
