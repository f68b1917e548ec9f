/**
 * What Falco itself would print on loading these files: one result a file, at most one error each.
 * The strict twin of `loadRules`: it stops where Falco stops.
 */
import { type Condition, nodesAt } from "../../syntax/condition/ast.ts";
import type { Item } from "../../syntax/item.ts";
import type { Span } from "../../text/span.ts";
import { type CollectedNames, collectItem, emptyCollection } from "./collect.ts";
import { compile, type Compiled, type CompiledRule } from "./compile.ts";
import type { Unresolved } from "./expand.ts";
import type { EffectiveList, EffectiveMacro, EffectiveRule } from "./effective.ts";
import { type FalcoLocation, itemLocations, textLocations } from "./falco-locations.ts";
import { isNamed, type ItemFinding, type ItemView } from "./items/items.ts";
import type { TextFinding } from "./judge.ts";
import { listStart } from "./load.ts";
import type { LoadInput, RulesText } from "./load-input.ts";
import { exceptionFinding } from "./exception-text.ts";
import { isUnknownFilter, unrestrictedFinding } from "./load-findings.ts";
import { firstOf, MOST_COMPARED, nearestOnce, unresolvedFinding } from "./names/unresolved-findings.ts";
import type { Spot } from "./loaded-text.ts";

export interface FalcoIssue {
  readonly code: string;
  /** What it is in our words. */
  readonly found: FalcoFound;
  /** From the file inwards. */
  readonly locations: readonly FalcoLocation[];
  readonly itemType: string;
  readonly itemName: string;
  /** What Falco's position points at; undefined for the start of the file. */
  readonly at: Spot | undefined;
  /** Index of the file that `at` lies in. */
  readonly file: number;
}

/** A finding with the text that it is about. */
export type FalcoFound =
  | { readonly kind: "item"; readonly finding: ItemFinding; readonly text: string }
  | { readonly kind: "text"; readonly finding: TextFinding; readonly text: string };

export interface FalcoResult {
  readonly file: number;
  readonly successful: boolean;
  readonly errors: readonly FalcoIssue[];
  readonly warnings: readonly FalcoIssue[];
}

export interface FalcoLoad {
  readonly results: readonly FalcoResult[];
  /** Falco ends without a result: an unmet requirement, or a crash of its own. */
  readonly fatal?: string;
}

const REFUSED = /^LOAD_ERR/;

function isRejected({ falco }: { readonly falco: string | null }): boolean {
  return falco !== null && REFUSED.test(falco);
}

/** Warnings on conditions that Falco gives before it compiles them, so also of those that it then rejects. */
const EARLY = ["LOAD_UNSAFE_NA_CHECK", "LOAD_DEPRECATED_ITEM"];

export function falcoResults(input: LoadInput): FalcoLoad {
  input.memo.turn();
  const collected = emptyCollection(listStart(input.memo));
  const results: FalcoResult[] = [];
  let fatal: string | undefined;
  input.files.forEach((file, number) => {
    const errors: FalcoIssue[] = [];
    const warnings: FalcoIssue[] = [];
    const note = (finding: ItemFinding, item: Item): boolean => {
      if (finding.falco === null || !finding.falco.startsWith("LOAD_")) return false;
      const issue = itemIssue(finding, item, number);
      if (isRejected(finding)) errors.push(issue);
      else warnings.push(issue);
      return errors.length > 0;
    };
    const syntax = yamlProblem(file, number);
    if (syntax) errors.push(syntax);
    else {
      const misplaced = misplacedIssue(file, number);
      for (const { item, start } of file.items.items) {
        if (misplaced && start + (item.node?.span.start ?? 0) > misplaced.start) break;
        const reading = input.readItem(item);
        // Unknown keys are looked for once an item has been read.
        const failed = reading.findings.some(isRejected);
        if (
          reading.findings.some(
            (finding) => !(failed && finding.falco === "LOAD_UNKNOWN_KEY") && note(finding, item),
          )
        )
          break;
        const { view } = reading;
        if (!view) continue;
        const refused = requirementOrItem(view, number, input, collected).some((finding) => {
          if (finding.falco === "fatal") fatal ??= finding.code;
          return note(finding, item);
        });
        if (refused) break;
      }
      if (misplaced && errors.length === 0) errors.push(misplaced.issue);
    }
    if (errors.length === 0) {
      const compiled = compile(collected, input.judge, input.memo);
      const outcome = compileIssues(compiled, collected);
      if (outcome.fatal) fatal ??= outcome.fatal;
      errors.push(...outcome.errors);
      warnings.push(...outcome.warnings);
    }
    results.push({ file: number, successful: errors.length === 0, errors, warnings });
  });
  input.memo.end();
  return { results, ...(fatal && { fatal }) };
}

function requirementOrItem(
  view: ItemView,
  file: number,
  input: LoadInput,
  collected: ReturnType<typeof emptyCollection>,
): readonly ItemFinding[] {
  return isNamed(view) ? collectItem(collected, view, file, input.judge) : input.checkRequirement(view);
}

