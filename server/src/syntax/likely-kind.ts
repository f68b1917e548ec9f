import { applyEdits } from "../text/span.ts";
import { nearestName } from "../text/names.ts";
import {
  CONFIG_NAMES,
  type FileKind,
  isRulesItem,
  ITEM_KEYS,
  kindOfContent,
  kindOfText,
  RULE_KEYS,
} from "./file-kind.ts";
import { readYaml } from "./yaml.ts";
import { valueOf, type YamlMap, type YamlNode } from "./yaml-node.ts";

/** Longest text that is looked at as a whole to determine its kind. */
const SNIFFED = 200_000;

/** Longest line of a text that is looked at in part. */
const MOST_COLUMNS = 2000;

/** What a text is by its content. Of a long one only the beginning is looked at, and of each of its lines. */
export function kindOfLongText(text: string): FileKind {
  if (text.length <= SNIFFED) return kindOfText(text);
  return kindOfText(beginning(text));
}

/** Lines of a text, each cut, as many as come to what is looked at. A list that is cut makes a broken item, which its keys tell all the same. */
function beginning(text: string): string {
  let made = "";
  for (let at = 0; at < text.length && made.length < SNIFFED; ) {
    const newline = text.indexOf("\n", at);
    const end = newline < 0 ? text.length : newline + 1;
    made += end - at > MOST_COLUMNS ? `${text.slice(at, at + MOST_COLUMNS)}\n` : text.slice(at, end);
    at = end;
  }
  return made.slice(0, made.lastIndexOf("\n") + 1);
}

/** Folders in which Ansible keeps variables and tasks, by names that other programs' files share. */
const ANSIBLE_FOLDER = /(?:^|\/)(?:vars|group_vars|host_vars|defaults|tasks|handlers|verify|meta|molecule)\//;

/**
 * Whether a text may be what the name of its file says: a file that another program's content fills is none of Falco's,
 * whatever it is called. An empty one is what its name says, except among Ansible's.
 */
export function holdsKind(kind: FileKind, path: string, text: string): boolean {
  if (kind === "rules" && /^-[ \t]+(?:macro|list|required_engine_version):/m.test(text)) return true;
  // In a list or a text of another program such a key would have spaces before it.
  if (kind === "config" && text.length > SNIFFED && hasConfigLine(text)) return true;
  const { documents, problems } = readYaml(text.length > SNIFFED ? beginning(text) : text);
  const root = documents.find(({ root: one }) => one && !isEmpty(one))?.root;
  const spaced = problems[0]?.spaces && applyEdits(text, problems[0].spaces.edits);
  if (spaced !== undefined && text.length <= SNIFFED) return holdsKind(kind, path, spaced);
  // What is neither a list nor a map is nobody's file: only its name says what it was.
  if (isDamaged(root, problems.length > 0, text)) return !ANSIBLE_FOLDER.test(path);
  if (problems.length > 0) return kind === "rules" ? RULES_LINE.test(text) : CONFIG_LINE.test(text);
  // The beginning of a key, as someone types it, says no more than an empty file.
  const isBegun = root?.kind === "scalar" && /^[a-z_]+$/.test(root.text);
  if (!root || isBegun) return !ANSIBLE_FOLDER.test(path);
  return kind === "rules" ? mayBeRules(root) : mayBeConfig(root);
}

/** Whether a text is neither a list nor a map, nor a template for one. */
function isDamaged(root: YamlNode | undefined, isRefused: boolean, text: string): boolean {
  if (/\{\{|\{%|<%/.test(text)) return false;
  // A path alone is what a link becomes where links are not supported.
  return root && !(isRefused && /^[\s[\]{},]*$/.test(text))
    ? root.kind === "scalar" && /\s/.test(root.text)
    : isRefused;
}

/** The kind that a text comes closest to, for one that a person says is Falco's; undefined where it is like neither. */
export function resembledKind(text: string): "rules" | "config" | undefined {
  const told = kindOfLongText(text);
  if (told !== "other") return told;
  const { documents, problems } = readYaml(text.length > SNIFFED ? beginning(text) : text);
  const root = documents.find(({ root: one }) => one && !isEmpty(one))?.root;
  if (problems.length > 0)
    return RULES_LINE.test(text) ? "rules" : CONFIG_LINE.test(text) ? "config" : undefined;
  if (!root) return undefined;
  return mayBeRules(root) ? "rules" : mayBeConfig(root) ? "config" : undefined;
}

const RULES_LINE =
  /^[ \t]*-[ \t]+["']?(?:rule|macro|list|required_engine_version|required_plugin_versions)["']?[ \t]*:/m;

/** Whether a line of a text begins with a key of falco.yaml. */
export function hasConfigLine(text: string): boolean {
  return CONFIG_LINE.test(text);
}

const CONFIG_LINE = new RegExp(`^(?:${[...CONFIG_NAMES].join("|")})[ \\t]*:`, "m");

/** A list with an entry that is more like a rule, macro or list than like anything else, or a map that holds one. */
function mayBeRules(root: YamlNode): boolean {
  if (root.kind === "seq")
    return root.items.length === 0 || root.items.some((item) => item.kind === "map" && isLikeItem(item));
  if (root.kind !== "map") return false;
  if (isLikeItem(root)) return true;
  const [only] = root.entries;
  return root.entries.length === 1 && only?.value.kind === "seq" && only.value.items.some(isRulesItem);
}

function isLikeItem(item: YamlMap): boolean {
  const names = item.entries.map(({ key }) => key.text);
  const known = names.filter((name) => ITEM_NAMES.has(name)).length;
  const meant = names.filter(
    (name) => !ITEM_NAMES.has(name) && nearestName(name, ITEM_NAMES) !== undefined,
  ).length;
  const first = nearestName(names[0] ?? "", ITEM_KEYS) !== undefined || ITEM_KEYS.has(names[0] ?? "");
  const condition = valueOf(item, "condition");
  if (condition && condition.kind !== "scalar") return false;
  // A name alone is not yet somebody else's.
  if (first && known + meant === names.length) return true;
  return known > 1 && known + meant > names.length - known - meant;
}

const ITEM_NAMES: ReadonlySet<string> = new Set([...ITEM_KEYS, ...RULE_KEYS, "items"]);

/** A map with a key of falco.yaml, or a misspelt one. */
function mayBeConfig(root: YamlNode): boolean {
  if (root.kind === "seq")
    return (
      root.items.length > 0 &&
      root.items.every((item) => kindOfContent(item) === "config" || isConfigEntry(item))
    );
  return isConfigEntry(root);
}

function isConfigEntry(node: YamlNode): boolean {
  return (
    node.kind === "map" &&
    node.entries.some(
      ({ key }) => CONFIG_NAMES.has(key.text) || nearestName(key.text, CONFIG_NAMES) !== undefined,
    )
  );
}

function isEmpty(node: YamlNode): boolean {
  return node.kind === "scalar" && node.isNull;
}
