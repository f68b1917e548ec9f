import type { LeftPlace, Migration } from "../migrate/migrate.ts";
import { counted, namesFor } from "../migrate/named-places.ts";
import type { ReadFile } from "./files.ts";
import { patchOf } from "./reports/patch.ts";
import { plural } from "./reports/plural.ts";

/** A migration, and what to call its files. */
export interface MigrationReport {
  readonly migration: Migration;
  readonly files: readonly ReadFile[];
  /** Whether the files were written. */
  readonly written: boolean;
}

/** A unified diff, as `git apply` and `patch` take it; empty when nothing changes. */
export function diffReport({ migration, files }: MigrationReport): string {
  const { path } = namesFor(migration, files);
  return migration.files.map(({ uri, before, after }) => patchOf(path(uri), before, after)).join("");
}

export function humanMigration({ migration, files, written }: MigrationReport): string {
  const { path, point } = namesFor(migration, files);
  const out: string[] = [];
  const at = (place: LeftPlace): string => `${path(place.uri)}:${point(place).line}:${point(place).column}`;
  for (const { uri } of migration.files) {
    out.push(path(uri));
    for (const [title, count] of counted(
      migration.changed.filter((change) => change.uri === uri).map(({ title }) => title),
    ))
      out.push(`  ${title}${count > 1 ? ` (${count} times)` : ""}`);
  }
  if (migration.needsPerson.length > 0)
    out.push(
      ...(out.length > 0 ? [""] : []),
      "Needs manual review:",
      ...migration.needsPerson.flatMap((place) => [
        `  ${at(place)}: ${place.message} [${place.code}]`,
        `    ${place.why}`,
      ]),
    );
  if (migration.left.length > 0)
    out.push(
      ...(out.length > 0 ? [""] : []),
      `Remaining problems for Falco ${migration.target}:`,
      ...migration.left.map((place) => `  ${at(place)}: ${place.severity}: ${place.message} [${place.code}]`),
    );
  if (migration.defaults.length > 0)
    out.push(
      ...(out.length > 0 ? [""] : []),
      "Default rules:",
      ...migration.defaults.map(({ uri, message }) => `  ${path(uri)}: ${message}`),
    );
  if (out.length > 0) out.push("");
  out.push(`${summary(migration, written)}`);
  return `${out.join("\n")}\n`;
}

function summary({ target, files, changed, needsPerson, complete }: Migration, written: boolean): string {
  const done =
    files.length === 0
      ? `Nothing to change for Falco ${target}`
      : `${plural(changed.length, "change")} in ${plural(files.length, "file")} for Falco ${target}`;
  const open =
    needsPerson.length === 0
      ? ""
      : `; ${plural(needsPerson.length, "place")} ${needsPerson.length === 1 ? "needs" : "need"} a person`;
  const how =
    files.length === 0
      ? ""
      : written
        ? " Written."
        : " No file was written. Use --write to write the files, or --diff to show the changes.";
  return `${done}${open}.${how}${complete ? "" : " The migration is not complete. Run it again."}`;
}

/** One JSON object. Lines and columns count from 1 in UTF-16 units, offsets from 0; those of edits are in the text before, all others in the text after. */
export function jsonMigration({ migration, files, written }: MigrationReport): string {
  const { path, point } = namesFor(migration, files);
  const place = (one: LeftPlace): object => ({
    path: path(one.uri),
    code: one.code,
    severity: one.severity,
    message: one.message,
    ...point(one),
    start: one.start,
    end: one.end,
  });
  return `${JSON.stringify({
    version: 1,
    target: migration.target,
    written,
    complete: migration.complete,
    files: migration.files.map(({ uri, edits }) => ({
      path: path(uri),
      edits: edits.map(({ span, newText, causes }) => ({ ...span, newText, changes: causes })),
    })),
    changed: migration.changed.map(({ uri, ...change }) => ({ path: path(uri), ...change })),
    needsPerson: migration.needsPerson.map((one) => ({ ...place(one), group: one.group, why: one.why })),
    left: migration.left.map(place),
    defaults: migration.defaults.map(({ uri, kind, name, what, message }) => ({
      path: path(uri),
      kind,
      name,
      what,
      message,
    })),
  })}\n`;
}
