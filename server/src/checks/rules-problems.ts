/** The problems of what is found in a region of rules. */
import type { Document, ParsedRegion } from "../hosts/document.ts";
import { MASK } from "../hosts/embedding/template.ts";
import type { RulesetFindings, RulesFindings } from "../model/document/rules-findings.ts";
import type { SyntaxFindings } from "../model/document/syntax-findings.ts";
import type { FindingCode } from "../model/finding.ts";
import type { Place, Places } from "../model/ruleset/items/places.ts";
import type { Found } from "../model/ruleset/found.ts";
import { spotOf } from "../model/ruleset/loaded-text.ts";
import { type PluginLoading, pluginLoading } from "../model/workspace/plugin-loading.ts";
import type { Ruleset, Snapshot } from "../model/workspace/workspace.ts";
import { keepsAnchors } from "../syntax/anchors.ts";
import type { Item } from "../syntax/item.ts";
import { isolated } from "../text/isolated.ts";
import { keptBy } from "../text/kept.ts";
import { mapSpan } from "../text/offset-map.ts";
import type { Span } from "../text/span.ts";
import type { Fix, FixDraft, FixEdit, Problem, Related, Rendered } from "./check.ts";
import { type SoundFix, soundFixes } from "./conditions/sound-fixes.ts";
import { distinct, keyOf } from "./distinct.ts";
import { isItemFilledIn } from "./filled-in.ts";
import { OUTPUT_CHECKS } from "./outputs/output-checks.ts";
import { editAt, itemMap, loadedEdit, placeFix, relatedAt } from "./place-edits.ts";
import { toProblem } from "./place-problems.ts";
import { checkOf } from "./registry.ts";
import { withPluginLoaded } from "./rules/requirements/load-plugin.ts";
import { type SoundItemFixes, soundItemFixes } from "./rules/sound-item-fixes.ts";
import { withChartInstalling } from "./rules/requirements/install-rules-file.ts";
import { withRulesFileLoaded } from "./rules/requirements/load-rules-file.ts";
import { isOff, type Severities } from "./severities.ts";
import { inScript, isPlaceholder, onPage, SCRIPT_HOSTS } from "./shown-parts.ts";

/** What the YAML reader rejects. */
export function syntaxProblems({ region, found }: SyntaxFindings, { uri }: Document): readonly Problem[] {
  return found.map(({ finding, start, text }) => {
    const place = { uri, region, start };
    const check = checkOf(finding.code);
    const rendered = check.render(finding, text);
    const fixes = placedIn(place, rendered.fixes ?? []);
    const problem = toProblem(check, finding, rendered, {
      region,
      span: mapSpan(itemMap(place), finding.span),
      related: [],
      fixes,
    });
    return region.cut || text.includes(MASK) ? { ...problem, severity: "hint" } : problem;
  });
}

/** What every ruleset that loads a region finds in it. What not all of them find is reported with those that do. */
export function rulesProblems(
  { region, rulesets }: RulesFindings,
  snapshot: Snapshot,
  document: Document,
  severities: Severities,
): readonly Problem[] {
  const [only] = rulesets;
  if (only && rulesets.length === 1) return rulesetProblems(snapshot, only, document, region, severities);
  const found = new Map<string, { readonly problem: Problem; readonly origins: string[] }>();
  for (const one of rulesets) {
    for (const problem of distinct(rulesetProblems(snapshot, one, document, region, severities))) {
      const key = keyOf(problem);
      const known = found.get(key) ?? { problem, origins: [] };
      known.origins.push(one.ruleset.origin);
      // What settles it may be a change to the configuration of each ruleset.
      const others = problem.fixes.filter(({ title }) =>
        known.problem.fixes.every((fix) => fix.title !== title),
      );
      found.set(key, { ...known, problem: { ...known.problem, fixes: [...known.problem.fixes, ...others] } });
    }
  }
  return [...found.values()].map(({ problem, origins }) =>
    origins.length === rulesets.length
      ? problem
      : {
          ...problem,
          message: `${problem.message} This applies only when loaded by ${origins.join(" and ")}.`,
        },
  );
}

