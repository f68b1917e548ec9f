import { type Document, readDocument } from "../../server/src/hosts/document.ts";
import { migrate, type MigrateOptions, type Migration } from "../../server/src/migrate/migrate.ts";
import { DEFAULT_SETTINGS } from "../../server/src/model/workspace/settings.ts";
import type { Version } from "../../server/src/catalog/version.ts";

/** Documents of a workspace, by paths below its root. */
export function documentsOf(files: Readonly<Record<string, string>>): ReadonlyMap<string, Document> {
  return new Map(
    Object.entries(files).map(([path, text]) => [
      `file:///${path}`,
      readDocument(`file:///${path}`, path, text),
    ]),
  );
}

export interface Migrated extends Migration {
  /** The text of a file after it. */
  text(path: string): string;
}

/** Moves files to a release. */
export function migrated(
  files: Readonly<Record<string, string>>,
  target: Version,
  options: MigrateOptions = {},
): Migrated {
  const migration = migrate(documentsOf(files), DEFAULT_SETTINGS, target, options);
  return {
    ...migration,
    text: (path) => migration.files.find(({ uri }) => uri === `file:///${path}`)?.after ?? files[path] ?? "",
  };
}
