import { artifactOf, defaultRules } from "../../catalog/default-rules.ts";
import { readVersion, type Version } from "../../catalog/version.ts";
import type { Document } from "../../hosts/document.ts";
import type { Snapshot } from "../../model/workspace/workspace.ts";
import { touches } from "../../text/span.ts";
import type { Hover } from "./hover-text.ts";

/** On a version that a document states: what is checked for which release because of it. */
export function releaseHover(snapshot: Snapshot, document: Document, offset: number): Hover | undefined {
  const stated = document.versions.find(({ span }) => touches(span, offset));
  const version = stated && readVersion(stated.version);
  if (!stated || !version) return rulesHover(snapshot, document, offset);
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

/** On an artifact of rules that falcoctl installs: which version of its file what it is installed for is checked with. */
function rulesHover({ targets }: Snapshot, document: Document, offset: number): Hover | undefined {
  const stated = document.rules.find(({ span }) => touches(span, offset));
  if (!stated) return undefined;
  const { falco } = targets.of(document, stated.group);
  const files = defaultRules(falco, targets.rulesPins(document, stated.group));
  const file = files.find((one) => artifactOf(one.file) === stated.artifact);
  if (!file?.version) return undefined;
  const counts = `${file.rules.size} rules, ${file.macros.size} macros and ${file.lists.size} lists`;
  return {
    markdown: `**\`${file.file}\` ${file.version}**\n\n${counts}. Rules that are loaded with it are checked with this version, for Falco ${falco}.`,
    span: stated.span,
  };
}