function rulesetProblems(
  snapshot: Snapshot,
  { ruleset, items }: RulesetFindings,
  { uri }: Document,
  region: ParsedRegion,
  severities: Severities,
): readonly Problem[] {
  const around: Around = {
    ruleset,
    snapshot,
    loading: pluginLoading(ruleset, snapshot.documents),
    soundFixes: soundItemFixes(ruleset, region.text.length),
    kept: new Map(),
  };
  return items.flatMap(({ item, start, found }) => {
    const shown = found.filter(({ finding }) => !isOff(finding.code, severities));
    return shown.length === 0 ? [] : itemProblems(shown, item, { uri, region, start }, around);
  });
}

/** What is around the items of a ruleset. */
interface Around {
  readonly ruleset: Ruleset;
  readonly snapshot: Snapshot;
  readonly loading: PluginLoading | undefined;
  readonly soundFixes: SoundItemFixes;
  /** By code, the findings whose words are kept so far: as many as problems are shown. */
  readonly kept: Map<FindingCode, number>;
}

function itemProblems(found: readonly Found[], item: Item, place: Place, around: Around): readonly Problem[] {
  const { snapshot } = around;
  const places: Places = (other) => (other === item ? place : snapshot.placeOf(other));
  const meant = place.region.fragment ? found.filter((one) => !isPlaceholder(one)) : found;
  const isScript = SCRIPT_HOSTS.has(snapshot.documents.get(place.uri)?.host ?? "");
  return meant.flatMap((one) => {
    const all = isolated(
      () => `Check ${one.finding.code} at ${place.region.map.at(place.start)} of ${place.uri}`,
      [],
      () => [foundProblem(one, place, places, around)],
    );
    const shown = isScript
      ? all.map((problem) => inScript(problem, one))
      : place.region.fragment
        ? all.map((problem) => onPage(problem, one))
        : all;
    return place.region.template
      ? shown.flatMap((problem) => hinted(problem, one, isItemFilledIn(one, item, place.region)))
      : shown;
  });
}

/** Codes of what two items with the same name show. */
const REPEATED: ReadonlySet<FindingCode> = new Set(["repeated-key", "defined-twice"]);

/** Of what a template fills in nothing is known, not even a name, and of two that are the same it may leave one. */
function hinted(problem: Problem, { finding }: Found, isFilledIn: boolean): readonly Problem[] {
  if (problem.message.includes(MASK) || (isFilledIn && REPEATED.has(finding.code))) return [];
  return [isFilledIn ? { ...problem, severity: "hint" } : problem];
}

function foundProblem(found: Found, place: Place, places: Places, around: Around): Problem {
  const { ruleset, loading } = around;
  const { finding } = found;
  const rendered = worded(found, around);
  const problem = toProblem(checkOf(finding.code), finding, rendered, {
    region: place.region,
    ...(found.kind === "item"
      ? placedInItem(found, rendered, place, places, around.soundFixes)
      : placedInText(found, rendered, place, places, ruleset)),
  });
  const withPlugin =
    loading && rendered.plugins ? withPluginLoaded(problem, rendered.plugins, loading) : problem;
  return rendered.rulesFile === undefined
    ? withPlugin
    : withPublishedFile(withPlugin, rendered.rulesFile, place, around);
}

/** A problem with the fix that loads a published file: by the chart's values that the rules are in, or by a configuration. */
function withPublishedFile(
  problem: Problem,
  name: string,
  { uri, region }: Place,
  { ruleset, snapshot }: Around,
): Problem {
  const document = snapshot.documents.get(uri);
  const values = document?.regions.find(({ kind, group }) => kind === "values" && group === region.group);
  const { published } = ruleset.catalog;
  const file = published.find((one) => one.file === name);
  return document && values && file
    ? withChartInstalling(problem, file, published, document, values)
    : withRulesFileLoaded(problem, name, snapshot.documents.get(ruleset.id));
}

