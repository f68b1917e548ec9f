import { PRIORITIES } from "../../catalog/language.ts";
import { testKeyDescription, testKeys } from "../../catalog/tests/test-keys.ts";
import { yamlScalar } from "../../evaluate/tests/yaml-scalar.ts";
import { folderOf } from "../../model/workspace/named-documents.ts";
import type { Snapshot } from "../../model/workspace/workspace.ts";
import type { Candidate, CandidateKind } from "../completion/candidate.ts";
import { typeName } from "../describe/describe.ts";
import type { TestRole, TestSpot } from "./test-spot.ts";

/** What could be typed at a place of a test file. */
export function testCandidates(snapshot: Snapshot, spot: TestSpot): readonly Candidate[] {
  return spot.roles.flatMap((role, at) =>
    candidatesFor(role, spot, snapshot).map((candidate) => ({
      ...candidate,
      rank: candidate.rank + 1000 * at,
    })),
  );
}

function candidatesFor(role: TestRole, spot: TestSpot, snapshot: Snapshot): readonly Candidate[] {
  const { catalog, source, ruleset } = spot;
  const value = (label: string, kind: CandidateKind, rank: number, detail?: string): Candidate => ({
    label,
    kind,
    rank,
    edit: { span: spot.word, newText: yamlScalar(label) },
    ...(detail !== undefined && { detail }),
  });
  switch (role.kind) {
    case "key":
      return testKeys(role.owner).flatMap((name, rank) =>
        isTaken(name, spot)
          ? []
          : [keyCandidate(name, "item-key", rank, testKeyDescription(role.owner, name), spot)],
      );
    case "field":
      return catalog
        .fieldNames(source)
        .flatMap((name) =>
          isTaken(name, spot) ? [] : [keyCandidate(name, "field", 0, detailOf(name, spot), spot)],
        );
    case "field-value":
      return valuesOf(role.field, spot).map((label, rank) => value(label, "value", rank));
    case "rule":
      return [...(ruleset?.rules.compiled.rules.values() ?? [])].map(({ rule }, rank) =>
        value(rule.name, "rule", rank, rule.priority?.name),
      );
    case "priority":
      return PRIORITIES.map(({ name }, rank) => value(name, "value", rank));
    case "rule_matching":
      return ["first", "all"].map((label, rank) => value(label, "value", rank));
    case "source":
      return catalog.sources.map((label, rank) => value(label, "value", rank));
    case "ruleset":
      return rulesFiles(snapshot, spot).map((label, rank) => value(label, "value", rank));
  }
}

function isTaken(name: string, { siblings, text }: TestSpot): boolean {
  return siblings.includes(name) && name !== text;
}

function keyCandidate(
  name: string,
  kind: CandidateKind,
  rank: number,
  detail: string | undefined,
  { word, isKey }: TestSpot,
): Candidate {
  return {
    label: name,
    kind,
    rank,
    edit: { span: word, newText: isKey ? name : `${name}: ` },
    ...(detail !== undefined && { detail }),
  };
}

function detailOf(name: string, { catalog, source }: TestSpot): string | undefined {
  const found = catalog.lookupField(name, source);
  return found.kind === "found" ? typeName(found.field.type) : undefined;
}

function valuesOf(field: string, { catalog, source }: TestSpot): readonly string[] {
  if (field === "evt.type") return catalog.events.typeNames;
  const found = catalog.lookupField(field.replace(/\[[^]*/, ""), source);
  return found.kind === "found" && found.field.type === "BOOL" ? ["true", "false"] : [];
}

/** Rules files in the folder of the test file and below it. */
function rulesFiles({ documents }: Snapshot, { document }: TestSpot): readonly string[] {
  const own = folderOf(document.path);
  const folder = own === "" ? "" : `${own}/`;
  return [...documents.values()]
    .filter(({ path, regions }) => path.startsWith(folder) && regions.some(({ kind }) => kind === "rules"))
    .map(({ path }) => path.slice(folder.length))
    .sort();
}