function yamlProblem(file: RulesText, number: number): FalcoIssue | undefined {
  const syntax = (detail: string, span: Span, at: Spot | undefined): FalcoIssue => {
    const place = { type: "value for", name: "", at: undefined };
    const finding: ItemFinding = {
      code: "yaml-syntax",
      span,
      name: "",
      detail,
      place,
      falco: "LOAD_ERR_YAML_PARSE",
    };
    return {
      ...itemIssue(finding, undefined, number),
      at,
      locations: [
        { type: "rules content", name: "", at: undefined },
        { type: place.type, name: "", at },
      ],
    };
  };
  for (const { item } of file.items.items) {
    const problem = item.problems[0];
    if (problem) return syntax(problem.message, problem.span, { item, span: problem.span });
  }
  const problem = file.items.problems[0];
  return problem && syntax(problem.message, problem.span, undefined);
}

/** The first document that is not a list. Falco reads the documents in order, so what comes before it is rejected first. */
function misplacedIssue(
  { items }: RulesText,
  file: number,
): { readonly start: number; readonly issue: FalcoIssue } | undefined {
  const span = items.misplaced[0];
  if (!span) return undefined;
  const place = { type: "rules content", name: "", at: undefined };
  const finding: ItemFinding = { code: "not-a-list", span, name: "", place, falco: "LOAD_ERR_YAML_VALIDATE" };
  return { start: span.start, issue: itemIssue(finding, undefined, file) };
}

function itemIssue(finding: ItemFinding, item: Item | undefined, file: number): FalcoIssue {
  const { place } = finding;
  const at = place.at === undefined || !item ? undefined : { item, span: { start: place.at, end: place.at } };
  const locations = item ? itemLocations(finding, item) : [{ type: place.type, name: place.name, at }];
  return {
    code: finding.falco ?? "",
    found: { kind: "item", finding, text: item?.text ?? "" },
    locations,
    itemType: place.type,
    itemName: place.name,
    at,
    file,
  };
}

interface Outcome {
  readonly errors: readonly FalcoIssue[];
  readonly warnings: readonly FalcoIssue[];
  readonly fatal?: string;
}

/** Macros first, then rules in order; the first error ends it. Unused names are reported only when all compiled. */
function compileIssues(compiled: Compiled, collected: CollectedNames): Outcome {
  const warnings: FalcoIssue[] = [];
  for (const { macro, problems, loaded } of compiled.macros.values()) {
    const problem = problems.find(isRejected);
    if (problem) return { errors: [conditionIssue(problem, loaded.text, macro)], warnings };
  }
  for (const { macro, unresolved, loaded } of compiled.macros.values()) {
    const reference = unresolved[0];
    if (reference) return { errors: [referenceIssue(reference, loaded.text, macro, collected)], warnings };
  }
  for (const rule of compiled.rules.values()) {
    const outcome = ruleIssues(rule, warnings, collected);
    if (outcome) return { ...outcome, warnings };
  }
  for (const macro of collected.macros.values()) {
    if (!compiled.usedMacros.has(macro.name)) warnings.push(unusedIssue("LOAD_UNUSED_MACRO", macro));
  }
  for (const list of collected.lists.values()) {
    if (!compiled.usedLists.has(list.name)) warnings.push(unusedIssue("LOAD_UNUSED_LIST", list));
  }
  return { errors: [], warnings };
}

