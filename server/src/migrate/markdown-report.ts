import type { Breakage } from "./breakage.ts";
import type { LeftPlace, Migration, OpenPlace } from "./migrate.ts";
import { lineIndex } from "../text/line-index.ts";
import { counted, type NamedDocument, namesFor } from "./named-places.ts";
import { codeSpan, inert } from "../text/markdown.ts";

/** For whom a report is: a page of the editor has links to the files, a pull request or a ticket has boxes to check. */
type Reader = "editor" | "ticket";

/** What a migration changed, what it leaves to a person, and what is still found. */
export function markdownMigration(
  migration: Migration,
  files: readonly NamedDocument[],
  reader: Reader = "ticket",
): string {
  const { path, point } = namesFor(migration, files);
  const linked = (text: string, target: string): string =>
    reader === "editor" ? `[${text}](${linkTarget(target)})` : text;
  const where = (place: LeftPlace): string => {
    const { line } = point(place);
    return linked(`${codeSpan(path(place.uri))}, line ${line}`, `${place.uri}#L${line}`);
  };
  const todo = reader === "ticket" ? "- [ ]" : "-";
  const out = [`# Migration to Falco ${migration.target}`, ""];
  out.push("## Changed", "");
  if (migration.changed.length === 0) out.push("Nothing.", "");
  for (const group of new Set(migration.changed.map((change) => change.group))) {
    out.push(`### ${capital(group)}`, "");
    const lines = migration.changed
      .filter((change) => change.group === group)
      .map(({ uri, title, code }) => `- ${linked(codeSpan(path(uri)), uri)}: ${inert(title)} (${code})`);
    out.push(
      ...[...counted(lines)].map(([line, count]) => (count > 1 ? `${line}, ${count} times` : line)),
      "",
    );
  }
  out.push("## Needs manual review", "");
  if (migration.needsPerson.length === 0) out.push("Nothing.", "");
  else
    out.push(
      ...migration.needsPerson.map(
        (place: OpenPlace) =>
          `${todo} ${where(place)}: ${inert(place.message)} **${inert(place.why)}** (${place.code})`,
      ),
      "",
    );
  if (migration.defaults.length > 0)
    out.push(
      "## Default rules",
      "",
      ...migration.defaults.map(({ uri, message }) => `- ${linked(codeSpan(path(uri)), uri)}: ${message}`),
      "",
    );
  out.push(`## Remaining problems for Falco ${migration.target}`, "");
  if (migration.left.length === 0) out.push("Nothing.", "");
  else
    out.push(
      ...migration.left.map(
        (place) => `- ${where(place)}: ${place.severity}: ${inert(place.message)} (${place.code})`,
      ),
      "",
    );
  return out.join("\n");
}

/**
 * Returns what would break at each of these releases: a table of what is found, then what is new at each release, by file
 * and line, with links to the lines.
 */
export function markdownBreakage(breakages: readonly Breakage[], files: readonly NamedDocument[]): string {
  const out = [
    "# What would break",
    "",
    "| Falco | errors | warnings | with a safe fix | new |",
    "| --- | ---: | ---: | ---: | ---: |",
  ];
  for (const { target, errors, warnings, codes, added = [] } of breakages) {
    const fixable = codes.reduce((sum, one) => sum + one.fixable, 0);
    out.push(`| ${target} | ${errors} | ${warnings} | ${fixable} | ${added.length} |`);
  }
  const named = new Map(files.map((file) => [file.document.uri, file]));
  for (const { target, added = [], defaults = [] } of breakages) {
    out.push("", `## New with Falco ${target}`, "");
    if (added.length === 0) out.push("No new problems.");
    for (const uri of new Set(added.map((place) => place.uri))) {
      const file = named.get(uri);
      const index = lineIndex(file?.document.text ?? "");
      out.push(`### ${escaped(file?.path ?? uri)}`, "");
      for (const { start, severity, message, code } of added.filter((place) => place.uri === uri)) {
        const line = index.position(start).line + 1;
        out.push(`- [Line ${line}](${linkTarget(uri)}#L${line}): ${severity}: ${inert(message)} (${code})`);
      }
      out.push("");
    }
    if (defaults.length > 0) out.push("", `### Default rules of Falco ${target}`, "");
    for (const { uri, start, message } of defaults) {
      const file = named.get(uri);
      const line = lineIndex(file?.document.text ?? "").position(start).line + 1;
      out.push(`- [${escaped(file?.path ?? uri)}:${line}](${linkTarget(uri)}#L${line}): ${message}`);
    }
  }
  return `${out.join("\n").trimEnd()}\n`;
}

function linkTarget(uri: string): string {
  return uri.replaceAll("(", "%28").replaceAll(")", "%29");
}

function escaped(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>#]/g, "\\$&");
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
