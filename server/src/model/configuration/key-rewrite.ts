import { configKey } from "../../catalog/config-keys.ts";
import type { ConfigKeyRecord, ConfigReplacement } from "../../catalog/records.ts";
import type { Version } from "../../catalog/version.ts";
import { booleanOf, entryOf, textOf, valueOf, type YamlEntry, type YamlMap } from "../../syntax/yaml-node.ts";
import type { Edit } from "../../text/span.ts";
import {
  addedItems,
  addedToBlock,
  commentAt,
  contentEnd,
  entryRemoval,
  indentAt,
  insertedAfter,
  lineBreak,
} from "./entry-edit.ts";
import type { ConfigRewrite } from "./finding.ts";
import { keyState, parentPath } from "./keys.ts";
import { entryAt, valueAt } from "./node-path.ts";

/** What a rewrite needs to know of the file. */
export interface RewriteContext {
  readonly source: string;
  readonly root: YamlMap;
  readonly target: Version;
}

/**
 * The edits that replace a key by what the catalogue names for it, comments kept. Empty where a person must decide
 * what comes instead, or where the value is written in a way that cannot be moved as it is.
 */
export function rewritesOf(
  record: ConfigKeyRecord,
  entry: YamlEntry,
  map: YamlMap,
  inside: boolean,
  context: RewriteContext,
): readonly ConfigRewrite[] {
  // What is in a block that goes, goes with it, unless it has a place of its own elsewhere.
  if (map.flow || (inside && parentPath(record.path).includes("."))) return [];
  const replacements = (record.replacedBy ?? []).filter(({ engineKind, path }) =>
    fits(engineKind, path, context),
  );
  const automatic = replacements.filter(({ op, path }) => op !== "manual" && !path.includes("["));
  if (automatic.length === 0) return inside ? [] : removal(record, entry, map, replacements, context);
  // Where the file chooses no engine, that of Falco's own choice comes first.
  const usual = configKey("engine.kind")?.default;
  const ordered = [...automatic].sort(
    (a, b) => Number(b.engineKind === usual) - Number(a.engineKind === usual),
  );
  return ordered.flatMap((replacement) => {
    const rewrite = replaced(replacement, record, entry, map, context);
    return rewrite ? [rewrite] : [];
  });
}

/** Whether the file chooses the engine that a replacement is for, and the target has that engine's block. */
function fits(engineKind: string | undefined, path: string, { root, target }: RewriteContext): boolean {
  if (engineKind === undefined) return true;
  const kind = textOf(valueAt(root, "engine"), "kind");
  const record = configKey(path);
  return (
    (kind === undefined || kind === engineKind) &&
    record !== undefined &&
    keyState(record, target) !== "removed"
  );
}

function replaced(
  replacement: ConfigReplacement,
  record: ConfigKeyRecord,
  entry: YamlEntry,
  map: YamlMap,
  context: RewriteContext,
): ConfigRewrite | undefined {
  switch (replacement.op) {
    case "rename":
      return renamed(replacement, record, entry, map, context);
    case "rename-block":
      return renamedBlock(replacement, record, entry, map, context);
    case "move":
      return moved(replacement, entry, map, context);
    case "manual":
      return undefined;
  }
}

/** A list under its new name. A single value becomes a list, since the schema takes nothing else. */
function renamed(
  { path }: ConfigReplacement,
  record: ConfigKeyRecord,
  entry: YamlEntry,
  map: YamlMap,
  { source }: RewriteContext,
): ConfigRewrite | undefined {
  if (parentPath(path) !== parentPath(record.path)) return undefined;
  const name = path.slice(parentPath(path).length).replace(/^\./, "");
  const other = entryOf(map, name);
  if (other) {
    if (record.ignored)
      return { kind: "remove", path: record.path, safe: true, edits: [entryRemoval(entry, source)] };
    const added = addedItems(entry, other, source);
    return added && { kind: "move", path, safe: false, edits: [entryRemoval(entry, source), added] };
  }
  // Of a key that is there twice one would keep the old name, beside which the new one is rejected.
  if (map.entries.some((one) => one !== entry && one.key.text === entry.key.text)) return undefined;
  const edits: Edit[] = [{ span: entry.key.span, newText: name }];
  const { value } = entry;
  if (value.kind === "scalar" && !value.isNull && value.alias === undefined) {
    const indent = indentAt(source, entry.key.span.start);
    if (
      value.style === "literal" ||
      value.style === "folded" ||
      !/^[ \t]*$/.test(source.slice(entry.key.span.end + 1, value.span.start))
    )
      return undefined;
    edits.push({
      span: { start: entry.key.span.end + 1, end: value.span.start },
      newText: `${lineBreak(source)}${indent}  - `,
    });
  }
  // A key that nothing reads begins to count with its right name.
  return { kind: "rename", path, safe: record.ignored !== true, edits };
}

/**
 * The block of the old probe under the name of the new one; where that is there already, the old one goes. It also goes
 * where the file chooses another engine: nothing read it, and under the new name it would begin to count.
 */
