import { configKeyData } from "./data.ts";
import type { ConfigKeyRecord } from "./records.ts";
import { type LifeStage, type Version, isAtLeast, stageAt } from "./version.ts";

/** Every key of falco.yaml over all versions, in alphabetical order. */
export const CONFIG_KEYS: readonly ConfigKeyRecord[] = configKeyData.keys;

const BY_PATH: ReadonlyMap<string, ConfigKeyRecord> = new Map(CONFIG_KEYS.map((key) => [key.path, key]));
const CHILDREN: ReadonlyMap<string, readonly ConfigChild[]> = childrenByParent();

/** A name that is directly under a path. */
export interface ConfigChild {
  readonly name: string;
  readonly path: string;
  /** Absent for a block that has no record of its own. */
  readonly key?: ConfigKeyRecord;
}

/** A key by its path: names joined by dots, `[]` for the items of a list (`plugins[].name`). */
export function configKey(path: string): ConfigKeyRecord | undefined {
  return BY_PATH.get(path);
}

/** The path of a place in a document: `["plugins", 0, "name"]` is `plugins[].name`. */
export function configPath(segments: readonly (string | number)[]): string {
  return segments.reduce<string>(
    (path, segment) =>
      typeof segment === "number" ? `${path}[]` : path === "" ? segment : `${path}.${segment}`,
    "",
  );
}

/** The names directly under a path, of every version; `""` is the top level, `plugins[]` the keys of one item. */
export function configChildren(path: string): readonly ConfigChild[] {
  return CHILDREN.get(path) ?? [];
}

/** As the stage of any life, and `ignored` for what Falco accepts there without reading it. */
export type ConfigStage = LifeStage | "ignored";

/** What a key is to a release. A key is `removed` even where Falco's own schema still lets it pass; `key.schema` says that. */
export function configStage(key: ConfigKeyRecord, version: Version): ConfigStage {
  const stage = stageAt(key, version);
  return key.ignored === true && stage !== "notYet" ? "ignored" : stage;
}

/** Whether Falco's own schema of that release accepts the key; undefined for releases without a schema, and for plugins' own keys, which it never looks at. */
export function inFalcoSchema(key: ConfigKeyRecord, version: Version): boolean | undefined {
  if (key.virtual || !isAtLeast(version, SCHEMA_SINCE)) return undefined;
  return (
    key.schema !== undefined &&
    isAtLeast(version, key.schema.from) &&
    (key.schema.until === undefined || isAtLeast(key.schema.until, version))
  );
}

/** The values that a key may have in a release, where they are fixed. */
export function enumAt(key: ConfigKeyRecord, version: Version): readonly string[] | undefined {
  const past = key.enumHistory?.find(
    (span) => isAtLeast(version, span.from) && (span.until === undefined || isAtLeast(span.until, version)),
  );
  return past?.values ?? key.enum;
}

/** The value that the release ships, where it differed over time; else the key's one default. */
export function shippedDefault(key: ConfigKeyRecord, version: Version): unknown {
  return key.defaultHistory?.findLast((item) => isAtLeast(version, item.from))?.value ?? key.default;
}

/** The real name of a key that announcements called by another; undefined for any other name. */
export function realConfigName(name: string): string | undefined {
  return configKeyData.neverShipped.find((one) => one.name === name)?.real;
}

const SCHEMA_SINCE: Version = CONFIG_KEYS.flatMap((key) => key.schema?.from ?? []).reduce(
  (oldest, version) => (isAtLeast(oldest, version) ? version : oldest),
);

function childrenByParent(): ReadonlyMap<string, readonly ConfigChild[]> {
  const children = new Map<string, ConfigChild[]>();
  const seen = new Set<string>();
  for (const { path } of CONFIG_KEYS) {
    const parts = path.match(/[^.[\]]+|\[[^[\]]*\]/g) ?? [];
    let parent = "";
    for (const part of parts) {
      const isItem = part.startsWith("[");
      const here = isItem || parent === "" ? `${parent}${part}` : `${parent}.${part}`;
      if (!isItem && !seen.has(here)) {
        seen.add(here);
        const key = BY_PATH.get(here);
        children.set(parent, [
          ...(children.get(parent) ?? []),
          { name: part, path: here, ...(key && { key }) },
        ]);
      }
      parent = here;
    }
  }
  return children;
}
