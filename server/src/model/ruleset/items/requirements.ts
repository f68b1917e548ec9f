import type { Catalog } from "../../../catalog/catalog.ts";
import { CONSTRUCTS } from "../../../catalog/language.ts";
import { knownVersions, meantPlugin } from "../../../catalog/plugins.ts";
import { readLoaderVersion, satisfies } from "../../../catalog/version.ts";
import type { ItemFinding, ItemView, PluginRequirement } from "./items.ts";

/**
 * What is known of the loaded plugins: their versions too, their names alone, or nothing for sure. `assumed`: nothing says
 * which are loaded, so that every catalogued one may be.
 */
export type PluginKnowledge = "versions" | "names" | "nothing" | "assumed";

/** What the target says of `required_engine_version` and `required_plugin_versions`; empty when they are met. */
export function checkRequirement(
  view: ItemView,
  catalog: Catalog,
  known: PluginKnowledge,
): readonly ItemFinding[] {
  if (view.kind === "required_engine_version") return engine(view, catalog);
  if (view.kind === "required_plugin_versions")
    return view.entries.flatMap((entry) => plugin(entry, view, catalog, known));
  return [];
}

function engine(
  view: ItemView & { kind: "required_engine_version" },
  catalog: Catalog,
): readonly ItemFinding[] {
  if (!view.version || !view.value) return [];
  const have = catalog.engine.semver;
  const wanted = readLoaderVersion(view.version);
  if (!wanted) return [];
  const place = { type: "required_engine_version", name: "", at: view.node.span.start };
  if (satisfies(wanted, have)) {
    const since = CONSTRUCTS.get("semverEngine")?.since;
    const isOld =
      /^["']?\d+["']?$/.test(view.value.text.trim()) &&
      catalog.hasConstruct("semverEngine") &&
      since !== undefined;
    return isOld
      ? [
          {
            code: "integer-engine",
            span: view.value.span,
            name: "",
            detail: view.value.text,
            options: [wanted, since],
            place,
            falco: null,
          },
        ]
      : [];
  }
  return [
    {
      code: "required-engine",
      span: view.value.span,
      name: "",
      detail: view.value.text,
      options: [have],
      place,
      falco: "LOAD_ERR_VALIDATE",
    },
  ];
}

/** The first loaded plugin among the alternatives decides. */
function plugin(
  entry: PluginRequirement,
  view: ItemView,
  catalog: Catalog,
  known: PluginKnowledge,
): readonly ItemFinding[] {
  const place = { type: "required plugin versions entry", name: entry.name, at: view.node.span.start };
  for (const wanted of [entry, ...entry.alternatives]) {
    const loaded = catalog.plugin(wanted.name);
    if (!loaded || (loaded.assumed && known === "names")) continue;
    if (loaded.record?.fieldsUnknown ? known !== "names" : loaded.assumed && !loaded.record)
      return [
        {
          code: "unknown-required-plugin",
          span: wanted.nameNode.span,
          name: wanted.name,
          detail: wanted.name,
          place,
          falco: null,
        },
      ];
    if (known !== "versions") return [];
    const version = readLoaderVersion(wanted.version);
    if (!loaded.version || !version || satisfies(version, loaded.version)) return [];
    return [
      {
        code: "required-plugin",
        span: wanted.versionNode.span,
        name: wanted.name,
        detail: wanted.name,
        options: [wanted.version, loaded.version],
        place,
        falco: "fatal",
      },
    ];
  }
  if (known === "nothing") return [];
  const near = meantPlugin(entry.name, catalog.registry);
  return [
    {
      code: "required-plugin",
      span: entry.nameNode.span,
      name: entry.name,
      detail: entry.name,
      options: [entry.version, "", ...entry.alternatives.map(({ name }) => name)],
      ...alternative(entry, catalog, known),
      ...(near !== undefined && { near }),
      place,
      falco: "fatal",
    },
  ];
}

/** A loaded plugin with the events of the one that is wanted. */
function alternative(
  { name, versionNode, nameNode, alternatives }: PluginRequirement,
  catalog: Catalog,
  known: PluginKnowledge,
): Pick<ItemFinding, "alternative"> {
  const source = catalog.registry.plugin(name)?.eventSource;
  if (source === undefined || known === "assumed") return {};
  const loaded = catalog.registry.ofSource(source).find((one) => catalog.plugin(one.name));
  const version = loaded && (catalog.plugin(loaded.name)?.version ?? loaded.version);
  const [oldest] = loaded && known === "names" ? knownVersions(loaded) : [];
  const last = alternatives.at(-1);
  const after = Math.max((last?.versionNode ?? versionNode).span.end, (last?.nameNode ?? nameNode).span.end);
  const isFirst = last === undefined;
  return loaded && version
    ? { alternative: { name: loaded.name, version: oldest ?? version, after, isFirst } }
    : {};
}