function renamedBlock(
  { path }: ConfigReplacement,
  record: ConfigKeyRecord,
  entry: YamlEntry,
  map: YamlMap,
  { source, root }: RewriteContext,
): ConfigRewrite | undefined {
  const isEmpty =
    entry.value.kind === "map"
      ? entry.value.entries.length === 0
      : entry.value.kind === "scalar" && entry.value.isNull;
  if (isEmpty && map === root && root.entries.length > 1)
    return { kind: "remove", path: record.path, safe: true, edits: [entryRemoval(entry, source)] };
  if (parentPath(path) !== parentPath(record.path)) return undefined;
  const name = path.slice(path.lastIndexOf(".") + 1);
  const kind = entryAt(root, "engine.kind");
  const chosen = textOf(valueAt(root, "engine"), "kind");
  const inUse = chosen === entry.key.text;
  const choice = inUse && kind ? [{ span: kind.value.span, newText: name }] : [];
  const sets = choice.length > 0 ? { sets: { path: "engine.kind", value: name } } : {};
  const probe = entryOf(entry.value, "probe");
  const kept = entry.value.kind === "map" ? entry.value.entries.filter((member) => member !== probe) : [];
  const isIdle = chosen !== undefined && !inUse;
  if (isIdle || entryOf(map, name) || kept.length === 0) {
    return {
      kind: "remove",
      path: record.path,
      safe: isIdle,
      edits: [entryRemoval(entry, source), ...choice],
      ...sets,
    };
  }
  const edits = [
    { span: entry.key.span, newText: name },
    ...(probe ? [entryRemoval(probe, source)] : []),
    ...choice,
  ];
  return { kind: "rename", path, safe: false, edits, ...sets };
}

/** A single value at its new place; where that is taken, the old key just goes, since nothing reads it. */
function moved(
  { path }: ConfigReplacement,
  entry: YamlEntry,
  map: YamlMap,
  context: RewriteContext,
): ConfigRewrite | undefined {
  const { source, root } = context;
  if (entry.value.kind !== "scalar" || entry.value.alias !== undefined) return undefined;
  // A block that holds nothing else goes with its key.
  const owner = map.entries.length === 1 ? root.entries.find(({ value }) => value === map) : undefined;
  const gone = entryRemoval(owner ?? entry, source);
  if (valueAt(root, path)) return { kind: "move", path, safe: true, edits: [gone] };
  const name = path.slice(path.lastIndexOf(".") + 1);
  const valueEnd = contentEnd(entry.value.span, source);
  const line = `${name}: ${source.slice(entry.value.span.start, valueEnd)}${commentAt(source, valueEnd)}`;
  const block = entryAt(root, parentPath(path));
  if (block?.value.kind === "map" && !block.value.flow) {
    return { kind: "move", path, safe: true, edits: [gone, addedToBlock(block, line, source)] };
  }
  if (block) return undefined;
  const engine = entryOf(root, "engine");
  const kind = parentPath(path).slice("engine.".length);
  if (engine?.value.kind === "map" && !engine.value.flow) {
    const chosen = entryOf(engine.value, "kind");
    if (!chosen) return undefined;
    return {
      kind: "move",
      path,
      safe: textOf(engine.value, "kind") === kind,
      edits: [gone, insertedAfter(chosen, [`${kind}:`, `  ${line}`], source)],
    };
  }
  if (engine || (map !== root && !owner)) return undefined;
  // The engine was chosen on the command line, so which block is meant is for a person to say.
  const lines = ["engine:", `  kind: ${kind}`, `  ${kind}:`, `    ${line}`];
  const newline = lineBreak(source);
  const { start } = (owner ?? entry).span;
  const end = contentEnd((owner ?? entry).span, source);
  return {
    kind: "move",
    path,
    safe: false,
    makes: "engine",
    edits: [{ span: { start, end: end + commentAt(source, end).length }, newText: lines.join(newline) }],
  };
}

/** A key without a successor. It is safe to remove unless it was doing something that now must be done another way. */
function removal(
  record: ConfigKeyRecord,
  entry: YamlEntry,
  map: YamlMap,
  replacements: readonly ConfigReplacement[],
  { source, root, target }: RewriteContext,
): readonly ConfigRewrite[] {
  const state = keyState(record, target);
  if (state !== "removed" && state !== "unread") return [];
  // The last key of a block cannot go alone: an empty block is rejected. At the top the block goes with it.
  const owner =
    map.entries.length === 1 && map !== root ? root.entries.find(({ value }) => value === map) : undefined;
  if (map.entries.length === 1 && map !== root && (!owner || root.entries.length === 1)) return [];
  // What has a place of its own now is not taken out with the block.
  if (movesOn(record.path, entry)) return [];
  // Where the catalogue itself says to delete the key, nothing is lost with it.
  const needed =
    replacements.some(({ convert }) => !convert.startsWith("Delete")) || record.path === "engine.gvisor";
  const safe = !needed || isOff(entry, root);
  return [{ kind: "remove", path: record.path, safe, edits: [entryRemoval(owner ?? entry, source)] }];
}

/** Whether a key below an entry has gone to another place, where its value still means something. */
function movesOn(path: string, { value }: YamlEntry): boolean {
  if (value.kind !== "map") return false;
  return value.entries.some((member) => {
    const inner = `${path}.${member.key.text}`;
    return (configKey(inner)?.replacedBy ?? []).some(({ op }) => op === "move") || movesOn(inner, member);
  });
}

/** A block that was switched off, or belongs to an engine that is not in use, did nothing. */
function isOff(entry: YamlEntry, root: YamlMap): boolean {
  const name = entry.key.text;
  if (name === "gvisor") return textOf(valueAt(root, "engine"), "kind") !== "gvisor";
  const enabled =
    valueOf(entry.value, "enabled") ?? (entry.value.kind === "scalar" ? entry.value : undefined);
  const off = enabled?.kind === "scalar" && booleanOf(enabled.text) === false;
  return off || (name === "grpc_output" && !isOn(root, "grpc"));
}

function isOn(root: YamlMap, block: string): boolean {
  return booleanOf(textOf(valueAt(root, block), "enabled") ?? "") === true;
}
