import { testKeyDescription } from "../../catalog/tests/test-keys.ts";
import { rangeOf } from "../../evaluate/rules/truth-marks.ts";
import type { Snapshot } from "../../model/workspace/workspace.ts";
import type { FileRange } from "../../text/span.ts";
import { describeDefinition, describeField } from "../describe/describe.ts";
import type { Hover } from "../hover/hover-text.ts";
import { type TestSpot, testSpotAt } from "./test-spot.ts";

/** What a key, a field or a rule of a test file is. */
export function testHover(snapshot: Snapshot, uri: string, offset: number): Hover | undefined {
  const spot = testSpotAt(snapshot, uri, offset);
  if (!spot) return undefined;
  for (const role of spot.roles) {
    const markdown =
      role.kind === "key"
        ? testKeyDescription(role.owner, spot.text)
        : role.kind === "field"
          ? fieldMarkdown(spot)
          : role.kind === "rule"
            ? ruleMarkdown(spot)
            : undefined;
    if (markdown !== undefined) return { markdown, span: spot.word };
  }
  return undefined;
}

/** Where the rule that a test names is defined or changed, and the file that its ruleset names. */
export function testDefinitions(snapshot: Snapshot, uri: string, offset: number): readonly FileRange[] {
  const spot = testSpotAt(snapshot, uri, offset);
  if (!spot) return [];
  const name = unquoted(spot.text);
  if (spot.roles.some(({ kind }) => kind === "rule"))
    return viewsOf(spot, name).flatMap(
      ({ item, nameNode }) => rangeOf({ item, span: nameNode.span }, snapshot.placeOf) ?? [],
    );
  if (!spot.roles.some(({ kind }) => kind === "ruleset")) return [];
  const file = spot.ruleset?.order.find((ref) =>
    snapshot.documents.get(ref.uri)?.path.endsWith(`/${name.replace(/^(?:\.{1,2}\/)+/, "")}`),
  );
  return file ? [{ uri: file.uri, start: 0, end: 0 }] : [];
}

function fieldMarkdown({ text, catalog, source }: TestSpot): string | undefined {
  const found = catalog.lookupField(unquoted(text).replace(/\[[^]*/, ""), source);
  return found.kind === "found" || found.kind === "other-source" ? describeField(found.field) : undefined;
}

function ruleMarkdown(spot: TestSpot): string | undefined {
  const name = unquoted(spot.text);
  const parts = viewsOf(spot, name).map(({ item }) =>
    describeDefinition("rule", name, item.text.trimEnd(), "the ruleset of the test"),
  );
  return parts.length > 0 ? parts.join("\n\n") : undefined;
}

function viewsOf({ ruleset }: TestSpot, name: string) {
  return ruleset?.rules.compiled.rules.get(name)?.rule.views ?? [];
}

function unquoted(text: string): string {
  return text.replace(/^(["'])(.*)\1$/s, "$2");
}
