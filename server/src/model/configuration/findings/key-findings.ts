import { CONFIG_KEYS, configChildren, configKey, realConfigName } from "../../../catalog/config-keys.ts";
import type { ConfigKeyRecord, ConfigReplacement } from "../../../catalog/records.ts";
import type { Version } from "../../../catalog/version.ts";
import type { Steps } from "../../../text/to-end.ts";
import { nearestName } from "../../../text/names.ts";
import { textOf, type YamlEntry, type YamlMap, type YamlNode } from "../../../syntax/yaml-node.ts";
import { shows } from "../behaviour.ts";
import type { ConfigContext } from "../context.ts";
import { entryRemoval } from "../entry-edit.ts";
import type { ConfigFinding, ConfigVerdict } from "../finding.ts";
import { childPath, isInSchema, keyState, parentPath } from "../keys.ts";
import { misplacedRewrites } from "../misplaced-key.ts";
import { rewritesOf } from "../key-rewrite.ts";
import { logsUse } from "../logged-use.ts";

/** Objects that take any key: their content is somebody else's. */
const OPEN =
  /^(?:config_files\[\]|static_fields|plugins\[\]\.init_config|append_output\[\]\.extra_fields\[\])$/;

interface Walk extends ConfigContext {
  readonly source: string;
  readonly root: YamlMap;
  readonly findings: ConfigFinding[];
  /** Maps seen, so that aliases are checked once. */
  readonly seen: Set<unknown>;
}

/** Keys that are unknown, repeated, gone, deprecated, not there yet, or without effect; in steps. */
export function* keyFindings(
  root: YamlMap,
  source: string,
  context: ConfigContext,
): Steps<readonly ConfigFinding[]> {
  const walk: Walk = { ...context, source, root, findings: [], seen: new Set() };
  yield* judgeMap(root, "", false, walk);
  return walk.findings;
}

/** How many keys, and items of a list, are looked at in one step. */
const STRIDE = 200;

function* judgeMap(map: YamlMap, path: string, inside: boolean, walk: Walk): Steps<void> {
  if (walk.seen.has(map.entries)) return;
  walk.seen.add(map.entries);
  const first = new Map<string, YamlEntry>();
  for (const [at, entry] of map.entries.entries()) {
    if (at % STRIDE === STRIDE - 1) yield;
    const earlier = first.get(entry.key.text);
    if (earlier) repeated(entry, earlier, path, walk);
    else {
      first.set(entry.key.text, entry);
      yield* judgeEntry(entry, map, path, inside, walk);
    }
  }
}

function* judgeEntry(entry: YamlEntry, map: YamlMap, path: string, inside: boolean, walk: Walk): Steps<void> {
  const at = childPath(path, entry.key.text);
  const record = configKey(at);
  if (path === "rules[]" && isDefinition(map)) return;
  if (!record) {
    if (!inside && (!OPEN.test(path) || isMisspelt(entry, map, path))) unknown(entry, map, path, walk);
    return;
  }
  const gone = judgeRecord(record, entry, map, inside, walk);
  if (entry.value.kind !== "scalar") yield* descend(entry.value, at, inside || gone, walk);
}

/** Whether a key is all but one of those that Falco reads in an object that takes any key. */
function isMisspelt({ key }: YamlEntry, map: YamlMap, path: string): boolean {
  if (path !== "config_files[]") return false;
  const near = nearestName(
    key.text,
    configChildren(path).map(({ name }) => name),
  );
  return near !== undefined && !map.entries.some((other) => other.key.text === near);
}

/** Whether an item of `rules` is what belongs in a rules file; its keys are reported by that. */
export function isDefinition(item: YamlMap): boolean {
  return item.entries.some(({ key }) => /^(?:rule|macro|list)$/.test(key.text));
}

function* descend(value: YamlNode, path: string, inside: boolean, walk: Walk): Steps<void> {
  if (value.kind === "map") {
    const known = path === "plugins[].init_config" ? false : !OPEN.test(path) || path === "config_files[]";
    if (known) yield* judgeMap(value, path, inside, walk);
    else repeatedOnly(value, path, walk);
  } else if (value.kind === "seq") {
    for (const [at, item] of value.items.entries()) {
      if (at % STRIDE === STRIDE - 1) yield;
      if (path === "plugins" && item.kind === "map" && textOf(item, "name") === "container")
        containerPlugin(item, walk);
      if (item.kind !== "scalar") yield* descend(item, `${path}[]`, inside, walk);
    }
  }
}

/** The container plugin's own keys are catalogued as well, but with gaps, so that only their stage is reported. */
function containerPlugin(plugin: YamlMap, walk: Walk): void {
  const settings = plugin.entries.find(({ key }) => key.text === "init_config")?.value;
  if (settings?.kind !== "map") return;
  for (const entry of settings.entries) {
    const record = configKey(`plugins[name=container].init_config.${entry.key.text}`);
    if (record) judgeRecord(record, entry, settings, false, walk);
  }
}

function repeatedOnly(map: YamlMap, path: string, walk: Walk): void {
  const first = new Map<string, YamlEntry>();
  for (const entry of map.entries) {
    const earlier = first.get(entry.key.text);
    if (earlier) repeated(entry, earlier, path, walk);
    else first.set(entry.key.text, entry);
  }
}

