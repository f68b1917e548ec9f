import type { Document, ParsedRegion } from "../../hosts/document.ts";
import type { Version } from "../../catalog/version.ts";
import type { AnyFinding } from "../finding.ts";
import type { TextFinding } from "../ruleset/judge.ts";
import type { Snapshot } from "../workspace/workspace.ts";

/** What is found in one text: a region, or a part of one that Falco reads by itself. Spans are offsets in it. */
export interface RegionFindings {
  readonly kind: "region";
  readonly region: ParsedRegion;
  readonly findings: readonly (Exclude<AnyFinding, { readonly place: unknown }> | TextFinding)[];
  /** Edits of findings cannot be made here: the same is written in another way, or the text around it is broken. */
  readonly isReadOnly?: true;
}

/** A region, and what it is checked with. */
export interface RegionPlace {
  readonly snapshot: Snapshot;
  readonly document: Document;
  readonly region: ParsedRegion;
  /** The releases that it is for. */
  readonly target: Version;
  readonly chart: Version;
}

/** The findings of a region in its own text. */
export function inRegion(region: ParsedRegion, findings: RegionFindings["findings"]): RegionFindings {
  return { kind: "region", region, findings };
}
