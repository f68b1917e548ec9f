import { nearestName } from "../text/names.ts";
import { readItems } from "./items.ts";
import { applyEdits } from "../text/span.ts";
import { readYaml } from "./yaml.ts";
import { textOf, valueOf, type YamlEntry, type YamlMap, type YamlNode } from "./yaml-node.ts";

/** What a YAML text is to Falco. */
export type FileKind = "rules" | "config" | "other";

/** The keys that say what an item of a rules file is. */
export const ITEM_KEYS: ReadonlySet<string> = new Set([
  "rule",
  "macro",
  "list",
  "required_engine_version",
  "required_plugin_versions",
]);

/** Top-level keys that hardly any other program's configuration has. */
const TELLING_KEYS = new Set([
  "rules_file",
  "rules_files",
  "json_include_output_property",
  "json_include_message_property",
  "json_include_tags_property",
  "time_format_iso_8601",
  "buffered_outputs",
  "syscall_event_drops",
  "syscall_event_timeouts",
  "stdout_output",
  "syslog_output",
  "file_output",
  "http_output",
  "program_output",
  "grpc_output",
  "append_output",
  "load_plugins",
  "watch_config_files",
  "base_syscalls",
  "libs_logger",
  "falco_libs",
  "outputs_queue",
  "container_engines",
  "syscall_buf_size_preset",
  "syscall_drop_failed_exit",
  "static_fields",
  "json_include_output_fields_property",
  "plugins_hostinfo",
]);

const COMMON_KEYS = new Set([
  "json_output",
  "log_level",
  "log_stderr",
  "log_syslog",
  "priority",
  "output_timeout",
  "webserver",
  "engine",
  "plugins",
  "grpc",
  "metrics",
  "outputs",
  "config_files",
  "rule_matching",
  "rules",
  "capture",
  "modern_bpf",
  "buffer_format_base64",
  "metadata_download",
  "rule_files",
]);

/** Whether a name is a key of falco.yaml that hardly any other program's configuration has. */
export function isTellingKey(name: string): boolean {
  return TELLING_KEYS.has(name);
}
/** Top-level keys of falco.yaml. */
export const CONFIG_NAMES: ReadonlySet<string> = new Set([...TELLING_KEYS, ...COMMON_KEYS]);

/** The kind that a path's name says alone, or undefined. `path` uses forward slashes. */
export function kindOfName(path: string): FileKind | undefined {
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (!/\.ya?ml$/i.test(name)) return undefined;
  if (/^falco\.ya?ml$/.test(name) || /(?:^|\/)falco\/config\.d\/[^/]+$/.test(path)) return "config";
  if (
    /(?:^|[_.-])falco[_.-]?rules(?:[_.-].*)?\.ya?ml$/.test(name) ||
    /(?:^|\/)falco\/rules\.d\/[^/]+$/.test(path)
  )
    return "rules";
  return undefined;
}

/** What a text holds; of several documents the first that is Falco's says, and of a text that YAML rejects each item by itself. */
export function kindOfText(text: string): FileKind {
  const { documents, problems } = readYaml(text);
  const kind = documents.map(({ root }) => kindOfContent(root)).find((one) => one !== "other");
  if (!kind && (problems.length > 0 || documents.length > 1) && isDedented(text)) return "rules";
  if (kind || problems.length === 0) return kind ?? "other";
  const spaced = problems[0]?.spaces && applyEdits(text, problems[0].spaces.edits);
  if (spaced !== undefined) return kindOfText(spaced);
  return readItems(text).items.some(
    ({ item }) => (item.node && isRulesItem(item.node)) || isBrokenItem(item.text),
  )
    ? "rules"
    : "other";
}

/** Whether keys of a rule, a macro or a list come at the margin, after the item that they were meant for. */
function isDedented(text: string): boolean {
  const has = (keys: string): boolean => new RegExp(`^ *(?:${keys}):`, "m").test(text);
  const isItem = (kinds: string): boolean => new RegExp(`^- +(?:${kinds}): *\\S`, "m").test(text);
  const isAtMargin =
    /^(?:condition|desc|output|priority|items):/m.test(text) && !/^(?:---|\.\.\.)/m.test(text);
  return (
    isAtMargin &&
    ((isItem("rule") && has("condition") && has("output|priority")) ||
      (isItem("macro") && has("condition")) ||
      (isItem("list") && has("items")))
  );
}

/** The kind that a parsed text says: a list with items of a rules file, or a map with keys of falco.yaml. */
export function kindOfContent(root: YamlNode | undefined): FileKind {
  if (root?.kind === "seq") {
    return root.items.some((item) => isRulesItem(item) || isMisnamedRule(item)) ? "rules" : "other";
  }
  if (root?.kind === "map") {
    return hasConfigKeys(root) || hasConfigForms(root) ? "config" : "other";
  }
  return "other";
}

/** Whether the keys of a map tell that it is a falco.yaml, whatever is under them. */
export function hasConfigKeys(root: YamlNode | undefined): boolean {
  if (root?.kind !== "map") return false;
  const keys = root.entries.map(({ key }) => key.text);
  const telling = keys.filter((key) => TELLING_KEYS.has(key)).length;
  const common = keys.filter((key) => COMMON_KEYS.has(key)).length;
  const foreign = keys.length - telling - common;
  // One telling name beside names of somebody else's may be chance.
  return telling > 0 && telling + common > foreign && (telling > 1 || foreign === 0);
}

