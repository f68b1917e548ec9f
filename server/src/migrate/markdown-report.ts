import type { Breakage } from "./breakage.ts";
import type { LeftPlace, Migration, OpenPlace } from "./migrate.ts";
import { counted, type NamedDocument, namesFor } from "./named-places.ts";

/** What a migration changed, what it leaves to a person, and what is still found: for a pull request, a ticket, or the editor. */
export function markdownMigration(migration: Migration, files: readonly NamedDocument[]): string {
  const { path, point } = namesFor(migration, files);
  const where = (place: LeftPlace): string => `\`${path(place.uri)}\`, line ${point(place).line}`;
  const out = [`# Migration to Falco ${migration.target}`, ""];
  out.push("## Changed", "");
  if (migration.changed.length === 0) out.push("Nothing.", "");
  for (const group of new Set(migration.changed.map((change) => change.group))) {
    out.push(`### ${capital(group)}`, "");
    const lines = migration.changed
      .filter((change) => change.group === group)
      .map(({ uri, title, code }) => `- \`${path(uri)}\`: ${title} (${code})`);
    out.push(
      ...[...counted(lines)].map(([line, count]) => (count > 1 ? `${line}, ${count} times` : line)),
      "",
    );
  }
  out.push("## Needs a person", "");
  if (migration.needsPerson.length === 0) out.push("Nothing.", "");
  else
    out.push(
      ...migration.needsPerson.map(
        (place: OpenPlace) => `- [ ] ${where(place)}: ${place.message} **${place.why}** (${place.code})`,
      ),
      "",
    );
  out.push(`## Still found for Falco ${migration.target}`, "");
  if (migration.left.length === 0) out.push("Nothing.", "");
  else
    out.push(
      ...migration.left.map(
        (place) => `- ${where(place)}: ${place.severity}: ${place.message} (${place.code})`,
      ),
      "",
    );
  return out.join("\n");
}

/** What would be found if everything ran on each of these releases: one table, and for each release its checks. */
export function markdownBreakage(breakages: readonly Breakage[]): string {
  const out = [
    "# What would break",
    "",
    "| Falco | errors | warnings | with a safe fix |",
    "| --- | ---: | ---: | ---: |",
  ];
  for (const { target, errors, warnings, codes } of breakages)
    out.push(
      `| ${target} | ${errors} | ${warnings} | ${codes.reduce((sum, { fixable }) => sum + fixable, 0)} |`,
    );
  for (const { target, codes } of breakages) {
    if (codes.length === 0) continue;
    out.push(
      "",
      `## Falco ${target}`,
      "",
      "| check | worst | found | with a safe fix |",
      "| --- | --- | ---: | ---: |",
    );
    for (const { code, severity, count, fixable } of codes)
      out.push(`| ${code} | ${severity} | ${count} | ${fixable} |`);
  }
  return `${out.join("\n")}\n`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
