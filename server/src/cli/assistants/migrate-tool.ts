import { z } from "zod";
import { NEWEST_FALCO } from "../../catalog/releases.ts";
import { migrate } from "../../migrate/migrate.ts";
import { namesFor } from "../../migrate/named-places.ts";
import { versionOf } from "../options.ts";
import { UsageError } from "../usage-error.ts";
import { writeFiles } from "../write-files.ts";
import { FILE, FILES, loadGiven, PLUGINS } from "./given-files.ts";
import { tool } from "./tool.ts";

const PLACE = z.object({
  path: z.string(),
  line: z.number(),
  column: z.number(),
  code: z.string(),
  severity: z.enum(["error", "warning", "info", "hint"]),
  message: z.string(),
});

/** The tool that moves files to another release; it writes them only where the user has allowed it. */
export function migrateTool(mayWrite: boolean) {
  return tool({
    name: "migrate",
    title: "Migrate to another Falco version",
    description:
      "Rewrite rules, configurations and command lines for another Falco version. Returns the changed files, and what needs manual review.",
    ...(mayWrite && { writes: true }),
    input: z.object({
      ...FILES,
      ...PLUGINS,
      target: z.string().optional().describe(`Falco version to migrate to; default: ${NEWEST_FALCO}.`),
      unsafe: z.boolean().optional().describe("Also apply fixes that may change what Falco does."),
      write: z.boolean().optional().describe("Write the files; only with the option --allow-write."),
    }),
    output: z.object({
      target: z.string(),
      files: z.array(FILE).describe("The changed files."),
      changes: z.array(z.object({ path: z.string(), code: z.string(), title: z.string() })),
      decide: z.array(PLACE.extend({ why: z.string() })).describe("What needs manual review."),
      left: z.array(PLACE).describe("Other errors and warnings for the target."),
      written: z.boolean(),
    }),
    run({ target: wanted, unsafe = false, write = false, ...given }) {
      if (write && !mayWrite)
        throw new UsageError("Files are not written. Start the server with --allow-write to allow it.");
      if (write && given.files)
        throw new UsageError("Only files on disk can be written. Name them in `paths`.");
      const target = wanted === undefined ? NEWEST_FALCO : versionOf(wanted);
      const { files, documents, settings } = loadGiven(given);
      const migration = migrate(documents, settings, target, { unsafe });
      const { path, point } = namesFor(migration, files);
      if (write) writeFiles(migration.files);
      const placed = (place: (typeof migration.left)[number]) => {
        const { code, severity, message } = place;
        return { path: path(place.uri), ...point(place), code, severity, message };
      };
      return {
        target,
        files: migration.files.map(({ uri, after }) => ({ path: path(uri), text: after })),
        changes: migration.changed.map(({ uri, code, title }) => ({ path: path(uri), code, title })),
        decide: migration.needsPerson.map((place) => ({ ...placed(place), why: place.why })),
        left: migration.left.map(placed),
        written: write,
      };
    },
  });
}
