import { nearestName } from "../text/names.ts";
import { fieldData, pluginData } from "./data.ts";
import { CATALOGUED, type PluginRegistry } from "./plugin-registry.ts";
import type { PluginRecord } from "./records.ts";
import { nearestRelease } from "./releases.ts";
import { type Version, compareVersions, newest, readVersion } from "./version.ts";

/** A plugin by name; without a version, its newest catalogued one. Names that the catalogue does not have are allowed. */
export interface PluginChoice {
  readonly name: string;
  readonly version?: Version;
}

/**
 * Which plugins count as loaded. `all`: every catalogued one, as if none excluded another. `default`: what the
 * release provides by itself (the container plugin, since it exists). `none`: none.
 */
export type Plugins = "all" | "default" | "none" | readonly PluginChoice[];

/** As `Plugins`, or `auto`: whatever the workspace says. */
export type PluginSetting = Plugins | "auto";

/** A plugin that counts as loaded. */
export interface LoadedPlugin {
  readonly name: string;
  /** Unknown for a plugin that is neither catalogued nor named with a version. */
  readonly version?: Version;
  /** Absent for a plugin that the catalogue does not have: its fields, sources and events are not known. */
  readonly record?: PluginRecord;
  /** Nothing says that it is loaded, but what is checked needs it. */
  readonly assumed?: true;
}

/** Every catalogued plugin. */
export const PLUGINS: readonly PluginRecord[] = pluginData.plugins;

export function plugin(name: string): PluginRecord | undefined {
  return CATALOGUED.plugin(name);
}

/**
 * A `--plugins` argument or a `falco.plugins` setting: `auto`, `all`, `default`, `none`, or `name[@version],…`, with
 * paths of files that describe plugins. Spaces around names do not count. What cannot be read is left out of the value
 * and reported in a sentence. Names that the catalogue does not have are part of the value: a file may describe them.
 */
export function parsePlugins(text: string): {
  readonly value: PluginSetting;
  /** Files that describe plugins, which count as loaded. */
  readonly paths: readonly string[];
  readonly problems: readonly string[];
} {
  const parts = text.split(",").map((one) => one.trim());
  const paths = parts.filter(isPath);
  const names = parts.filter((one) => !isPath(one));
  const [whole = "auto"] = names;
  if (names.length < 2 && (whole === "auto" || whole === "all" || whole === "default" || whole === "none"))
    return { value: whole, paths, problems: [] };
  const value: PluginChoice[] = [];
  const problems: string[] = [];
  for (const part of names) {
    const [, name, versionText] = /^([A-Za-z0-9_][\w-]*)(?:@(.*))?$/.exec(part) ?? [];
    const version = versionText === undefined ? undefined : readVersion(versionText);
    if (name === undefined)
      problems.push(
        part === ""
          ? "A plugin name is missing."
          : `\`${part}\` is not a plugin. Write \`name\`, \`name@version\` or the path of a file that describes one.`,
      );
    else if (meantPlugin(name) !== undefined)
      problems.push(`Unknown plugin \`${name}\`. Did you mean \`${meantPlugin(name)}\`?`);
    else if (versionText !== undefined && version === undefined)
      problems.push(
        `\`${versionText}\` is not a version of plugin \`${name}\`. Write three numbers, such as \`0.7.1\`.`,
      );
    else value.push(version === undefined ? { name } : { name, version });
  }
  return { value, paths, problems };
}

function isPath(text: string): boolean {
  return /\/|\.(?:ya?ml|json|txt)$/i.test(text);
}

/** The catalogued plugin that a name comes close to without being one. */
export function meantPlugin(
  name: string,
  { plugin: known, plugins }: PluginRegistry = CATALOGUED,
): string | undefined {
  return known(name)
    ? undefined
    : nearestName(
        name,
        plugins.map((one) => one.name),
      );
}

/**
 * The plugins that count as loaded in a release, in the order of the choice, and after them those that are assumed. A name
 * given twice counts once, the last time.
 */
export function loadedPlugins(
  plugins: Plugins,
  target: Version,
  registry: PluginRegistry = CATALOGUED,
  assumed: readonly string[] = [],
): readonly LoadedPlugin[] {
  const loaded = chosenPlugins(plugins, target, registry);
  const others = assumed.filter((name) => !loaded.some((one) => one.name === name));
  return [
    ...loaded,
    ...others.map((name) => ({ ...loadedPlugin({ name }, registry), assumed: true as const })),
  ];
}

function chosenPlugins(plugins: Plugins, target: Version, registry: PluginRegistry): readonly LoadedPlugin[] {
  if (plugins === "none") return [];
  if (plugins === "default")
    return registry.plugins
      .flatMap((record) => bundledVersion(record, target) ?? [])
      .map(({ record, version }) => ({
        name: record.name,
        version,
        record,
      }));
  if (plugins === "all")
    return registry.plugins.map((record) => {
      const version = bundledVersion(record, target)?.version ?? record.version;
      return { name: record.name, ...(version !== undefined && { version }), record };
    });
  const byName = new Map(plugins.map((choice) => [choice.name, choice]));
  return [...byName.values()].map((choice) => loadedPlugin(choice, registry));
}

function loadedPlugin({ name, version }: PluginChoice, registry: PluginRegistry): LoadedPlugin {
  const record = registry.plugin(name);
  const loaded = version ?? record?.version;
  return { name, ...(loaded && { version: loaded }), ...(record && { record }) };
}

/** The plugins that provide a plugin's fields: itself, and those that share them. */
export function pluginsWithFieldsOf(name: string): readonly string[] {
  return [name, ...PLUGINS.filter((record) => record.fieldsOf === name).map((record) => record.name)];
}

/** Versions of a plugin that the catalogue distinguishes, oldest first; not all that were ever released. */
export function knownVersions(record: PluginRecord): readonly Version[] {
  const mentioned = fieldData.fields
    .filter((field) => field.plugin === record.name)
    .flatMap((field) => field.sincePlugin ?? []);
  const newestOne = record.version === undefined ? [] : [record.version];
  return [...new Set([...mentioned, ...Object.values(record.bundled ?? {}), ...newestOne])].sort(
    compareVersions,
  );
}

/** The version that a release ships with; for releases newer than we know, the newest. */
function bundledVersion(
  record: PluginRecord,
  target: Version,
): { readonly record: PluginRecord; readonly version: Version } | undefined {
  const release = nearestRelease(target);
  const version =
    record.bundled?.[release.version] ??
    (release.upcoming && record.bundled && record.version !== undefined
      ? newest(record.version, release.containerPlugin ?? record.version)
      : undefined);
  return version && { record, version };
}
