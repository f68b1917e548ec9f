import { CATALOGUED } from "../../../catalog/plugin-registry.ts";
import { loadedPlugins } from "../../../catalog/plugins.ts";
import { entryOf, textOf, valueOf, type YamlMap, type YamlNode } from "../../../syntax/yaml-node.ts";
import type { Steps } from "../../../text/to-end.ts";
import { nearestName } from "../../../text/names.ts";
import { shows } from "../behaviour.ts";
import { pluginNamed } from "../config-view.ts";
import { removedItem } from "../entry-edit.ts";
import type { ConfigContext } from "../context.ts";
import type { ConfigFinding } from "../finding.ts";
import { entryAt, listItems, valueAt } from "../node-path.ts";
import { pluginSettings } from "./plugin-settings.ts";
import { readText, UNKNOWN } from "../scalar-value.ts";

/** Runtimes that the container plugin wants to be named as soon as one is. Source: facts, config-keys.json, `engines`. */
const RUNTIMES = ["bpm", "containerd", "cri", "docker", "libvirt_lxc", "lxc", "podman"];

/** Definitions of plugins, names in `load_plugins` without one, and plugins that are loaded twice. */
export function* pluginFindings(root: YamlMap, context: ConfigContext): Steps<readonly ConfigFinding[]> {
  const findings: ConfigFinding[] = [];
  for (const [at, item] of listItems(valueAt(root, "plugins")).entries()) {
    if (at % STRIDE === STRIDE - 1) yield;
    findings.push(...definition(item, context), ...settingsOf(item, root, context));
  }
  return [...findings, ...undefinedNames(root, context), ...loadedTwice(root, context)];
}

/** How many definitions are looked at in one step. */
const STRIDE = 200;

function definition(item: YamlNode, context: ConfigContext): readonly ConfigFinding[] {
  const place = { path: "plugins[]", falco: "fatal" as const };
  if (item.kind !== "map") {
    const text = item.kind === "scalar" ? item.text : "";
    return [
      {
        code: "config-value-type",
        span: item.span,
        ...place,
        expected: "a map",
        found: item.kind === "seq" ? "list" : "text",
        text,
      },
    ];
  }
  const span = item.entries[0]?.key.span ?? item.span;
  const missing = ["name", "library_path"].filter((name) => !entryOf(item, name));
  if (missing.length > 0)
    return missing.map((name) => ({ code: "missing-config-key", span, ...place, name }));
  return [
    ...texts(item),
    ...library(item, context),
    ...containerEngines(item),
    ...unknownPlugin(item, context),
  ];
}

/** What the plugin rejects of its settings; nothing comes of it where the plugin is not loaded. */
function settingsOf(item: YamlNode, root: YamlMap, context: ConfigContext): readonly ConfigFinding[] {
  const { registry = CATALOGUED } = context;
  const written = textOf(item, "name");
  if (item.kind !== "map" || written === undefined) return [];
  const plugin = pluginNamed(written, textOf(item, "library_path"), registry);
  const listed = entryAt(root, "load_plugins");
  const isLoaded = listed
    ? listItems(listed.value).some((name) => readText(name, "") === written)
    : context.role === "main" && !context.open;
  // Since Falco ships the container plugin, a file beside the main one loads it.
  const falco = isLoaded || plugin === "container" ? "fatal" : null;
  return pluginSettings(item, { plugin, falco }, context);
}

/** A plugin whose fields nobody knows, so that rules for it are hardly checked. */
function unknownPlugin(item: YamlMap, { registry = CATALOGUED }: ConfigContext): readonly ConfigFinding[] {
  const node = valueOf(item, "name");
  const name = readText(node, "");
  if (node?.kind !== "scalar" || name === UNKNOWN || name === "") return [];
  const known = registry.plugin(pluginNamed(name, textOf(item, "library_path"), registry));
  if (known && !known.fieldsUnknown) return [];
  return [{ code: "unknown-plugin", span: node.span, path: "plugins[].name", falco: null, name }];
}

/** Members that must be texts; settings may be a map as well. */
function texts(item: YamlMap): readonly ConfigFinding[] {
  return ["name", "library_path", "open_params", "init_config"].flatMap((name): readonly ConfigFinding[] => {
    const entry = entryOf(item, name);
    if (!entry || entry.value.kind === "scalar" || (name === "init_config" && entry.value.kind === "map"))
      return [];
    const expected = name === "init_config" ? "a map or a string" : "a string";
    const found = entry.value.kind === "map" ? "map" : "list";
    return [
      {
        code: "config-value-type",
        span: entry.key.span,
        path: `plugins[].${name}`,
        falco: "fatal",
        expected,
        found,
        text: "",
      },
    ];
  });
}

