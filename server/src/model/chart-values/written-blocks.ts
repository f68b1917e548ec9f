import { keptBy, keptLast } from "../../text/kept.ts";
import { blocksWrittenBy } from "../../catalog/helm.ts";
import type { ChartWriteRecord } from "../../catalog/chart-records.ts";
import type { Version } from "../../catalog/version.ts";
import type { Document, ParsedRegion } from "../../hosts/document.ts";
import { booleanOf, nodeAt, textOf, type YamlNode } from "../../syntax/yaml-node.ts";

/** The switches of the blocks that a chart writes, by their paths, as far as they are set. */
export type Switches = ReadonlyMap<string, string>;

/** The regions of one release, or of whatever else a group represents. */
export function regionsOfGroup(document: Document, group: string | undefined): readonly ParsedRegion[] {
  return groupsOf(document).get(group) ?? [];
}

const groupsOf = keptBy(({ regions }: Document): ReadonlyMap<string | undefined, readonly ParsedRegion[]> => {
  const groups = new Map<string | undefined, ParsedRegion[]>();
  for (const region of regions) {
    const own = groups.get(region.group);
    if (own) own.push(region);
    else groups.set(region.group, [region]);
  }
  return groups;
});

/** The switches that the values of a group set, or the single ones beside them. */
export function switchesIn(regions: readonly ParsedRegion[], chart: Version): Switches {
  return switchesKept(regions)(chart);
}

const switchesKept = keptBy((regions: readonly ParsedRegion[]) =>
  keptLast((chart: Version) => readSwitches(regions, chart)),
);

function readSwitches(regions: readonly ParsedRegion[], chart: Version): Switches {
  const names = namesOf(chart);
  return new Map(
    regions.flatMap(({ kind, text, yaml }) => {
      if (kind === "values") return [...switchesOf(yaml?.documents[0]?.root, chart)];
      return kind === "setting"
        ? names.flatMap((name): [string, string][] =>
            text.startsWith(`${name}=`) ? [[name, text.slice(name.length + 1)]] : [],
          )
        : [];
    }),
  );
}

/** The switches that a tree of values sets. */
export function switchesOf(root: YamlNode | undefined, chart: Version): Switches {
  return new Map(
    namesOf(chart).flatMap((name): [string, string][] => {
      const path = name.split(".");
      const value = textOf(nodeAt(root, path.slice(0, -1)), path.at(-1) ?? "");
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

function namesOf(chart: Version): readonly string[] {
  return blocksWrittenBy(chart).flatMap((block) => block.switch ?? []);
}

/** The blocks of falco.yaml that the chart writes itself: what is given for them does not reach Falco. */
export function writtenBlocks(chart: Version, switches: Switches): readonly ChartWriteRecord[] {
  return blocksWrittenBy(chart).filter(
    (block) => booleanOf(switches.get(block.switch ?? "") ?? "") !== false,
  );
}

/** Whether a path of falco.yaml leads to one of the blocks or into it. */
export function isIn(blocks: readonly ChartWriteRecord[], path: string): boolean {
  return blocks.some(
    (block) => path === block.path || path.startsWith(`${block.path}.`) || path.startsWith(`${block.path}[`),
  );
}
