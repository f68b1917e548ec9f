import { printPreset } from "../../catalog/options.ts";
import type { Version } from "../../catalog/version.ts";
import type { ParsedRegion } from "../../hosts/document.ts";
import { isOpaqueAt } from "../../hosts/opaque.ts";
import type { YamlMap } from "../../syntax/yaml-node.ts";
import { composeMaps, mapSpan, shiftMap } from "../../text/offset-map.ts";
import type { Steps } from "../steps.ts";
import type { ConfigContext } from "../configuration/context.ts";
import { isRead } from "../configuration/keys.ts";
import { applyOverrides, readOverride } from "../configuration/override.ts";
import { givenOptions, type Invocation } from "../invocation/invocation.ts";
import { overridesIn } from "../invocation/overrides.ts";
import { type ExtraOutput, extraOutputs, forgetOutputs, judgeExtraOutput } from "../output/extra-outputs.ts";
import type { Ruleset } from "../workspace/workspace.ts";
import { inRegion, type RegionFindings, type RegionPlace } from "./region-findings.ts";

/** How many outputs are looked at in one step. */
const STRIDE = 50;

/** What is wrong with the outputs that `append_output` of a configuration adds, in steps. */
export function* appendedOutputFindings(
  place: RegionPlace,
  rules: ConfigContext["rules"],
  ruleset: Ruleset | undefined,
): Steps<readonly RegionFindings[]> {
  const { region, target } = place;
  if (!isRead("append_output", target)) return [];
  const root = region.yaml?.documents[0]?.root;
  const found: RegionFindings[] = [];
  let at = 0;
  forgetOutputs(ruleset?.judge ?? place.snapshot.judgeFor(target));
  for (const extra of extraOutputs(root, region.text)) {
    if (++at % STRIDE === 0) yield;
    found.push(...findingsOf(extra, place, rules, ruleset));
  }
  return found;
}

/** The same for the options of a command line: `-o append_output…`, and `-p` with a text of its own. */
export function extraOptionFindings(invocation: Invocation, place: RegionPlace): readonly RegionFindings[] {
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
  return [...appended, ...formats].flatMap((extra) => findingsOf(extra, place));
}

/** The same for one value of the chart; its lists are written in another way than those of options. */
export function extraSettingFindings(place: RegionPlace): readonly RegionFindings[] {
  const { region, target } = place;
  const value = /^falco\.append_output\[\d+\]\.extra_output=/.exec(region.text)?.[0].length;
  if (value === undefined || !isRead("append_output", target)) return [];
  const text = region.text.slice(value);
  return findingsOf({ text, map: shiftMap(value, text.length), match: { tags: [] } }, place);
}

const NOTHING: YamlMap = { kind: "map", flow: false, entries: [], span: { start: 0, end: 0 } };

function inOverride(text: string, target: Version): readonly ExtraOutput[] {
  const { override, faults } = readOverride(text, target);
  if (!override || faults.length > 0) return [];
  return [...extraOutputs(applyOverrides(NOTHING, [override]).root, text)];
}

function shifted(extra: ExtraOutput, by: number, length: number): ExtraOutput {
  return { ...extra, map: composeMaps(shiftMap(by, length), extra.map) };
}

/** Each text is checked as a region of its own, so that its places and fixes lead back through both maps. */
function findingsOf(
  extra: ExtraOutput,
  { snapshot, region, target }: RegionPlace,
  rules?: ConfigContext["rules"],
  ruleset?: Ruleset,
): readonly RegionFindings[] {
  const whole = mapSpan(extra.map, { start: 0, end: extra.text.length });
  if (isOpaqueAt(region, whole)) return [];
  const catalog = ruleset?.catalog ?? snapshot.catalogFor(target);
  const judge = ruleset?.judge ?? snapshot.judgeFor(target);
  const findings = judgeExtraOutput(extra, { catalog, judge, ...(rules && { rules: rules.rules }) });
  const { opaque: _opaque, bare: _bare, yaml: _yaml, ...rest } = region;
  const own: ParsedRegion = { ...rest, text: extra.text, map: composeMaps(region.map, extra.map) };
  return findings.length === 0 ? [] : [inRegion(own, findings)];
}
