import type { Document, ParsedRegion } from "../hosts/document.ts";
import type { Snapshot } from "../model/workspace.ts";
import type { Problem } from "./check.ts";

/** What is wrong in a region that holds no rules: a configuration, a command line, chart values. */
export function regionProblems(snapshot: Snapshot, document: Document, region: ParsedRegion): readonly Problem[] {
  void snapshot;
  void document;
  void region;
  return [];
}
