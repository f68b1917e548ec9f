import { printPreset } from "../../catalog/options.ts";
import type { Version } from "../../catalog/version.ts";
import type { Document, ParsedRegion } from "../../hosts/document.ts";
import type { ConfigContext } from "../../model/configuration/context.ts";
import { isRead } from "../../model/configuration/keys.ts";
import { applyOverrides, readOverride } from "../../model/configuration/override.ts";
import { givenOptions, type Invocation } from "../../model/invocation/invocation.ts";
import { overridesIn } from "../../model/invocation/overrides.ts";
import { type ExtraOutput, extraOutputs, judgeExtraOutput } from "../../model/output/extra-outputs.ts";
import type { Ruleset, Snapshot } from "../../model/workspace/workspace.ts";
import type { YamlMap } from "../../syntax/yaml-node.ts";
import { composeMaps, mapSpan, shiftMap } from "../../text/offset-map.ts";
import { overlaps } from "../../text/span.ts";
import type { Problem } from "../check.ts";
import { rendered } from "../place-problems.ts";
import { TEXT_CHECKS } from "../registry.ts";

/** Where the texts stand, and the release that compiles them. */
interface Place {
  readonly snapshot: Snapshot;
  readonly document: Document;
  readonly region: ParsedRegion;
  readonly target: Version;
}

/** What is wrong with the outputs that `append_output` of a configuration adds. */
export function appendedOutputProblems(
  place: Place,
  rules: ConfigContext["rules"],
  ruleset: Ruleset | undefined,
): readonly Problem[] {
  const { region, target } = place;
  if (!isRead("append_output", target)) return [];
  const root = region.yaml?.documents[0]?.root;
  return extraOutputs(root, region.text).flatMap((extra) => problemsOf(extra, place, rules, ruleset));
}

/** The same for the options of a command line: `-o append_output…`, and `-p` with a text of its own. */
export function extraOptionProblems(invocation: Invocation, place: Place): readonly Problem[] {
  const appended = isRead("append_output", place.target)
    ? overridesIn(invocation).flatMap(({ text, span }) =>
        inOverride(text, place.target).map((extra) => shifted(extra, span.start, text.length)),
      )
    : [];
  const printed = invocation.program === "falco" ? givenOptions(invocation, "-p") : [];
  const formats = printed.flatMap(({ value }): readonly ExtraOutput[] => {
    if (!value || value.opaque || printPreset(value.text)) return [];
    return [{ text: value.text, map: shiftMap(value.span.start, value.text.length), match: { tags: [] } }];
  });
  return [...appended, ...formats].flatMap((extra) => problemsOf(extra, place));
}

/** The same for one value of the chart; its lists are written in another way than those of options. */
export function extraSettingProblems(place: Place): readonly Problem[] {
  const { region, target } = place;
  const value = /^falco\.append_output\[\d+\]\.extra_output=/.exec(region.text)?.[0].length;
  if (value === undefined || !isRead("append_output", target)) return [];
  const text = region.text.slice(value);
  return problemsOf({ text, map: shiftMap(value, text.length), match: { tags: [] } }, place);
}

const NOTHING: YamlMap = { kind: "map", flow: false, entries: [], span: { start: 0, end: 0 } };

function inOverride(text: string, target: Version): readonly ExtraOutput[] {
  const { override, faults } = readOverride(text, target);
  if (!override || faults.length > 0) return [];
  return extraOutputs(applyOverrides(NOTHING, [override]).root, text);
}

function shifted(extra: ExtraOutput, by: number, length: number): ExtraOutput {
  return { ...extra, map: composeMaps(shiftMap(by, length), extra.map) };
}

/** Each text is judged as a region of its own, so that its places and fixes lead back through both maps. */
function problemsOf(
  extra: ExtraOutput,
  { snapshot, document, region, target }: Place,
  rules?: ConfigContext["rules"],
  ruleset?: Ruleset,
): readonly Problem[] {
  const whole = mapSpan(extra.map, { start: 0, end: extra.text.length });
  if (region.opaque?.some((hole) => overlaps(hole, whole))) return [];
  const catalog = ruleset?.catalog ?? snapshot.catalogFor(target);
  const judge = ruleset?.judge ?? snapshot.judgeFor(target);
  const findings = judgeExtraOutput(extra, { catalog, judge, ...(rules && { rules: rules.rules }) });
  const { opaque: _opaque, bare: _bare, yaml: _yaml, ...rest } = region;
  const own: ParsedRegion = { ...rest, text: extra.text, map: composeMaps(region.map, extra.map) };
  return rendered(findings, TEXT_CHECKS, document, own);
}
