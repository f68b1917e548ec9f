import { booleanOf, nodeAt, textOf } from "../../syntax/yaml-node.ts";
import { regionsOfGroup } from "../chart-values/written-blocks.ts";
import { artifactFindings } from "../falcoctl/judge-artifacts.ts";
import { falcoctlSettings } from "../falcoctl/judge-settings.ts";
import { inRegion, type RegionFindings, type RegionPlace } from "./region-findings.ts";

/** What is wrong with a file of falcoctl's. In chart values, other values say which of its commands run. */
export function falcoctlFindings({ document, region }: RegionPlace): readonly RegionFindings[] {
  const tree = region.yaml?.documents[0]?.root;
  if (region.name === "index" || region.name === "registry")
    return [inRegion(region, artifactFindings(tree, region.name))];
  const values = region.fragment
    ? regionsOfGroup(document, region.group).find(({ kind }) => kind === "values")
    : undefined;
  const root = values?.yaml?.documents[0]?.root;
  const runs = (name: string): boolean =>
    booleanOf(textOf(nodeAt(root, ["falcoctl", "artifact", name]), "enabled") ?? "") !== false;
  const found = falcoctlSettings(tree, {
    install: runs("install"),
    follow: runs("follow"),
  });
  return [inRegion(region, found)];
}
