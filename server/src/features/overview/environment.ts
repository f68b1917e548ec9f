/** For which Falco a document is checked, with which plugins, and where each is stated. */
import { RELEASES } from "../../catalog/releases.ts";
import type { Catalog } from "../../catalog/catalog.ts";
import type { LoadedPlugin } from "../../catalog/plugins.ts";
import type { Version } from "../../catalog/version.ts";
import type { Document } from "../../hosts/document.ts";
import { definedPlugins, textsOf } from "../../model/configuration/config-view.ts";
import type { MergedConfig } from "../../model/configuration/read-config.ts";
import { describedIn } from "../../model/workspace/described-plugins.ts";
import { releaseOf, releaseTargets } from "../../model/workspace/release-targets.ts";
import type { Ruleset, Snapshot } from "../../model/workspace/workspace.ts";
import type { FileRange } from "../../text/span.ts";

/** Why something is as it is, in words, and the place that says so. */
export interface Stated {
  readonly origin: string;
  readonly at?: FileRange;
}

export interface Environment {
  readonly catalog: Catalog;
  readonly target: Stated & { readonly version: Version };
  readonly plugins: readonly (Stated & { readonly name: string; readonly version?: Version })[];
}

/** The rulesets that load a document; all of them where none does. */
export function rulesetsAround({ rulesets }: Snapshot, uri: string | undefined): readonly Ruleset[] {
  const around = rulesets.filter(({ order }) => order.some((ref) => ref.uri === uri));
  return around.length > 0 ? around : rulesets;
}

/** What a document is checked for; without one, what the workspace is. */
export function environmentOf(snapshot: Snapshot, uri: string | undefined): Environment {
  const ruleset = snapshot.rulesets.find(({ order }) => order.some((ref) => ref.uri === uri));
  const catalog = ruleset?.catalog ?? catalogOf(snapshot, uri);
  return {
    catalog,
    target: { version: catalog.target, ...targetStated(catalog.target, snapshot, uri) },
    plugins: catalog.plugins.map((plugin) => ({
      name: plugin.name,
      ...(plugin.version !== undefined && { version: plugin.version }),
      ...pluginStated(plugin, snapshot, ruleset?.pluginConfig),
    })),
  };
}

/** What a document states differently for its parts is reported at the parts. */
function catalogOf({ documents, targets, catalogFor }: Snapshot, uri: string | undefined): Catalog {
  const document = uri === undefined ? undefined : documents.get(uri);
  const releases = new Set(document?.regions.map(({ group }) => targets.of(document, group).falco));
  const [only] = releases.size === 1 ? releases : [];
  return catalogFor(only ?? targets.workspace);
}

/** Represents the newest release where it matters whether files state that one or none. */
const NONE: Version = "0.0.0";

function targetStated(target: Version, { documents, settings }: Snapshot, uri: string | undefined): Stated {
  const document = uri === undefined ? undefined : documents.get(uri);
  const own = document && statedIn(document, target);
  if (document && document.versions.length > 0)
    return { origin: "set in this file", ...(own && { at: own }) };
  if (target === settings.fallback || target === settings.target) return { origin: "set in the settings" };
  const stated = releaseTargets(documents, {}, NONE);
  const told = document ? stated.of(document).falco : stated.workspace;
  if (told === NONE) return { origin: "the newest known release" };
  const [at] = [...documents.values()].flatMap((one) =>
    one.host === "markdown" ? [] : (statedIn(one, target) ?? []),
  );
  return { origin: "set by the files of the workspace", ...(at && { at }) };
}

/** The first place of a document that states the release. */
function statedIn({ uri, versions }: Document, target: Version): FileRange | undefined {
  const found = versions.find((one) => releaseOf(one) === target);
  return found && { uri, ...found.span };
}

function pluginStated(
  { name, assumed }: LoadedPlugin,
  { settings, documents }: Snapshot,
  config: MergedConfig | undefined,
): Stated {
  const [described] = [...documents.values()].flatMap((document) =>
    describedIn(document).flatMap((one) =>
      one.name === name ? [{ uri: document.uri, ...one.nameSpan }] : [],
    ),
  );
  if (described) return { origin: "described by a file", at: described };
  if (settings.plugins !== "auto") return { origin: "set in the settings" };
  if (!config)
    return {
      origin: assumed ? "assumed, because rules need it" : "assumed, because no configuration lists plugins",
    };
  const listed = textsOf(config, "load_plugins").find(({ text }) => text === name)?.at;
  const defined = definedPlugins(config).find((one) => one.name === name)?.at;
  const at = listed ?? defined;
  return at ? { origin: "loaded by the configuration", at } : { origin: "comes with Falco" };
}

/** Every release that may be chosen, newest first. */
export function selectableReleases(): readonly Version[] {
  return RELEASES.filter(({ upcoming }) => !upcoming)
    .map(({ version }) => version)
    .reverse();
}
