import { scalarText } from "../../syntax/scalar-text.ts";
import { readYaml } from "../../syntax/yaml.ts";
import { textOf, valueOf, type YamlNode } from "../../syntax/yaml-node.ts";
import { mapSpan } from "../../text/offset-map.ts";
import { chartVersionIn, statedChart } from "./chart-version.ts";
import { variablesOf } from "../commands/container.ts";
import { findValues, valuesReading } from "../formats/helm-values.ts";
import { withArguments } from "../commands/setting-arguments.ts";
import type { HostReading, Region, StatedVersion } from "../host.ts";
import { joined, nested, NOTHING } from "./nested.ts";

/** What installs a chart: where it says the chart's version, the values as a tree or as a text, and single ones of them. */
export interface ReleaseParts {
  /** The key of the chart's name, where it is another than `chart` or `name`. */
  readonly name?: string;
  readonly version: string;
  readonly values: readonly (YamlNode | undefined)[];
  readonly settings?: YamlNode | undefined;
}

/** The version and the values of a chart that some other file installs: of Falco's own, or of one that has it as a subchart. */
export function chartRelease(
  chart: YamlNode | undefined,
  { name: nameKey, version: key, values, settings }: ReleaseParts,
  source: string,
  group: string,
): HostReading {
  const name =
    (nameKey === undefined ? (textOf(chart, "chart") ?? textOf(chart, "name")) : textOf(chart, nameKey)) ??
    "";
  const isFalco = /(?:^|\/)falco$/.test(name);
  const revision = valueOf(chart, key);
  const asked = revision?.kind === "scalar" ? chartVersionIn(revision.text) : undefined;
  const versions: StatedVersion[] =
    isFalco && asked && revision?.kind === "scalar"
      ? [statedChart(asked, mapSpan(scalarText(revision, source).map, asked), group)]
      : [];
  const readings = values.map((node): HostReading => {
    if (node?.kind === "map")
      return isFalco ? valuesReading(node, source, group) : findValues(node, source, group);
    if (node?.kind !== "scalar" || node.isNull || node.alias !== undefined) return NOTHING;
    const { text, map } = scalarText(node, source);
    const root = readYaml(text).documents[0]?.root;
    // The inner text has no group of its own: `group` is put on when it is nested.
    const reading =
      isFalco && root?.kind === "map"
        ? valuesReading(root, text, "values")
        : findValues(root, text, "values");
    const placed = nested(reading, map, {});
    return {
      regions: placed.regions.map((region) => ({ ...region, group })),
      versions: placed.versions.map((version) => ({ ...version, group })),
    };
  });
  const set = isFalco ? settingsOf(settings, source, group) : [];
  return joined([{ regions: set, versions }, ...readings]);
}

/** A list of `name` and `value`, which are what `--set` takes. */
function settingsOf(node: YamlNode | undefined, source: string, group: string): readonly Region[] {
  return withArguments(
    variablesOf(node, source, "plain", group).map((region) => ({ ...region, kind: "setting" })),
  );
}
