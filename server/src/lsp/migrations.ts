import { type CancellationToken, type Connection, LSPErrorCodes, ResponseError } from "vscode-languageserver";
import { readVersion, type Version } from "../catalog/version.ts";
import type { FixEdit } from "../checks/check.ts";
import { type Breakage, breaking } from "../migrate/breakage.ts";
import { markdownBreakage, markdownMigration } from "../migrate/markdown-report.ts";
import { type Migration, migrating } from "../migrate/migrate.ts";
import type { NamedDocument } from "../migrate/named-places.ts";
import { createWorkspace } from "../model/workspace/workspace.ts";
import { type EditGroup, toAnnotatedEdit } from "./annotated-edit.ts";
import { toWorkspaceEdit } from "./convert.ts";
import {
  BREAKAGE,
  type BreakageParams,
  type BreakageResult,
  MIGRATE,
  type MigrateParams,
  type MigrateResult,
} from "./protocol.ts";
import type { Session } from "./session/session.ts";
import { pathOf } from "./session/uris.ts";
import { inStrides } from "./strides.ts";

/** Answers what moving the workspace to another release comes to. */
export function serveMigrations(connection: Connection, session: Session): void {
  connection.onRequest(
    MIGRATE,
    async (params: MigrateParams, token: CancellationToken): Promise<MigrateResult | ResponseError> => {
      const { documents, settings } = session.snapshot();
      const { severities } = session.settings;
      const steps = migrating(documents, settings, versionOf(params.target), {
        severities,
        unsafe: params.unsafe === true,
      });
      const progress =
        params.workDoneToken === undefined
          ? undefined
          : connection.window.attachWorkDoneProgress(params.workDoneToken);
      progress?.begin(`Migrating to Falco ${params.target}`, 0);
      try {
        const migration = await inStrides(steps, token, ({ pass, done, total }) => {
          const way = pass === 1 ? "reading" : `reading changed files, pass ${pass - 1}`;
          progress?.report(
            total === 0 ? 0 : Math.round((100 * done) / total),
            `${way}: ${done} of ${total} files`,
          );
        });
        if (!migration)
          return new ResponseError(LSPErrorCodes.RequestCancelled, "The migration was cancelled.");
        return {
          edit: editOf(migration, session),
          changed: migration.changed.length,
          files: migration.files.length,
          needsPerson: migration.needsPerson.length,
          report: markdownMigration(migration, namedDocuments(session), "editor"),
        };
      } finally {
        progress?.done();
      }
    },
  );

  connection.onRequest(
    BREAKAGE,
    async (
      { targets, list = false }: BreakageParams,
      token: CancellationToken,
    ): Promise<BreakageResult | ResponseError> => {
      const now = session.snapshot();
      const breakages: Breakage[] = [];
      for (const target of targets.map(versionOf)) {
        const snapshot =
          target === now.catalog.target
            ? now
            : createWorkspace().snapshot(now.documents, { ...now.settings, target });
        const found = await inStrides(
          breaking(snapshot, session.settings.severities, list ? now : undefined),
          token,
        );
        if (!found) return new ResponseError(LSPErrorCodes.RequestCancelled, "The count was cancelled.");
        breakages.push(found);
      }
      return { breakages, report: markdownBreakage(breakages, namedDocuments(session)) };
    },
  );
}

/** The edits in groups: one for each fix, by what it is about and what it does, the unsafe ones apart. */
function editOf({ files, changed }: Migration, session: Session): MigrateResult["edit"] {
  const { documents } = session.snapshot();
  const groups = new Map<string, EditGroup & { readonly edits: FixEdit[] }>();
  for (const { uri, edits } of files) {
    for (const { span, newText, causes } of edits) {
      const made = causes.map((cause) => changed[cause]).filter((change) => change !== undefined);
      const [first] = made;
      if (!first) continue;
      const needsConfirmation = made.some(({ safety }) => safety === "unsafe");
      const label = `${first.group.charAt(0).toUpperCase()}${first.group.slice(1)}: ${first.title}`;
      const key = `${label} ${needsConfirmation}`;
      const group = groups.get(key) ?? {
        label,
        needsConfirmation,
        edits: [],
        description: needsConfirmation ? `${first.code}, may change what Falco does` : first.code,
      };
      group.edits.push({ uri, ...span, newText });
      groups.set(key, group);
    }
  }
  const sorted = [...groups.values()].sort((a, b) => (a.label < b.label ? -1 : Number(a.label > b.label)));
  return session.client.annotatesEdits
    ? toAnnotatedEdit(sorted, documents, (uri) => session.versionOf(uri))
    : toWorkspaceEdit(
        sorted.flatMap(({ edits }) => edits),
        documents,
      );
}

function namedDocuments(session: Session): readonly NamedDocument[] {
  const folders = session.folders().map((folder) => `${pathOf(folder).replace(/\/$/, "")}/`);
  return [...session.snapshot().documents.values()].map((document) => {
    const folder = folders.find((one) => document.path.startsWith(one));
    return { path: folder === undefined ? document.path : document.path.slice(folder.length), document };
  });
}

function versionOf(text: string): Version {
  const version = readVersion(text);
  if (!version)
    throw new ResponseError(
      LSPErrorCodes.RequestFailed,
      `\`${text}\` is not a Falco version. Write three numbers, such as \`0.44.1\`.`,
    );
  return version;
}
