import { nearestName } from "../text/names.ts";
import { fieldData, pluginData } from "./data.ts";
import type { PluginRecord } from "./records.ts";
import { nearestRelease } from "./releases.ts";
import { type Version, compareVersions, newest, readVersion } from "./version.ts";

/** A plugin by name; without a version, its newest catalogued one. Names that the catalogue lacks are allowed. */
export interface PluginChoice {
  readonly name: string;
  readonly version?: Version;
}

/**
 * Which plugins count as loaded. `all`: every catalogued one, as if none excluded another. `default`: what the
 * release brings by itself (the container plugin, since it exists). `none`: none.
 */
export type Plugins = "all" | "default" | "none" | readonly PluginChoice[];

/** As `Plugins`, or `auto`: whatever the workspace tells. */
export type PluginSetting = Plugins | "auto";

/** A plugin that counts as loaded. */
export interface LoadedPlugin {
  readonly name: string;
  /** Unknown for a plugin that is neither catalogued nor named with a version. */
  readonly version?: Version;
  /** Absent for a plugin that the catalogue lacks: its fields, sources and events are not known. */
  readonly record?: PluginRecord;
}

const BY_NAME: ReadonlyMap<string, PluginRecord> = new Map(
  pluginData.plugins.map((plugin) => [plugin.name, plugin]),
);

/** Every catalogued plugin. */
export const PLUGINS: readonly PluginRecord[] = pluginData.plugins;

export function plugin(name: string): PluginRecord | undefined {
  return BY_NAME.get(name);
}

/**
 * A `--plugins` argument or a `falco.plugins` setting: `auto`, `all`, `default`, `none`, or `name[@version],…`.
 * Blanks around names do not count. What cannot be read is left out of the value and told in a sentence.
 */
export function parsePlugins(text: string): {
  readonly value: PluginSetting;
  readonly problems: readonly string[];
} {
  const whole = text.trim();
  if (whole === "auto" || whole === "all" || whole === "default" || whole === "none")
    return { value: whole, problems: [] };
  const value: PluginChoice[] = [];
  const problems: string[] = [];
  for (const part of whole.split(",").map((one) => one.trim())) {
    const [, name, versionText] = /^([A-Za-z0-9_][\w-]*)(?:@(.*))?$/.exec(part) ?? [];
    const version = versionText === undefined ? undefined : readVersion(versionText);
    if (name === undefined)
      problems.push(
        part === ""
          ? "A plugin name is missing."
          : `\`${part}\` is not a plugin. Write \`name\` or \`name@version\`.`,
      );
    else if (!BY_NAME.has(name)) problems.push(unknownPlugin(name));
    else if (versionText !== undefined && version === undefined)
      problems.push(
        `\`${versionText}\` is not a version of plugin \`${name}\`. Write three numbers, such as \`0.7.1\`.`,
      );
    else value.push(version === undefined ? { name } : { name, version });
  }
  return { value, problems };
}

/** The plugins that count as loaded in a release, in the order of the choice. A name given twice counts once, the last time. */
export function loadedPlugins(plugins: Plugins, target: Version): readonly LoadedPlugin[] {
  if (plugins === "none") return [];
  if (plugins === "default")
    return PLUGINS.flatMap((record) => bundledVersion(record, target) ?? []).map(({ record, version }) => ({
      name: record.name,
      version,
      record,
    }));
  if (plugins === "all")
    return PLUGINS.map((record) => ({
      name: record.name,
      version: bundledVersion(record, target)?.version ?? record.version,
      record,
    }));
  const byName = new Map(plugins.map((choice) => [choice.name, choice]));
  return [...byName.values()].map(({ name, version }) => {
    const record = BY_NAME.get(name);
    const loaded = version ?? record?.version;
    return { name, ...(loaded && { version: loaded }), ...(record && { record }) };
  });
}

/** The plugins whose loading would bring this event source. */
export function pluginsOfSource(source: string): readonly PluginRecord[] {
  return PLUGINS.filter((record) => record.eventSource === source);
}

/** The plugins that bring a plugin's fields: itself, and those that share them. */
export function pluginsWithFieldsOf(name: string): readonly string[] {
  return PLUGINS.filter((record) => record.name === name || record.fieldsOf === name).map(
    (record) => record.name,
  );
}

/** Versions of a plugin that the catalogue tells apart, oldest first; not all that were ever released. */
export function knownVersions(record: PluginRecord): readonly Version[] {
  const mentioned = fieldData.fields
    .filter((field) => field.plugin === record.name)
    .flatMap((field) => field.sincePlugin ?? []);
  return [...new Set([...mentioned, ...Object.values(record.bundled ?? {}), record.version])].sort(
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
    (release.upcoming && record.bundled
      ? newest(record.version, release.containerPlugin ?? record.version)
      : undefined);
  return version && { record, version };
}

function unknownPlugin(name: string): string {
  const near = nearestName(name, BY_NAME.keys());
  return near
    ? `Unknown plugin \`${name}\`. Did you mean \`${near}\`?`
    : `Unknown plugin \`${name}\`. Use one of ${[...BY_NAME.keys()].join(", ")}.`;
}
