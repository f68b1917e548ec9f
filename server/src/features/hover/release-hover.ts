import { readVersion, type Version } from "../../catalog/version.ts";
import type { Document } from "../../hosts/document.ts";
import type { Snapshot } from "../../model/workspace/workspace.ts";
import { touches } from "../../text/span.ts";
import type { Hover } from "./hover-text.ts";

/** On a version that a document states: what is checked for which release because of it. */
export function releaseHover(snapshot: Snapshot, document: Document, offset: number): Hover | undefined {
  const stated = document.versions.find(({ span }) => touches(span, offset));
  const version = stated && readVersion(stated.version);
  if (!stated || !version) return undefined;
  const { falco } = snapshot.targets.of(document, stated.group);
  const written = document.text.slice(stated.span.start, stated.span.end);
  return {
    markdown: `**${stated.of === "chart" ? `Falco's chart ${stated.upTo === undefined ? version : written}` : `Falco ${version}`}**\n\n${checkedFor(stated.of, version, falco)}`,
    span: stated.span,
  };
}

function checkedFor(of: "falco" | "chart", version: Version, falco: Version): string {
  if (of === "falco" && falco === version)
    return "Command lines, configuration and rules that belong to it are checked for this release.";
  return `${of === "chart" ? "Its values, and the rules" : "Command lines, configuration and rules"} that belong to it are checked for Falco ${falco}.`;
}