/** Adds the rule's warnings; returns an outcome when it does not compile. */
function ruleIssues(
  compiled: CompiledRule,
  warnings: FalcoIssue[],
  collected: CollectedNames,
): { errors: readonly FalcoIssue[]; fatal?: string } | undefined {
  const { rule, loaded } = compiled;
  if (compiled.skipped) return undefined;
  const flaw = compiled.exceptionFlaw;
  if (flaw) return { errors: [itemIssue(exceptionFinding(flaw, rule.name), flaw.exception.item, rule.file)] };
  // Falco takes `%container.info` out before it looks at the rest.
  const early = compiled.outputFindings.filter(
    (finding) =>
      finding.code === "deprecated-output-field" &&
      compiled.output.text.startsWith("%container.info", finding.span.start),
  );
  for (const finding of early) warnings.push(ownIssue(finding, compiled.output.text, rule));
  const skip = rule.skipIfUnknownFilter;
  const unknown = (finding: TextFinding): boolean => skip && isUnknownFilter(finding);
  const output = compiled.outputFindings.find(isRejected);
  if (output) {
    const issue = outputIssue(output, compiled.output.text, rule);
    if (!unknown(output)) return { errors: [issue] };
    warnings.push({ ...issue, code: "LOAD_UNKNOWN_FILTER" });
    return undefined;
  }
  const problem = compiled.problems.find(isRejected);
  if (problem) return { errors: [conditionIssue(problem, loaded.text, rule)] };
  const reference = compiled.unresolved[0];
  if (reference) return { errors: [referenceIssue(reference, loaded.text, rule, collected)] };
  const findings = [
    ...compiled.findings.map((finding) => ({ finding, text: loaded.text, tree: compiled.tree })),
    ...compiled.inMacros.map(({ finding, macro }) => ({
      finding,
      text: macro.loaded.text,
      tree: macro.tree,
    })),
  ];
  const crash = findings.find(({ finding }) => finding.falco === "fatal");
  const error = findings.find(({ finding }) => isRejected(finding));
  const deprecated = new Set<string>();
  for (const { finding, text, tree } of findings) {
    if (finding.falco === null || !EARLY.includes(finding.falco)) continue;
    // Falco warns once for each rule and field.
    const field = text.slice(finding.span.start, finding.span.end);
    if (finding.falco === "LOAD_DEPRECATED_ITEM" && deprecated.size === deprecated.add(field).size) continue;
    warnings.push(
      finding.falco === "LOAD_UNSAFE_NA_CHECK"
        ? ownIssue(finding, text, rule)
        : conditionIssue(finding, text, rule, tree),
    );
  }
  if (error) {
    const issue = conditionIssue(error.finding, error.text, rule, error.tree);
    if (!unknown(error.finding)) return { errors: [issue] };
    warnings.push({ ...issue, code: "LOAD_UNKNOWN_FILTER" });
    return undefined;
  }
  if (crash) return { errors: [], fatal: crash.finding.code };
  for (const finding of compiled.outputFindings) {
    if (finding.falco?.startsWith("LOAD_") && !early.includes(finding))
      warnings.push(outputIssue(finding, compiled.output.text, rule));
  }
  for (const { finding, text, tree } of findings) {
    if (finding.falco?.startsWith("LOAD_") && !EARLY.includes(finding.falco))
      warnings.push(conditionIssue(finding, text, rule, tree));
  }
  const view = rule.views[0];
  if (compiled.unrestricted && view)
    warnings.push(itemIssue(unrestrictedFinding(compiled, view), view.item, rule.file));
  return undefined;
}

/** Reported for the rule as a whole. */
function ownIssue(finding: TextFinding, text: string, rule: EffectiveRule): FalcoIssue {
  return textIssue(finding, text, rule, textLocations(rule, "output", undefined).slice(0, -1));
}

function outputIssue(finding: TextFinding, text: string, rule: EffectiveRule): FalcoIssue {
  return textIssue(finding, text, rule, textLocations(rule, "output", rule.outputAnchor));
}

/**
 * `text` is what the finding's span is of: for a finding in a macro, the macro's own. With the tree of a text that parses,
 * the place is the start of the comparison, as Falco states it. What the grammar rejects is reported where it begins, while
 * Falco says where it stopped reading.
 */
function conditionIssue(
  finding: TextFinding,
  text: string,
  owner: EffectiveMacro | EffectiveRule,
  tree?: Condition,
): FalcoIssue {
  const { start } = finding.span;
  const comparison = tree && nodesAt(tree, start).findLast(({ kind }) => kind === "comparison");
  return textIssue(
    finding,
    text,
    owner,
    textLocations(owner, "condition", owner.anchor, { text, offset: comparison?.span.start ?? start }),
  );
}

function textIssue(
  finding: TextFinding,
  text: string,
  owner: EffectiveMacro | EffectiveRule,
  locations: readonly FalcoLocation[],
): FalcoIssue {
  const last = locations.at(-1);
  return {
    code: finding.falco ?? "LOAD_ERR_COMPILE_CONDITION",
    found: { kind: "text", finding, text },
    locations,
    itemType: last?.type ?? "",
    itemName: owner.name,
    at: last?.at,
    file: owner.file,
  };
}

function referenceIssue(
  reference: Unresolved,
  text: string,
  owner: EffectiveMacro | EffectiveRule,
  { macros }: CollectedNames,
): FalcoIssue {
  const view = owner.views[0];
  const locations = textLocations(owner, "reference", undefined, { text, offset: reference.span.start });
  const finding = unresolvedFinding(
    reference,
    {
      span: reference.span,
      name: owner.name,
      place: { type: "condition expression", name: owner.name, at: view?.node.span.start },
    },
    nearestOnce(() => firstOf(macros.keys(), MOST_COMPARED)),
  );
  return {
    code: "LOAD_ERR_VALIDATE",
    found: { kind: "item", finding, text },
    locations,
    itemType: "condition expression",
    itemName: owner.name,
    at: view && { item: view.item, span: view.node.span },
    file: owner.file,
  };
}

function unusedIssue(falco: string, { kind, name, file, views }: EffectiveMacro | EffectiveList): FalcoIssue {
  const view = views[0];
  const place = { type: kind, name, at: view?.node.span.start };
  const span = view?.nameNode.span ?? { start: 0, end: 0 };
  return itemIssue({ code: `unused-${kind}`, span, name, detail: name, place, falco }, view?.item, file);
}
