import type { Catalog } from "../../catalog/catalog.ts";
import type { PluginNeed } from "../configuration/findings/ruleset-findings.ts";
import type { LoadedRules } from "../ruleset/load.ts";

/** What the rules of a ruleset need and the loaded plugins do not provide, each plugin once, by its weightiest reason. */
export function pluginNeedsOf(rules: LoadedRules, catalog: Catalog): readonly PluginNeed[] {
  const needs: PluginNeed[] = [];
  const entries = rules.parts.flatMap((part) => part.entries);
  for (const { reading } of entries) {
    if (reading.view?.kind !== "required_plugin_versions") continue;
    for (const { name, alternatives } of reading.view.entries) {
      const plugins = [name, ...alternatives.map((one) => one.name)];
      if (!plugins.some((one) => catalog.plugin(one))) needs.push({ plugins, why: "required", what: name });
    }
  }
  // A plugin that nobody here knows may provide any source and any field.
  if (catalog.uncatalogued.length === 0) {
    for (const { source, unknownSource } of rules.collected.rules.values()) {
      const plugins = catalog.registry.ofSource(source).map(({ name }) => name);
      if (unknownSource && plugins.length > 0) needs.push({ plugins, why: "source", what: source });
    }
    const byItem = rules.found();
    for (const found of entries.flatMap(({ item }) => byItem.get(item) ?? [])) {
      if (found.kind !== "text" || found.finding.code !== "field-not-available") continue;
      const { span } = found.finding;
      const what = found.loaded.text.slice(span.start, span.end).replace(/\[[^]*/, "");
      const absences = catalog.sources.map((source) => catalog.lookupField(what, source));
      const helped = absences.find((absence) => absence.kind === "needs-plugin" && !absence.onlyFor);
      if (helped?.kind === "needs-plugin") needs.push({ plugins: helped.plugins, why: "fields", what });
    }
  }
  return needs.filter(
    (need, at) =>
      needs.findIndex(({ plugins }) => plugins.some((name) => need.plugins.includes(name))) === at,
  );
}
