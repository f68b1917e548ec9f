/** What becomes of the default rules that a workspace changes or uses when it moves to another release. */
import { type KnownFile, type KnownItem, knownFile, type KnownRule } from "../catalog/default-rule-facts.ts";
import {
  defaultRules,
  filesDefining,
  MAIN_RULES_FILE,
  type PublishedRules,
} from "../catalog/default-rules.ts";
import type { Version } from "../catalog/version.ts";
import { placeOf } from "../model/workspace/name-places.ts";
import { itemNames, type NameKind } from "../model/ruleset/items/item-names.ts";
import type { Snapshot } from "../model/workspace/workspace.ts";
import type { FileRange } from "../text/span.ts";

/** One name of the default rules, at the first place of the workspace that has it. */
export interface DefaultChange extends FileRange {
  readonly kind: NameKind;
  readonly name: string;
  readonly what: "removed" | "moved" | "changed";
  /** Sentences. */
  readonly message: string;
}

/** What changes between the release that each file is for and `target`, in the order of the files. */
export function defaultChanges(today: Snapshot, target: Version): readonly DefaultChange[] {
  const places = defaultPlaces(today);
  const after = defaultRules(target);
  const changes: DefaultChange[] = [];
  for (const { kind, name, from, uri, start, end } of places) {
    const change = changeOf(kind, name, from, after, target);
    if (change) changes.push({ kind, name, uri, start, end, ...change });
  }
  return changes;
}

interface DefaultPlace extends FileRange {
  readonly kind: NameKind;
  readonly name: string;
  /** The published files that are before its file. */
  readonly from: PublishedRules;
}

/** The first place of each name that no file of the workspace defines, and the default rules do. */
function defaultPlaces({ documents, rulesets, catalog, settings }: Snapshot): readonly DefaultPlace[] {
  const defined = new Set<string>();
  const places = new Map<string, DefaultPlace>();
  for (const document of documents.values()) {
    if (settings.defaultRules?.includes(document.uri)) continue;
    const ruleset = rulesets.find(({ order }) => order.some(({ uri }) => uri === document.uri));
    const from = (ruleset?.catalog ?? catalog).published;
    for (const region of document.regions)
      for (const placed of region.items?.items ?? [])
        for (const one of itemNames(placed.item)) {
          const key = `${one.kind} ${one.name}`;
          if (one.role === "define") defined.add(key);
          else if (!places.has(key) && filesDefining(from, one.kind, one.name).length > 0)
            places.set(key, { ...placeOf(document, region, placed, one), from });
        }
  }
  return [...places].flatMap(([key, place]) => (defined.has(key) ? [] : [place]));
}

interface State {
  readonly file: string;
  readonly version?: Version;
  readonly known?: KnownItem;
}

/** A name in published files, of which the main one counts first. */
function stateIn(files: PublishedRules, kind: NameKind, name: string): State | undefined {
  const found = filesDefining(files, kind, name);
  const first = found.find(({ file }) => file === MAIN_RULES_FILE) ?? found[0];
  if (!first) return undefined;
  const known = knownFile(first.file, first.version)?.[`${kind}s`].get(name);
  return { file: first.file, ...(first.version && { version: first.version }), ...(known && { known }) };
}

function changeOf(
  kind: NameKind,
  name: string,
  from: PublishedRules,
  to: PublishedRules,
  target: Version,
): Pick<DefaultChange, "what" | "message"> | undefined {
  const [before, after] = [stateIn(from, kind, name), stateIn(to, kind, name)];
  if (!before) return undefined;
  const subject = `${kind.charAt(0).toUpperCase()}${kind.slice(1)} \`${name}\``;
  if (!after) {
    const now = before.known?.kind === "rule" ? renamedTo(before.known, from, to) : undefined;
    const hint = now === undefined ? "Remove or replace what refers to it." : `It may be \`${now}\` now.`;
    return { what: "removed", message: `${subject} is not in the default rules of Falco ${target}. ${hint}` };
  }
  if (after.file !== before.file)
    return {
      what: "moved",
      message: `${subject} moved from \`${before.file}\` to \`${after.file}\`. Load that file too.`,
    };
  const differences = before.known && after.known ? differencesOf(before.known, after.known) : [];
  if (differences.length === 0) return undefined;
  return {
    what: "changed",
    message: `${subject} changed in ${versionText(after)}: ${differences.join("; ")}.`,
  };
}

function versionText({ file, version }: State): string {
  return version ? `\`${file}\` ${version}` : `\`${file}\``;
}

/** What matters to those who change or use it. */
function differencesOf(before: KnownItem, after: KnownItem): readonly string[] {
  if (before.kind === "list" && after.kind === "list")
    return setDifference("items", before.items, after.items);
  if (before.kind === "list" || after.kind === "list") return [];
  const events = setDifference("event types", before.events ?? [], after.events ?? []);
  if (before.kind !== "rule" || after.kind !== "rule") return events;
  const enabled = before.enabled === after.enabled ? [] : [after.enabled ? "enabled" : "disabled"];
  const priority = before.priority === after.priority ? [] : [`priority ${after.priority}`];
  const source = before.source === after.source ? [] : [`source ${after.source}`];
  return [...enabled, ...priority, ...source, ...events];
}

function setDifference(what: string, before: readonly string[], after: readonly string[]): readonly string[] {
  const listed = (sign: string, names: readonly string[]): readonly string[] =>
    names.length === 0
      ? []
      : [`${what} ${sign} ${names.slice(0, 5).join(", ")}${names.length > 5 ? ", …" : ""}`];
  return [
    ...listed(
      "without",
      before.filter((one) => !after.includes(one)),
    ),
    ...listed(
      "with",
      after.filter((one) => !before.includes(one)),
    ),
  ];
}

/** How much of what two rules use is the same for one to be the other under a new name. */
const ALIKE = 0.8;

/** The rule that is new in a release and uses most of what another one used. */
function renamedTo(gone: KnownRule, from: PublishedRules, to: PublishedRules): string | undefined {
  const files = to.flatMap(({ file, version }): readonly KnownFile[] => {
    const known = knownFile(file, version);
    return known ? [known] : [];
  });
  let best: { readonly name: string; readonly share: number } | undefined;
  for (const { rules } of files)
    for (const rule of rules.values()) {
      const isNew = filesDefining(from, "rule", rule.name).length === 0;
      if (!isNew || rule.source !== gone.source) continue;
      const share = sharedPart(partsOf(gone), partsOf(rule));
      if (share >= ALIKE && share > (best?.share ?? 0)) best = { name: rule.name, share };
    }
  return best?.name;
}

function partsOf({ macros, lists, fields, events }: KnownRule): ReadonlySet<string> {
  return new Set([...macros, ...lists, ...fields, ...(events ?? [])]);
}

function sharedPart(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((part) => b.has(part)).length;
  return shared / (a.size + b.size - shared);
}
