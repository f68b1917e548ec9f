import { relationFindings, RELATIONS } from "./rules/reasoning/relation-findings.ts";
import type { Document, ParsedRegion } from "../hosts/document.ts";
import { MASK } from "../hosts/embedding/template.ts";
import type { Found } from "../model/ruleset/load-findings.ts";
import type { Place, Places } from "../model/ruleset/items/places.ts";
import { spotOf } from "../model/ruleset/loaded-text.ts";
import { type PluginLoading, pluginLoading } from "../model/workspace/plugin-loading.ts";
import { judgeStatedEngine } from "../model/ruleset/items/stated-engine.ts";
import { judgeStatedPlugins } from "../model/ruleset/items/stated-plugins.ts";
import type { Ruleset, Snapshot } from "../model/workspace/workspace.ts";
import { keepsAnchors } from "../syntax/anchors.ts";
import type { Item } from "../syntax/items.ts";
import type { YamlProblem } from "../syntax/yaml-node.ts";
import { mapSpan } from "../text/offset-map.ts";
import type { ItemRepair } from "../syntax/item-repair.ts";
import type { Span } from "../text/span.ts";
import type { CheckInfo, Fix, FixDraft, FixEdit, Problem, Rendered } from "./check.ts";
import { type SoundFix, soundFixes } from "./conditions/sound-fixes.ts";
import { OUTPUT_CHECKS } from "./outputs/output-checks.ts";
import { withPluginLoaded } from "./rules/requirements/load-plugin.ts";
import { withRulesFileLoaded } from "./rules/requirements/load-rules-file.ts";
import { isItemFilledIn } from "./filled-in.ts";
import { editAt, itemMap, loadedEdit, placeFix, relatedAt } from "./place-edits.ts";
import { decideOf } from "./place-problems.ts";
import { regionProblems, versionProblems } from "./region-problems.ts";
import { ITEM_CHECKS, TEXT_CHECKS } from "./registry.ts";
import { inScript, isPlaceholder, onPage, SCRIPT_HOSTS } from "./shown-parts.ts";
import { isOff, severityOf, type Severities } from "./severities.ts";
import { isSure } from "./sure-findings.ts";
import { repairFix, spacesFix } from "./yaml-fixes.ts";
import { suppressed } from "./suppressions.ts";
import { isolated } from "../text/isolated.ts";

export type { Severities };

/** Everything there is to tell about one document, in the order of its text. */
export function problemsOf(snapshot: Snapshot, uri: string, severities: Severities = {}): readonly Problem[] {
  const document = snapshot.documents.get(uri);
  const { defaultRules = [] } = snapshot.settings;
  // The default rules are not the user's to mend.
  if (!document || defaultRules.includes(uri)) return [];
  const problems: Problem[] = [];
  for (const region of document.regions)
    problems.push(
      ...isolated(
        () => `Checking the ${region.kind} at ${region.map.at(0)} of ${uri}`,
        [],
        () => (region.items ? syntaxProblems(document, region) : regionProblems(snapshot, document, region)),
      ),
    );
  problems.push(
    ...isolated(
      () => `Checking the versions of ${uri}`,
      [],
      () => versionProblems(snapshot, document),
    ),
  );
  for (const [region, rulesets] of loadingOf(snapshot, document))
    problems.push(
      ...isolated(
        () => `Checking the rules at ${region.map.at(0)} of ${uri}`,
        [],
        () => united(snapshot, document, region, rulesets, severities),
      ),
    );
  const kept = distinct(problems).flatMap((problem): readonly Problem[] => {
    const severity = severityOf(problem, severities);
    if (severity === undefined) return [];
    const fixes =
      defaultRules.length === 0
        ? problem.fixes
        : problem.fixes.filter(({ edits }) => !edits.some((edit) => defaultRules.includes(edit.uri)));
    return severity === problem.severity && fixes.length === problem.fixes.length
      ? [problem]
      : [{ ...problem, severity, fixes }];
  });
  return suppressed(kept, document.text).sort(
    (a, b) => a.span.start - b.span.start || a.span.end - b.span.end,
  );
}

/** The regions of a document that are loaded, each with the rulesets that load it. */
function loadingOf(
  { rulesets }: Snapshot,
  { uri, regions }: Document,
): ReadonlyMap<ParsedRegion, readonly Ruleset[]> {
  const loading = new Map<ParsedRegion, Ruleset[]>();
  for (const ruleset of rulesets) {
    for (const ref of ruleset.order) {
      const region = ref.uri === uri ? regions[ref.region] : undefined;
      const known = region && loading.get(region);
      if (known?.at(-1) === ruleset) continue;
      if (known) known.push(ruleset);
      else if (region) loading.set(region, [ruleset]);
    }
  }
  return loading;
}