/** Whether a map of common keys alone has something in it that only falco.yaml has there. */
function hasConfigForms(root: YamlMap): boolean {
  return root.entries.every(({ key }) => COMMON_KEYS.has(key.text)) && root.entries.some(hasConfigForm);
}

/** Whether what is under a common key has a form that only falco.yaml gives to it. */
function hasConfigForm({ key, value }: YamlEntry): boolean {
  const items = value.kind === "seq" ? value.items : [];
  switch (key.text) {
    case "engine":
      return /^(?:kmod|ebpf|modern_ebpf|gvisor|nodriver)$/.test(textOf(value, "kind") ?? "");
    case "plugins":
      return items.some((item) => /\.so$/.test(textOf(item, "library_path") ?? ""));
    case "rules":
      return items.some((item) =>
        ["enable", "disable"].some((name) => {
          const chosen = valueOf(item, name);
          return textOf(chosen, "rule") !== undefined || textOf(chosen, "tag") !== undefined;
        }),
      );
    default:
      return false;
  }
}

/** Whether a map has keys of falco.yaml only, common ones too: enough for a file that lies in a `config.d` folder. */
export function isConfigFragment(root: YamlNode | undefined): boolean {
  return (
    root?.kind === "map" &&
    root.entries.length > 0 &&
    root.entries.every(({ key }) => CONFIG_NAMES.has(key.text))
  );
}

/** Whether a node is an item of a rules file, by its keys. */
export function isRulesItem(node: YamlNode): boolean {
  return (
    node.kind === "map" && node.entries.some(({ key }) => ITEM_KEYS.has(key.text)) && looksLikeItem(node)
  );
}

/** Whether a map is a rule in all but the key of its name, which is misspelt: `rul`. */
function isMisnamedRule(node: YamlNode): boolean {
  if (node.kind !== "map" || valueOf(node, "condition")?.kind !== "scalar") return false;
  const names = node.entries.map(({ key }) => key.text);
  const [misspelt, ...others] = names.filter((name) => !RULE_KEYS.has(name));
  return (
    misspelt !== undefined &&
    others.length === 0 &&
    nearestName(misspelt, ["rule"]) !== undefined &&
    ["desc", "output", "priority"].every((name) => names.includes(name))
  );
}

/** Whether a map has a key of falco.yaml: enough for a text that its name calls one. */
export function hasConfigKey(root: YamlNode | undefined): boolean {
  return root?.kind === "map" && root.entries.some(({ key }) => CONFIG_NAMES.has(key.text));
}

/** The keys of a rule. */
export const RULE_KEYS: ReadonlySet<string> = new Set([
  "rule",
  "desc",
  "condition",
  "output",
  "priority",
  "enabled",
  "tags",
  "source",
  "exceptions",
  "append",
  "override",
  "warn_evttypes",
  "skip-if-unknown-filter",
  "capture",
  "capture_duration",
]);

/** Other programs have lists of `rule:` maps too; Falco's rules and macros have a text condition, its lists have items. */
function looksLikeItem(node: YamlNode): boolean {
  if (node.kind !== "map") return false;
  const has = (key: string): boolean => valueOf(node, key) !== undefined;
  if (has("macro")) return valueOf(node, "condition")?.kind === "scalar";
  if (has("list")) return has("items");
  if (has("required_engine_version") || has("required_plugin_versions")) return true;
  const foreign = node.entries.filter(({ key }) => !RULE_KEYS.has(key.text)).length;
  const known = node.entries.length - foreign;
  const condition = valueOf(node, "condition");
  // A rule's keys may be misspelt, but not most of them.
  if (known <= 2 * foreign || (condition && condition.kind !== "scalar")) return false;
  return (
    condition !== undefined ||
    (has("desc") && has("output")) ||
    has("override") ||
    (foreign === 0 && (has("append") || has("enabled") || hasExceptions(node)))
  );
}

/** An item that YAML cannot read, by the keys that its lines begin with. */
function isBrokenItem(text: string): boolean {
  const [, before, first] = /^(-[ \t]+)([\w-]+):[ \t]+\S/.exec(text) ?? [];
  if (before === undefined || first === undefined || !ITEM_KEYS.has(first)) return false;
  const keys = [...text.matchAll(new RegExp(`^ {${before.length}}([\\w-]+):`, "gm"))].map(
    ([, key]) => key ?? "",
  );
  if (first === "macro") return keys.includes("condition");
  if (first === "list") return keys.includes("items");
  return first === "rule" && keys.includes("condition") && keys.every((key) => RULE_KEYS.has(key));
}

/** Exceptions as Falco's rules have them: named, with what they compare. Falco rejects an item with nothing else, which is worth reporting. */
function hasExceptions(node: YamlNode): boolean {
  const exceptions = valueOf(node, "exceptions");
  return (
    exceptions?.kind === "seq" &&
    exceptions.items.length > 0 &&
    exceptions.items.every(
      (item) =>
        item.kind === "map" &&
        valueOf(item, "name") !== undefined &&
        (valueOf(item, "fields") ?? valueOf(item, "values")) !== undefined,
    )
  );
}