function library(item: YamlMap, { target }: ConfigContext): readonly ConfigFinding[] {
  const node = valueOf(item, "library_path");
  const text = readText(node, "");
  if (
    !node ||
    text === UNKNOWN ||
    text.startsWith("/") ||
    !shows(target, "pluginFolder") ||
    staysInside(text)
  )
    return [];
  return [
    { code: "plugin-outside-folder", span: node.span, path: "plugins[].library_path", falco: "fatal", text },
  ];
}

/** Whether a relative path, taken from the plugin folder, ends up in it. */
function staysInside(path: string): boolean {
  const folder = ["usr", "share", "falco", "plugins"];
  const at = [...folder];
  for (const step of path.split("/")) {
    if (step === "..") at.pop();
    else if (step !== "" && step !== ".") at.push(step);
  }
  return folder.every((name, index) => at[index] === name);
}

/** The container plugin ends Falco when `engines` names some runtimes only. */
function containerEngines(item: YamlMap): readonly ConfigFinding[] {
  if (textOf(item, "name") !== "container") return [];
  const engines = entryOf(valueOf(item, "init_config"), "engines");
  if (engines?.value.kind !== "map") return [];
  const missing = RUNTIMES.filter((runtime) => !entryOf(engines.value, runtime));
  if (missing.length === 0) return [];
  return [
    {
      code: "container-plugin-engines",
      span: engines.key.span,
      path: "plugins[name=container].init_config.engines",
      falco: null,
      missing,
    },
  ];
}

function undefinedNames(root: YamlMap, { target, role, open }: ConfigContext): readonly ConfigFinding[] {
  // A fragment may name plugins that the main file defines.
  if (role === "fragment" || !entryAt(root, "load_plugins")) return [];
  const defined = listItems(valueAt(root, "plugins")).map((item) => readText(valueOf(item, "name"), ""));
  if (defined.includes(UNKNOWN)) return [];
  const names = defined.filter((name) => name !== UNKNOWN);
  // What a release provides is defined in a file that its package puts beside the main one.
  const packaged = open ? loadedPlugins("default", target).map(({ name }) => name) : [];
  const loaded = listItems(valueAt(root, "load_plugins")).map((item) => readText(item, ""));
  // What is loaded already is not what was meant: Falco exits where a plugin is loaded twice.
  const free = names.filter((name) => !loaded.includes(name));
  return listItems(valueAt(root, "load_plugins")).flatMap((item): readonly ConfigFinding[] => {
    const name = readText(item, "");
    if (name === UNKNOWN || item.kind !== "scalar" || names.includes(name) || packaged.includes(name))
      return [];
    const near = nearestName(name, free);
    const falco = shows(target, "strictLoadPlugins") ? "fatal" : null;
    return [
      {
        code: "undefined-plugin",
        span: item.span,
        path: "load_plugins[]",
        falco,
        name,
        ...(near && { near }),
      },
    ];
  });
}

/** Falco registers a plugin for each name of the list, or for each entry where there is no list, and ends at the second of a kind. */
function loadedTwice(root: YamlMap, { target }: ConfigContext): readonly ConfigFinding[] {
  if (!shows(target, "strictLoadPlugins")) return [];
  const isListed = entryAt(root, "load_plugins") !== undefined;
  const nodes = isListed
    ? listItems(valueAt(root, "load_plugins"))
    : listItems(valueAt(root, "plugins")).flatMap((item) => valueOf(item, "name") ?? []);
  const libraries = new Map<YamlNode, string | undefined>();
  if (!isListed)
    for (const item of listItems(valueAt(root, "plugins")))
      for (const name of [valueOf(item, "name")]) if (name) libraries.set(name, textOf(item, "library_path"));
  const first = new Map<string, YamlNode>();
  return nodes.flatMap((node): readonly ConfigFinding[] => {
    const name = readText(node, "");
    if (name === UNKNOWN || node.kind !== "scalar") return [];
    const earlier = first.get(name);
    if (!earlier) first.set(name, node);
    if (!earlier || libraries.get(earlier) !== libraries.get(node)) return [];
    const related = [{ ...earlier.span, message: "It is loaded here already." }];
    const path = isListed ? "load_plugins[]" : "plugins[].name";
    return [
      { code: "plugin-loaded-twice", span: node.span, path, falco: "fatal", name, related, rewrites: [] },
    ];
  });
}

/** With the edit that takes the second name out of the list of the very file that has it; `root` is that file's, read from `source`. */
export function withSecondRemoved(finding: ConfigFinding, root: YamlMap, source: string): ConfigFinding {
  if (finding.code !== "plugin-loaded-twice") return finding;
  const list = entryAt(root, "load_plugins");
  const item = listItems(list?.value).find(({ span }) => span.start === finding.span.start);
  const edit = list && item && removedItem(list, item, source);
  if (!edit) return finding;
  return { ...finding, rewrites: [{ kind: "remove", path: "load_plugins[]", safe: false, edits: [edit] }] };
}
