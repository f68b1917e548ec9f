/** What the catalogue holds of the Helm chart. Versions are the chart's. */

import type { Life, Version } from "./version.ts";

export interface HelmValueRecord extends Life {
  readonly path: string;
  readonly replacedBy?: readonly string[];
  readonly op: "rename" | "scalar-to-list" | "map-to-list" | "value-map" | "manual" | "delete";
  /** Beside what the chart gives in its new place Falco exits with it. */
  readonly fatal?: true;
  /** Where charts between had it, that the newest has no more either. */
  readonly meanwhile?: string;
  readonly note?: string;
}

/** A key of falco.yaml that the chart's own values hold, unless other values are given. */
export interface ChartDefaultRecord extends Life {
  readonly path: string;
}

/** A block of falco.yaml that the chart writes from values of its own; what is given for it is lost. */
export interface ChartWriteRecord extends Life {
  readonly path: string;
  readonly by: string;
  /** The value that is on unless it is `false`, and without which the chart leaves the block alone. */
  readonly switch?: string;
}

export interface HelmValueChangeRecord extends Life {
  readonly path: string;
  readonly value: string;
  readonly status: "alias" | "removed" | "active";
  readonly canonical?: string;
  /** The chart from which on it has its canonical name, which no earlier chart knows. */
  readonly renamedIn?: Version;
  readonly note: string;
}

/** A value that Falco's chart has, or had. */
export interface ChartValueRecord extends Life {
  readonly path: string;
  /** `block`: it has these keys and no others. `open`: any keys. `subchart`: the values of another chart, of which only some are listed. */
  readonly type: "block" | "open" | "subchart" | "list" | "string" | "boolean" | "integer";
  readonly description: string;
}

export interface HelmBehaviourRecord {
  readonly version: Version;
  /** What the program asks for it by. */
  readonly id?: string;
  readonly change: string;
}
