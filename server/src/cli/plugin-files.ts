import { type PluginRegistry, registryWith } from "../catalog/plugin-registry.ts";
import { parsePlugins, type PluginSetting } from "../catalog/plugins.ts";
import { describedIn } from "../model/workspace/described-plugins.ts";
import type { Settings } from "../model/workspace/settings.ts";
import { type ReadFile, readFiles } from "./files.ts";
import { UsageError } from "./usage-error.ts";

/** What `--plugins` names. */
export interface GivenPlugins {
  readonly plugins: PluginSetting;
  /** The files that describe plugins, read. */
  readonly files: readonly ReadFile[];
}

/** Whatever the files say. */
export const AUTO_PLUGINS: GivenPlugins = { plugins: "auto", files: [] };

/** Reads the argument of `--plugins`, and the files that it names. */
export function givenPlugins(text: string): GivenPlugins {
  const { value, paths, problems } = parsePlugins(text);
  const problem = problems[0];
  if (problem) throw new UsageError(problem);
  const files = readFiles(paths, { as: "plugin" });
  for (const { path, document } of files)
    if (describedIn(document).length === 0)
      throw new UsageError(`${path} does not describe a plugin. Run falco-lint check ${path}.`);
  return { plugins: value, files };
}

/** The same as settings of a workspace. */
export function pluginSettings({ plugins, files }: GivenPlugins): Pick<Settings, "plugins" | "pluginFiles"> {
  return { plugins, pluginFiles: files.map(({ document }) => document.uri) };
}

/** The plugins that are known with those of the files, and the choice of the loaded ones. */
export function givenRegistry(given: GivenPlugins): {
  readonly registry: PluginRegistry;
  readonly plugins: Exclude<PluginSetting, "auto">;
} {
  const described = given.files.flatMap(({ document }) => describedIn(document));
  const registry = registryWith(described);
  refuseUnknown(given, registry);
  const { plugins } = given;
  if (plugins === "auto" || plugins === "all" || described.length === 0)
    return { registry, plugins: plugins === "auto" ? "all" : plugins };
  const listed = typeof plugins === "string" ? [] : plugins;
  return { registry, plugins: [...listed, ...described.map(({ name }) => ({ name }))] };
}

/** Ends the program at a plugin that was named and that nobody knows. */
export function refuseUnknown({ plugins }: GivenPlugins, registry: PluginRegistry): void {
  const unknown =
    typeof plugins === "string" ? undefined : plugins.find(({ name }) => registry.plugin(name) === undefined);
  if (unknown)
    throw new UsageError(
      `Unknown plugin \`${unknown.name}\`. Name a file that describes it, such as ${unknown.name}.falco-plugin.yaml, or use one of ${registry.plugins.map(({ name }) => name).join(", ")}.`,
    );
}