/** What every ruleset that loads a region finds in it. What not all of them find is told with those that do. */
function united(
  snapshot: Snapshot,
  document: Document,
  region: ParsedRegion,
  rulesets: readonly Ruleset[],
  severities: Severities,
): readonly Problem[] {
  const [only] = rulesets;
  if (only && rulesets.length === 1) return rulesetProblems(snapshot, only, document, region, severities);
  const found = new Map<string, { readonly problem: Problem; readonly origins: string[] }>();
  for (const ruleset of rulesets) {
    for (const problem of distinct(rulesetProblems(snapshot, ruleset, document, region, severities))) {
      const key = keyOf(problem);
      const known = found.get(key) ?? { problem, origins: [] };
      known.origins.push(ruleset.origin);
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
  ruleset: Ruleset,
  document: Document,
  region: ParsedRegion,
  severities: Severities,
): readonly Problem[] {
  const { rules, catalog } = ruleset;
  const around: Around = { ruleset, loading: pluginLoading(ruleset, snapshot.documents) };
  const problems: Problem[] = [];
  const stated = [
    ...statedVersions(snapshot, region, catalog),
    ...(RELATIONS.some((code) => !isOff(code, severities)) ? relationFindings(ruleset) : []),
  ];
  for (const { item, start } of region.items?.items ?? []) {
    const own = rules.foundAt(item);
    const sure =
      item.problems.length === 0 && !item.repair ? own : own.filter((found) => isSure(found, item));
    const all = stated.length === 0 ? sure : [...sure, ...stated.filter((one) => one.item === item)];
    const shown = all.length === 0 ? all : all.filter(({ finding }) => !isOff(finding.code, severities));
    if (shown.length > 0)
      problems.push(
        ...itemProblems(shown, item, { uri: document.uri, region, start }, snapshot, around).map((one) =>
          one.code === "from-default-rules"
            ? withRulesFileLoaded(one, shown, snapshot.documents.get(ruleset.id))
            : one,
        ),
      );
  }
  return problems;
}

/** What is around the items of a ruleset. */
interface Around {
  readonly ruleset: Ruleset;
  readonly loading: PluginLoading | undefined;
}

/** Whether a text states the engine and the plugins that it needs. What stands on a page need not. */
function statedVersions(
  snapshot: Snapshot,
  { items, fragment }: ParsedRegion,
  catalog: Ruleset["catalog"],
): readonly (Found & { readonly kind: "item" })[] {
  const views = items?.items.map(({ item }) => snapshot.readItem(item).view) ?? [];
  const engine = judgeStatedEngine(views, catalog);
  const all = [...(engine ? [engine] : []), ...judgeStatedPlugins(views, catalog)];
  const told = fragment
    ? all.filter(({ finding }) => !/^missing-(?:engine|plugin)-version$/.test(finding.code))
    : all;
  return told.map((one) => ({ kind: "item", ...one }));
}

function itemProblems(
  found: readonly Found[],
  item: Item,
  place: Place,
  snapshot: Snapshot,
  around: Around,
): readonly Problem[] {
  const places: Places = (other) => (other === item ? place : snapshot.placeOf(other));
  const meant = place.region.fragment ? found.filter((one) => !isPlaceholder(one)) : found;
  const isScript = SCRIPT_HOSTS.has(snapshot.documents.get(place.uri)?.host ?? "");
  return meant.flatMap((one) => {
    const told = isolated(
      () => `Check ${one.finding.code} at ${place.region.map.at(place.start)} of ${place.uri}`,
      [],
      () =>
        one.kind === "item"
          ? itemProblem(one, place, places, around.loading)
          : textProblem(one, place, places, around),
    );
    const shown = isScript
      ? told.map((problem) => inScript(problem, one))
      : place.region.fragment
        ? told.map((problem) => onPage(problem, one))
        : told;
    return place.region.template
      ? shown.flatMap((problem) => hinted(problem, isItemFilledIn(one, item, place.region)))
      : shown;
  });
}

/** Of what a template fills in nothing is known, not even a name, and of two that are the same it may leave one. */
function hinted(problem: Problem, isFilledIn: boolean): readonly Problem[] {
  if (problem.message.includes(MASK) || (isFilledIn && /^(?:repeated-key|defined-twice)$/.test(problem.code)))
    return [];
  return [isFilledIn ? { ...problem, severity: "hint" } : problem];
}

const RENDERED = new WeakMap<Found, Rendered>();

/** A finding reads the same wherever its item stands, so it is worded once. */
function worded(found: Found, render: () => Rendered): Rendered {
  const known = RENDERED.get(found);
  if (known) return known;
  const rendered = render();
  RENDERED.set(found, rendered);
  return rendered;
}

function itemProblem(
  found: Found & { readonly kind: "item" },
  place: Place,
  places: Places,
  loading: PluginLoading | undefined,
): readonly Problem[] {
  const check = ITEM_CHECKS.get(found.finding.code);
  if (!check) return [];
  const map = itemMap(place);
  const rendered = worded(found, () => check.render(found.finding, found.item.text));
  const { node, text: source } = found.item;
  const fixes = (rendered.fixes ?? [])
    .filter(({ edits }) => keepsAnchors(node, source, edits))
    .flatMap((draft) => placeFix(draft, (span, text) => editAt(place, map, span, text)));
  return [
    {
      ...problem(check, rendered, mapSpan(map, found.finding.span), fixes, place, loading),
      related: (found.related ?? []).flatMap((spot) => relatedAt(spot, places)),
    },
  ];
}

function textProblem(
  found: Found & { readonly kind: "text" },
  place: Place,
  places: Places,
  { ruleset, loading }: Around,
): readonly Problem[] {
  const { loaded, finding, spot } = found;
  const check = TEXT_CHECKS.get(finding.code);
  if (!check) return [];
  const rendered = worded(found, () => soundly(check.render(finding, loaded.text), found, ruleset));
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
  const said = finding.falco === check.falco ? rendered : { ...severityFor(finding.falco), ...rendered };
  const own: Rendered = finding.aside ? { ...said, severity: "hint", falco: null } : said;
  return [
    {
      ...problem(check, own, mapSpan(itemMap(place), spot.span), fixes, place, loading),
      related: [...origin, ...others],
    },
  ];
}

/** With those fixes alone that settle the finding. */
function soundly(
  rendered: Rendered,
  found: Found & { readonly kind: "text" },
  { judge, rules }: Ruleset,
): Rendered {
  const { finding, loaded, source } = found;
  const isOutput = OUTPUT_CHECKS.some(({ code }) => code === finding.code);
  const itemsOf = (list: string): string | undefined =>
    rules.collected.lists
      .get(list)
      ?.items.map(({ node }) => node.text)
      .join(", ");
  const evaluated = { loaded, isOutput, itemsOf, ...(source !== undefined && { source }) };
  return { ...rendered, fixes: soundFixes(finding, rendered.fixes ?? [], evaluated, judge) };
}

/** Whether each macro that a fix brings in is defined, which other items settle. */
function hasItsMacros(draft: FixDraft, { rules, input }: Ruleset): boolean {
  const macros = "macros" in draft ? (draft as SoundFix).macros : [];
  return macros.every((name) => rules.collected.macros.has(name) || input.known("macro", name) !== undefined);
}

/** The severity that follows from what Falco does, where a finding differs from its check. */
function severityFor(falco: string | null): Partial<Rendered> {
  if (falco === null) return { falco: null };
  if (falco === "fatal" || falco.startsWith("LOAD_ERR")) return { severity: "error" };
  return {
    severity: "warning",
    ...(falco.startsWith("LOAD_") && { falco: `LOAD_${falco.slice(5)}` as const }),
  };
}

function problem(
  check: CheckInfo,
  rendered: Rendered,
  span: Span,
  fixes: readonly Fix[],
  place: Place,
  loading?: PluginLoading,
): Problem {
  const { region } = place;
  const told: Problem = {
    code: check.code,
    severity: rendered.severity ?? check.severity,
    message: rendered.message,
    span,
    falco: rendered.falco === undefined ? check.falco : rendered.falco,
    related: [],
    fixes: region.template ? [] : fixes,
    ...decideOf(rendered, fixes, region),
    ...(rendered.deprecated && { deprecated: true }),
    ...(rendered.unnecessary && { unnecessary: true }),
  };
  return loading && rendered.plugins ? withPluginLoaded(told, rendered.plugins, loading) : told;
}

/** What the YAML reader refuses, told once for each item. */
function syntaxProblems(document: Document, region: ParsedRegion): readonly Problem[] {
  const check = ITEM_CHECKS.get("yaml-syntax");
  const outside = ITEM_CHECKS.get("not-a-list");
  if (!check || !outside || !region.items) return [];
  const { items, problems, misplaced } = region.items;
  const make = (
    info: NonNullable<typeof check>,
    start: number,
    { span, message, spaces }: YamlProblem,
    text = region.text,
    repair?: ItemRepair,
  ): Problem => {
    const place = { type: "rules content", name: "", at: undefined };
    const rendered = info.render(
      { code: info.code, span, name: "", detail: message, place, falco: info.falco },
      region.text,
    );
    const at = { uri: document.uri, region, start };
    const draft = repair ? repairFix(repair) : spaces && spacesFix(spaces);
    const fixes = draft ? placeFix(draft, (part, made) => editAt(at, itemMap(at), part, made)) : [];
    const told = problem(info, rendered, mapSpan(itemMap(at), span), fixes, at);
    return region.cut || text.includes(MASK) ? { ...told, severity: "hint" } : told;
  };
  const own: Problem[] = [];
  for (const { item, start } of items) {
    const first = item.repair ?? item.problems[0];
    const info = item.problems.length > 0 ? check : outside;
    if (first) own.push(make(info, start, first, item.text, item.repair));
  }
  const repaired = items.flatMap(({ item, start }) =>
    item.repair ? item.stray.map((one) => one.start + start) : [],
  );
  return [
    ...own,
    ...problems.slice(0, 1).map((first) => make(check, 0, first)),
    ...misplaced
      .filter(({ start }) => !repaired.includes(start))
      .map(({ start, end }) =>
        make(outside, 0, { span: { start, end: Math.min(end, start + 40) }, message: "" }),
      ),
  ];
}

function distinct(problems: readonly Problem[]): readonly Problem[] {
  const seen = new Set<string>();
  return problems.filter((problem) => seen.size < seen.add(keyOf(problem)).size);
}

function keyOf({ code, span }: Problem): string {
  return `${code} ${span.start} ${span.end}`;
}
