import type { DefaultNamesRecord, DefaultRulesFileRecord } from "../../server/src/catalog/records.ts";
import { type Version, compareVersions } from "../../server/src/catalog/version.ts";
import { type Shape, ShapeError, anything, defined, either, list, optional, record, text, version } from "../shape.ts";

export interface DefaultRulesSource {
  readonly files: readonly DefaultRulesFileRecord[];
  readonly names: readonly DefaultNamesRecord[];
}

/** `sources/default-rules.json` → the published rules files, and the names they define grouped by the versions that have them. */
export function convertDefaultRules(source: unknown): DefaultRulesSource {
  const { files } = sourceShape(source, "default-rules.json");
  return {
    files: files.map((file) => {
      const sources = file.sources ?? (file.source === undefined ? [] : [file.source]);
      const versions =
        file.versions?.map((one) => ({ version: one.version, engine: one.requiredEngineVersion })) ??
        (file.requiredEngineVersion ? [{ engine: file.requiredEngineVersion }] : []);
      if (versions.length === 0) throw new ShapeError(`default-rules.json ${file.file}`, "has no version");
      return defined({ file: file.file, plugin: file.plugin, sources, versions });
    }),
    names: files.flatMap((file) => [
      ...group(file.file, "rule", file.rules),
      ...group(file.file, "macro", file.macros),
      ...group(file.file, "list", file.lists),
    ]),
  };
}

/** The names of the files that artifacts of rules hold. */
export function artifactFiles(source: unknown): ReadonlyMap<string, string> {
  const { files } = sourceShape(source, "default-rules.json");
  return new Map(files.flatMap(({ artifact, file }) => (artifact === undefined ? [] : [[artifact, file]])));
}

/** An engine version: an integer N is 0.N.0. */
const engine: Shape<Version> = (value, where) =>
  typeof value === "string" && /^\d+$/.test(value) ? `0.${Number(value)}.0` : version(value, where);
const names = list(either(text, record({ name: text, since: version, lastIn: optional(version) })));
type Names = ReturnType<typeof names>;
const sourceShape = record({
  meta: anything,
  files: list(
    record({
      file: text,
      artifact: optional(text),
      plugin: optional(text),
      source: optional(text),
      sources: optional(list(text)),
      versions: optional(list(record({ version, requiredEngineVersion: engine }))),
      requiredEngineVersion: optional(engine),
      rules: names,
      macros: names,
      lists: names,
    }),
  ),
});

function group(file: string, kind: DefaultNamesRecord["kind"], items: Names): readonly DefaultNamesRecord[] {
  const groups = new Map<string, Names[number][]>();
  for (const item of items) {
    const key = typeof item === "string" ? "" : `${item.since} ${item.lastIn ?? ""}`;
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  const made = [...groups.values()].map((members) => {
    const [first] = members;
    const life = typeof first === "object" ? { since: first.since, lastIn: first.lastIn } : {};
    return defined({ file, kind, ...life, names: members.map((item) => (typeof item === "string" ? item : item.name)) });
  });
  return made.sort(
    (a, b) =>
      compareVersions(a.since ?? "0.0.0", b.since ?? "0.0.0") || compareVersions(a.lastIn ?? "9999.0.0", b.lastIn ?? "9999.0.0"),
  );
}
