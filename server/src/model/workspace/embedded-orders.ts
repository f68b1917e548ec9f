import { chartPins, defaultRules, MAIN_RULES_FILE } from "../../catalog/default-rules.ts";
import type { Document, ParsedRegion } from "../../hosts/document.ts";
import { booleanOf, nodeAt, textOf } from "../../syntax/yaml-node.ts";
import { rulesFilesOf } from "../configuration/config-view.ts";
import { type MergedConfig, readConfig } from "../configuration/read-config.ts";
import type { LoadOrder } from "./order.ts";
import { compareNames, nameOf } from "./named-documents.ts";
import type { ReleaseTargets } from "./release-targets.ts";
import type { RegionRef } from "./settings.ts";

/** Rules that are inside other files: those of one group load together, in the order of their names. */
export function embeddedOrders(
  documents: ReadonlyMap<string, Document>,
  targets: ReleaseTargets,
): readonly LoadOrder[] {
  const orders: LoadOrder[] = [];
  for (const document of documents.values()) {
    if (document.host === "rules" || document.host === "config") continue;
    const groups = regionsByGroup(document);
    for (const [group, files] of rulesByGroup(document)) {
      const name = ({ region }: RegionRef): string => document.regions[region]?.name ?? "";
      const target = targets.of(document, group).falco;
      const inGroup = groups.get(group) ?? [];
      const configRegion = inGroup.find(({ kind }) => kind === "config");
      const config =
        configRegion &&
        readConfig(
          { uri: document.uri, root: rootOf(configRegion), length: configRegion.text.length },
          target,
          () => [],
        );
      const values = inGroup.find(({ kind }) => kind === "values");
      const pins = targets.rulesPins(document, group);
      const installed = pins.length === 0 && values && runsFalcoctl(values) ? chartPins(target) : pins;
      orders.push({
        id: `${document.uri} ${group}`,
        origin: nameOf(document.path),
        files: files.sort((a, b) => compareNames(name(a), name(b))),
        guessed: true,
        exact: false,
        target,
        published: defaultRules(target, installed),
        ...(config && { config }),
        ...(values && { before: filesBefore(config), plugins: pluginsOf(values) }),
      });
    }
  }
  return orders;
}

function rulesByGroup(document: Document): ReadonlyMap<string, RegionRef[]> {
  const groups = new Map<string, RegionRef[]>();
  document.regions.forEach((region, index) => {
    if (region.kind !== "rules") return;
    const group = region.group ?? "";
    const known = groups.get(group) ?? [];
    known.push({ uri: document.uri, region: index });
    groups.set(group, known);
  });
  return groups;
}

function regionsByGroup({ regions }: Document): ReadonlyMap<string, readonly ParsedRegion[]> {
  const groups = new Map<string, ParsedRegion[]>();
  for (const region of regions) {
    const known = groups.get(region.group ?? "") ?? [];
    known.push(region);
    groups.set(region.group ?? "", known);
  }
  return groups;
}

function rootOf({ yaml }: ParsedRegion): NonNullable<ParsedRegion["yaml"]>["documents"][number]["root"] {
  return yaml?.documents[0]?.root;
}

/** The chart loads the main rules file before `customRules`, unless its values name other files. */
function filesBefore(config: MergedConfig | undefined): readonly string[] {
  const named = config ? rulesFilesOf(config).map(({ text }) => text.slice(text.lastIndexOf("/") + 1)) : [];
  return named.length === 0 ? [MAIN_RULES_FILE] : named;
}

/** The chart adds a plugin for each collector; that of containers counts as loaded everywhere. */
function pluginsOf(values: ParsedRegion): readonly string[] {
  return textOf(nodeAt(rootOf(values), ["collectors", "kubernetes"]), "enabled") === "true"
    ? ["k8smeta"]
    : [];
}

/** It does unless both of its containers are off. */
function runsFalcoctl(values: ParsedRegion): boolean {
  return ["install", "follow"].some(
    (verb) =>
      booleanOf(textOf(nodeAt(rootOf(values), ["falcoctl", "artifact", verb]), "enabled") ?? "") !== false,
  );
}