/** True when the block is reported, so that what is in it need not be reported as loudly. */
function judgeRecord(
  record: ConfigKeyRecord,
  entry: YamlEntry,
  map: YamlMap,
  inside: boolean,
  walk: Walk,
): boolean {
  const { target } = walk;
  const place = { span: entry.key.span, path: record.path };
  const refused: ConfigVerdict =
    !inside && !record.virtual && shows(target, "schemaCheck") && !isInSchema(record, target)
      ? "schema"
      : null;
  switch (keyState(record, target)) {
    case "notYet":
      if (record.since && !inside)
        walk.findings.push({
          code: "future-config-key",
          ...place,
          falco: refused,
          since: record.since,
          target,
        });
      return true;
    case "removed": {
      const replacements = inScope(record, walk);
      // Without the first of two that are the same, Falco reads the second.
      const isRepeated = map.entries.some((other) => other !== entry && other.key.text === entry.key.text);
      const rewrites = isRepeated ? [] : rewritesOf(record, entry, map, inside, walk);
      if (record.removedIn) {
        walk.findings.push({
          code: "removed-config-key",
          ...place,
          falco: refused,
          removedIn: record.removedIn,
          replacements,
          inside,
          movesByKey: movesByKey(entry, replacements, rewrites),
          rewrites,
        });
      }
      return true;
    }
    case "deprecated": {
      const falco = refused ?? (logsUse(record, entry.value) ? "log" : null);
      const { deprecatedIn = target } = record;
      const replacements = inScope(record, walk);
      const rewrites = rewritesOf(record, entry, map, inside, walk);
      walk.findings.push({
        code: "deprecated-config-key",
        ...place,
        falco,
        deprecatedIn,
        replacements,
        inside,
        rewrites,
      });
      return true;
    }
    case "unread":
      walk.findings.push({
        code: "unread-config-key",
        ...place,
        falco: refused,
        target,
        rewrites: rewritesOf(record, entry, map, inside, walk),
      });
      return true;
    case "active":
      if (refused && !inside) {
        walk.findings.push({
          code: "unknown-config-key",
          ...place,
          falco: refused,
          name: entry.key.text,
          elsewhere: [],
          readAnyway: true,
          rewrites: [],
        });
      }
      return false;
  }
}

/** A block that moves key by key: each of its keys has a finding of its own that says where it goes. */
function movesByKey(
  { value }: YamlEntry,
  replacements: readonly ConfigReplacement[],
  rewrites: readonly unknown[],
): boolean {
  return (
    rewrites.length === 0 &&
    replacements.some(({ op }) => op === "rename-block") &&
    value.kind === "map" &&
    !value.flow &&
    value.entries.length > 0
  );
}

/** Replacements that the target has, for the engine that the file chooses. */
function inScope(record: ConfigKeyRecord, walk: Walk): readonly ConfigReplacement[] {
  const engine = walk.root.entries.find(({ key }) => key.text === "engine")?.value;
  const kind = textOf(engine, "kind");
  return (record.replacedBy ?? []).filter(({ engineKind, path }) => {
    const key = configKey(path);
    const isThere = !key || ["active", "deprecated"].includes(keyState(key, walk.target));
    return isThere && (engineKind === undefined || kind === undefined || engineKind === kind);
  });
}

function repeated(entry: YamlEntry, earlier: YamlEntry, path: string, walk: Walk): void {
  const falco = shows(walk.target, "schemaCheck") && !OPEN.test(path) ? "schema" : null;
  walk.findings.push({
    code: "repeated-config-key",
    span: entry.key.span,
    falco,
    path: childPath(path, entry.key.text),
    name: entry.key.text,
    related: [{ ...earlier.key.span, message: "Falco reads this one." }],
    removal: entryRemoval(entry, walk.source),
  });
}

function unknown(entry: YamlEntry, map: YamlMap, path: string, walk: Walk): void {
  const name = entry.key.text;
  const usable = configChildren(path).filter(({ key }) => !key || keyState(key, walk.target) === "active");
  const near = nearestName(
    name,
    usable.map((child) => child.name),
  );
  const elsewhere = near === undefined ? placesOf(name, path, walk.target) : [];
  walk.findings.push({
    code: "unknown-config-key",
    span: entry.key.span,
    falco: shows(walk.target, "schemaCheck") && !OPEN.test(path) ? "schema" : null,
    path: childPath(path, name),
    name,
    ...(near !== undefined && { near }),
    elsewhere,
    rewrites: elsewhere.flatMap((place) => misplacedRewrites(entry, map, place, walk.root, walk.source)),
  });
}

/** Whether a block may be meant for another: one of both is the top level, or they are parts of the same. */
function isNear(place: string, path: string): boolean {
  return path === "" || parentPath(place) === "" || firstName(place) === firstName(path);
}

function firstName(path: string): string {
  return path.replace(/[.[].*/, "");
}

/** Paths of usable keys of this very name: first those one level up or down, at most three. */
function placesOf(name: string, path: string, target: Version): readonly string[] {
  const real = realConfigName(childPath(path, name)) ?? realConfigName(name);
  if (real !== undefined) return [real];
  const places = CONFIG_KEYS.filter(
    (record) => !record.virtual && record.path.endsWith(name) && record.path !== childPath(path, name),
  )
    .filter(
      (record) =>
        childPath(parentPath(record.path), name) === record.path && keyState(record, target) === "active",
    )
    .map((record) => record.path)
    .filter((place) => isNear(place, path));
  const distance = (place: string): number =>
    parentPath(place) === parentPath(path) || parentPath(parentPath(place)) === path ? 0 : 1;
  const sorted = [...places].sort((a, b) => distance(a) - distance(b) || a.length - b.length);
  // A name such as `enabled` has a place in most blocks, so it says nothing.
  return sorted.length > 3 ? [] : sorted;
}