interface PlacedFound {
  readonly span: Span;
  readonly related: readonly Related[];
  readonly fixes: readonly Fix[];
}

function placedInItem(
  { finding, item, related = [] }: Found & { readonly kind: "item" },
  rendered: Rendered,
  place: Place,
  places: Places,
  soundFixes: SoundItemFixes,
): PlacedFound {
  const { node, text } = item;
  const drafts = soundFixes(rendered.fixes ?? [], item);
  return {
    span: mapSpan(itemMap(place), finding.span),
    related: related.flatMap((spot) => relatedAt(spot, places)),
    fixes: placedIn(
      place,
      drafts.filter(({ edits }) => keepsAnchors(node, text, edits)),
    ),
  };
}

function placedIn(place: Place, drafts: readonly FixDraft[]): readonly Fix[] {
  const map = itemMap(place);
  return drafts.flatMap((draft) => placeFix(draft, (span, text) => editAt(place, map, span, text)));
}

function placedInText(
  { finding, loaded, spot }: Found & { readonly kind: "text" },
  rendered: Rendered,
  place: Place,
  places: Places,
  ruleset: Ruleset,
): PlacedFound {
  const write = (span: Span, text: string): FixEdit | undefined => loadedEdit(loaded, span, text, places);
  const fixes = (rendered.fixes ?? []).flatMap((draft) =>
    hasItsMacros(draft, ruleset) ? placeFix(draft, write) : [],
  );
  const origin = spot.origin
    ? relatedAt({ ...spot.origin, message: "The problem is in this text." }, places)
    : [];
  const others = (finding.related ?? []).flatMap(({ message, ...span }) => {
    const other = spotOf(loaded, span);
    return other ? relatedAt({ ...other, message }, places) : [];
  });
  return { span: mapSpan(itemMap(place), spot.span), related: [...origin, ...others], fixes };
}

/** A finding reads the same wherever its item is, so it is worded once; those above the number that is shown, each time. */
const wordings = keptBy((_found: Found): { rendered: Rendered | undefined } => ({ rendered: undefined }));

function worded(found: Found, { ruleset, snapshot, kept }: Around): Rendered {
  const { code } = found.finding;
  const before = kept.get(code) ?? 0;
  if (found.kind === "item" && before > (snapshot.settings.mostProblems ?? Number.POSITIVE_INFINITY))
    return wordedItem(found);
  kept.set(code, before + 1);
  const known = wordings(found);
  known.rendered ??= found.kind === "item" ? wordedItem(found) : wordedText(found, ruleset);
  return known.rendered;
}

function wordedItem({ finding, item }: Found & { readonly kind: "item" }): Rendered {
  return checkOf(finding.code).render(finding, item.text);
}

/** With those fixes alone that settle the finding. */
function wordedText(
  { finding, loaded, source }: Found & { readonly kind: "text" },
  { judge, rules }: Ruleset,
): Rendered {
  const rendered = checkOf(finding.code).render(finding, loaded.text);
  const itemsOf = (list: string): string | undefined =>
    rules.collected.lists
      .get(list)
      ?.items.map(({ node }) => node.text)
      .join(", ");
  const isOutput = Object.hasOwn(OUTPUT_CHECKS, finding.code);
  const evaluated = { loaded, isOutput, itemsOf, ...(source !== undefined && { source }) };
  const fixes = soundFixes(finding, rendered.fixes ?? [], evaluated, judge);
  // What Falco does not come to look at is a hint, whatever the check says.
  return { ...rendered, fixes, ...(finding.aside && { severity: "hint", falco: null }) };
}

/** Whether each macro that a fix adds is defined, which other items settle. */
function hasItsMacros(draft: FixDraft, { rules, input }: Ruleset): boolean {
  const macros = "macros" in draft ? (draft as SoundFix).macros : [];
  return macros.every((name) => rules.collected.macros.has(name) || input.known("macro", name) !== undefined);
}
