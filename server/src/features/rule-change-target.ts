/** Where a change of a rule is written: where Falco loads it after all that the ruleset says of the rule. */
import { isPublishedFile, MAIN_RULES_FILE } from "../catalog/default-rules.ts";
import type { Document, ParsedRegion } from "../hosts/document.ts";
import { addedItem } from "../model/configuration/entry-edit.ts";
import type { RegionRef } from "../model/workspace/settings.ts";
import { nameOf } from "../model/workspace/named-documents.ts";
import type { Ruleset, Snapshot } from "../model/workspace/workspace.ts";
import type { Item } from "../syntax/item.ts";
import { entryOf } from "../syntax/yaml-node.ts";
import type { FileRange } from "../text/span.ts";

export type FileEdit = FileRange & { readonly newText: string };

export interface ChangeTarget {
  readonly uri: string;
  /** The rules at whose end it is written; absent for a file that is to be made. */
  readonly region?: ParsedRegion;
  /** What names a new file in the configuration. */
  readonly registers?: FileEdit;
}

/** The user's last rules, if they come after the rule's definition, or else a local file beside the default rules. */
export function changeTarget(
  snapshot: Snapshot,
  ruleset: Ruleset,
  definition: Item | undefined,
): ChangeTarget | undefined {
  const own = ruleset.order.filter((ref) => isOwn(snapshot, ref));
  const last = own.at(-1);
  const place = definition && snapshot.placeOf(definition);
  if (last) {
    const region = regionOf(snapshot, last);
    // A rule that the user's last rules define is changed there.
    const isThere = place?.uri === last.uri && place.region === region;
    return region && !isThere && isAppendable(region) ? { uri: last.uri, region } : undefined;
  }
  return place && nameOf(place.uri) === MAIN_RULES_FILE ? newFile(snapshot, ruleset, place.uri) : undefined;
}

function regionOf({ documents }: Snapshot, { uri, region }: RegionRef): ParsedRegion | undefined {
  return documents.get(uri)?.regions[region];
}

/** Whether rules are the user's: not published ones, nor read as the default rules. */
export function isOwn({ settings, documents }: Snapshot, { uri, region }: RegionRef): boolean {
  const document = documents.get(uri);
  const name = document?.regions[region]?.name ?? document?.path ?? "";
  return document !== undefined && !settings.defaultRules?.includes(uri) && !isPublishedFile(nameOf(name));
}

/** Whether what comes after its text is one more item of its list. */
function isAppendable({ items, template, fragment, cut, text }: ParsedRegion): boolean {
  if (!items?.isSplit || template || fragment || cut || /^\.\.\.\s*$/m.test(text)) return false;
  return items.items.every(
    ({ item, start }) =>
      item.problems.length === 0 && item.text.startsWith("-") && (start === 0 || text[start - 1] === "\n"),
  );
}

const LOCAL_FILE = "falco_rules.local.yaml";

/** A local file beside the default rules, which a configuration that does not name it is reported of. */
function newFile({ documents }: Snapshot, { id }: Ruleset, main: string): ChangeTarget | undefined {
  const uri = main.slice(0, main.lastIndexOf("/") + 1) + LOCAL_FILE;
  if (documents.has(uri)) return undefined;
  if (id.startsWith("folder ")) return { uri };
  const config = documents.get(id);
  const files = config && rulesFiles(config);
  if (!config || !files) return undefined;
  const [paths, names] = [files.paths, files.paths.map(nameOf)];
  const at = names.indexOf(MAIN_RULES_FILE);
  if (at < 0) return undefined;
  if (names.includes(LOCAL_FILE)) return { uri };
  const edit = files.added((paths[at] ?? "").slice(0, -MAIN_RULES_FILE.length) + LOCAL_FILE);
  return edit && { uri, registers: { uri: config.uri, ...edit.span, newText: edit.newText } };
}

/** The list of rules files of a configuration that is a file by itself. */
function rulesFiles({ regions: [region, ...others] }: Document) {
  const list =
    region?.kind === "config" ? entryOf(region.yaml?.documents[0]?.root, "rules_files") : undefined;
  if (!region || !list || others.length > 0 || region.template || list.value.kind !== "seq") return undefined;
  const paths = list.value.items.map((item) => (item.kind === "scalar" ? item.text : ""));
  return {
    paths,
    added(path: string) {
      const edit = addedItem(list, path, region.text);
      return edit && region.map.edit(edit.span, edit.newText);
    },
  };
}
