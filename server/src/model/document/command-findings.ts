import { configKey } from "../../catalog/config-keys.ts";
import { optionData } from "../../catalog/data.ts";
import { ENVIRONMENT, LOADER_WORDS, OPTIONS } from "../../catalog/options.ts";
import type { OptionRecord } from "../../catalog/records.ts";
import { isAtLeast, readVersion, type Version } from "../../catalog/version.ts";
import type { Document, ParsedRegion } from "../../hosts/document.ts";
import { shift } from "../../text/span.ts";
import { otherReleases } from "../chart-values/stated-versions.ts";
import type { ConfigFinding } from "../configuration/finding.ts";
import { judgeOverride } from "../configuration/findings/judge-override.ts";
import { judgeFalcoctlVariable } from "../falcoctl/judge-variable.ts";
import { judgePush } from "../falcoctl/judge-push.ts";
import type { ItemView } from "../ruleset/items/items.ts";
import { documentsNamed, folderOf } from "../workspace/named-documents.ts";
import { judgeFalcoctl } from "../falcoctl/judge-command.ts";
import type { InvocationFinding } from "../invocation/finding.ts";
import { type Invocation, readInvocation } from "../invocation/invocation.ts";
import { judgeInvocation } from "../invocation/judge-invocation.ts";
import { judgeDriverChoice } from "../invocation/judge-loader.ts";
import { judgeVariable } from "../invocation/judge-variable.ts";
import { overridesIn } from "../invocation/overrides.ts";
import { unquotedPatterns } from "../invocation/unquoted-patterns.ts";
import { ruleNamesOf } from "../workspace/rule-names.ts";
import { commandConfigFindings } from "../workspace/command-config.ts";
import { joinedConfig } from "../workspace/joined-options.ts";
import type { Settings } from "../workspace/settings.ts";
import { extraOptionFindings } from "./extra-output-findings.ts";
import { inRegion, type RegionFindings, type RegionPlace } from "./region-findings.ts";

const COMMAND_LINE_FACTS = {
  options: OPTIONS,
  environment: ENVIRONMENT,
  printPresets: optionData.printPresets,
  loaderWords: LOADER_WORDS,
};

/** What is wrong with a command line, by itself and with the configuration that it reads. */
export function commandFindings(place: RegionPlace): readonly RegionFindings[] {
  const { snapshot, document, region, target } = place;
  // Chart values have an image of falcoctl's own, so Falco's release says nothing of its version.
  const falcoctlOf = document.host === "helm-values" ? undefined : target;
  const invocation = readInvocation(region, OPTIONS);
  const facts = { ...COMMAND_LINE_FACTS, sources: snapshot.catalogFor(target).sources };
  const judged = [
    ...judgeInvocation(invocation, facts, target),
    ...unquotedPatterns(invocation, region.bare ?? []),
  ];
  const own = judged.map((finding) => settled(asWritten(finding, region), invocation, place));
  return [
    inRegion(region, own),
    inRegion(region, [
      ...judgeFalcoctl(invocation, falcoctlOf),
      ...judgePush(invocation, (path) => viewsOf(path, place)),
    ]),
    { ...inRegion(region, overrideFindings(invocation, place)), isReadOnly: true },
    ...extraOptionFindings(invocation, place),
  ];
}

/** The items of the rules file that a path leads to; undefined where that is not known. */
function viewsOf(path: string, { snapshot, document }: RegionPlace): readonly ItemView[] | undefined {
  const [file, ...others] = documentsNamed(snapshot.documents, folderOf(document.path), path);
  if (!file || others.length > 0) return undefined;
  return file.regions.flatMap(({ items }) =>
    (items?.items ?? []).flatMap(({ item }) => snapshot.readItem(item).view ?? []),
  );
}

/** What is wrong with a variable of Falco's environment. */
export function environmentFindings({ region, target }: RegionPlace): readonly RegionFindings[] {
  const findings = [
    ...judgeVariable(region.text, ENVIRONMENT, target),
    ...judgeDriverChoice(region, LOADER_WORDS, target),
    ...judgeFalcoctlVariable(region),
  ];
  return [inRegion(region, findings)];
}

/** An option with what the rest of the workspace says of it: the configuration that it can move to, the release that stays. */
function settled(
  finding: InvocationFinding,
  invocation: Invocation,
  { snapshot, document, region }: RegionPlace,
): InvocationFinding {
  if (finding.code !== "removed-option" && finding.code !== "deprecated-option") return finding;
  const staying = stayingRelease(snapshot.settings, document, region);
  if (staying !== undefined && finding.rewrite?.edits.length && !isKnownTo(staying, finding.record))
    return { ...finding, staying };
  const joined = joinedConfig(finding, invocation, document, region, snapshot.documents);
  return joined ? { ...finding, joined } : finding;
}

/** The release that runs a command line and does not move along with all the rest: a variant of the image, a digest, a range. */
function stayingRelease(
  { moving, target }: Settings,
  { versions, text }: Document,
  { group }: ParsedRegion,
): Version | undefined {
  if (!moving || target === undefined) return undefined;
  const own = versions.filter((stated) => stated.of === "falco" && stated.group === group);
  return readVersion(otherReleases(own, text, target).find(({ plain }) => !plain)?.version ?? "");
}

/** Whether a release supports one of the replacements of an option. */
function isKnownTo(release: Version, { replacedBy = [] }: OptionRecord): boolean {
  return replacedBy.some(({ kind, form, configKeys = [] }) => {
    if (kind === "drop") return true;
    if (kind === "option")
      return OPTIONS.some(
        ({ names, since }) => names.includes(form.split(" ")[0] ?? "") && isAtLeast(release, since),
      );
    const keys = configKeys.map((key) => configKey(key)?.since);
    return keys.every((since) => since !== undefined && isAtLeast(release, since));
  });
}

/** A finding that says what to write, in the quotes that the arguments need in this file. */
function asWritten(finding: InvocationFinding, { quote }: ParsedRegion): InvocationFinding {
  if (!quote || !("rewrite" in finding) || !finding.rewrite) return finding;
  return {
    ...finding,
    rewrite: {
      ...finding.rewrite,
      words: finding.rewrite.words.map((word) => (/[<>]/.test(word) ? word : (quote(word) ?? word))),
    },
  };
}

/** What is wrong with the values of `-o`, as configuration, by themselves and with what the line reads. */
function overrideFindings(
  invocation: Invocation,
  { snapshot, document, region, target }: RegionPlace,
): readonly ConfigFinding[] {
  const own = overridesIn(invocation).flatMap(({ text, span }) =>
    judgeOverride(text, {
      target,
      names: () => ruleNamesOf(snapshot, snapshot.catalogFor(target).published),
    }).map((finding) => ({ ...finding, span: shift(finding.span, span.start) })),
  );
  const keyOf = ({ code, path }: ConfigFinding): string => `${code} ${path}`;
  const known = new Set(own.map(keyOf));
  const place = { documents: snapshot.documents, document, region, target };
  const together = commandConfigFindings(invocation, place);
  return [...own, ...together.filter((finding) => !known.has(keyOf(finding)))];
}
