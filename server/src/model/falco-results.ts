/**
 * What Falco itself would print on loading these files: one result a file, at most one error each.
 * The strict twin of `loadRules`: it stops where Falco stops.
 */
import type { PlacedItem } from "../syntax/items.ts";
import { collectItem, emptyCollection } from "./collect.ts";
import { compile, type Compiled, type CompiledRule } from "./compile.ts";
import { isNamed, type ItemFinding, type ItemView } from "./items.ts";
import type { TextFinding } from "./judge.ts";
import { listStart, type LoadInput, type RulesText } from "./load.ts";
import { isUnknownFilter } from "./load-findings.ts";
import type { Spot, Written } from "./loaded-text.ts";

export interface FalcoIssue {
  readonly code: string;
  /** Our code, for the words. */
  readonly check: string;
  readonly detail: string;
  readonly itemType: string;
  readonly itemName: string;
  /** What Falco's position points at; undefined for the start of the file. */
  readonly at: Spot | undefined;
  /** Index of the file that `at` lies in. */
  readonly file: number;
}

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

export function falcoResults(input: LoadInput): FalcoLoad {
  input.memo.turn();
  const collected = emptyCollection(listStart(input.memo));
  const results: FalcoResult[] = [];
  let fatal: string | undefined;
  input.files.forEach((file, number) => {
    const errors: FalcoIssue[] = [];
    const warnings: FalcoIssue[] = [];
    const note = (finding: ItemFinding, item: PlacedItem["item"]): boolean => {
      if (finding.falco === null || !finding.falco.startsWith("LOAD_")) return false;
      const issue = itemIssue(finding, item, number);
      if (REFUSED.test(finding.falco)) errors.push(issue);
      else warnings.push(issue);
      return errors.length > 0;
    };
    const syntax = yamlProblem(file, number);
    if (syntax) errors.push(syntax);
    else {
      for (const { item } of file.items.items) {
        const reading = input.readItem(item);
        // Unknown keys are looked for once an item has been read.
        const failed = reading.findings.some(({ falco }) => falco !== null && REFUSED.test(falco));
        if (reading.findings.some((finding) => !(failed && finding.falco === "LOAD_UNKNOWN_KEY") && note(finding, item))) break;
        const { view } = reading;
        if (!view) continue;
        const refused = requirementOrItem(view, number, input, collected).some((finding) => {
          if (finding.falco === "fatal") fatal ??= finding.code;
          return note(finding, item);
        });
        if (refused) break;
      }
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
  return { results, ...(fatal && { fatal }) };
}

function requirementOrItem(view: ItemView, file: number, input: LoadInput, collected: ReturnType<typeof emptyCollection>): readonly ItemFinding[] {
  return isNamed(view) ? collectItem(collected, view, file, input.judge) : input.checkRequirement(view);
}

function yamlProblem(file: RulesText, number: number): FalcoIssue | undefined {
  const base = { itemType: "rules content", itemName: "", file: number } as const;
  for (const { item } of file.items.items) {
    const problem = item.problems[0];
    if (problem) return { ...base, code: "LOAD_ERR_YAML_PARSE", check: "yaml-syntax", detail: problem.message, at: { item, span: problem.span } };
  }
  const problem = file.items.problems[0];
  if (problem) return { ...base, code: "LOAD_ERR_YAML_PARSE", check: "yaml-syntax", detail: problem.message, at: undefined };
  const misplaced = file.items.misplaced[0];
  if (misplaced) return { ...base, code: "LOAD_ERR_YAML_VALIDATE", check: "not-a-list", detail: "", at: undefined };
  return undefined;
}

function itemIssue(finding: ItemFinding, item: PlacedItem["item"], file: number): FalcoIssue {
  const { place } = finding;
  const at = place.at === undefined ? undefined : { item, span: { start: place.at, end: place.at } };
  return { code: finding.falco ?? "", check: finding.code, detail: finding.detail ?? "", itemType: place.type, itemName: place.name, at, file };
}

interface Outcome {
  readonly errors: readonly FalcoIssue[];
  readonly warnings: readonly FalcoIssue[];
  readonly fatal?: string;
}

/** Macros first, then rules in order; the first error ends it. Unused names are told only when all compiled. */
function compileIssues(compiled: Compiled, collected: ReturnType<typeof emptyCollection>): Outcome {
  const warnings: FalcoIssue[] = [];
  for (const { macro, problems } of compiled.macros.values()) {
    const problem = problems[0];
    if (problem) return { errors: [textIssue(problem, "macro", macro.name, macro.anchor, macro.file)], warnings };
  }
  for (const { macro, unresolved } of compiled.macros.values()) {
    const reference = unresolved[0];
    const view = macro.views[0];
    if (reference && view) {
      const check = reference.why === "loop" ? "macro-loop" : "undefined-macro";
      const at = { item: view.item, span: view.node.span };
      const base = { code: "LOAD_ERR_VALIDATE", check, detail: reference.name, itemType: "condition expression", itemName: macro.name };
      return { errors: [{ ...base, at, file: macro.file }], warnings };
    }
  }
  for (const rule of compiled.rules.values()) {
    const outcome = ruleIssues(rule, warnings);
    if (outcome) return { ...outcome, warnings };
  }
  for (const macro of collected.macros.values()) {
    if (!compiled.usedMacros.has(macro.name)) warnings.push(unusedIssue("LOAD_UNUSED_MACRO", "macro", macro));
  }
  for (const list of collected.lists.values()) {
    if (!compiled.usedLists.has(list.name)) warnings.push(unusedIssue("LOAD_UNUSED_LIST", "list", list));
  }
  return { errors: [], warnings };
}

/** Adds the rule's warnings; gives an outcome when it does not compile. */
function ruleIssues(compiled: CompiledRule, warnings: FalcoIssue[]): { errors: readonly FalcoIssue[]; fatal?: string } | undefined {
  const { rule } = compiled;
  if (compiled.skipped) return undefined;
  const view = rule.views[0];
  const at = view && { item: view.item, span: view.node.span };
  const own = { itemType: "rule", itemName: rule.name, at, file: rule.file };
  const flaw = compiled.exceptionFlaw;
  if (flaw) {
    const place = { item: flaw.exception.item, span: flaw.exception.node.span };
    const issue = { code: "LOAD_ERR_VALIDATE", check: `exception-values-${flaw.kind}`, detail: flaw.exception.name, itemType: "exception", itemName: flaw.exception.name };
    return { errors: [{ ...issue, at: place, file: rule.file }] };
  }
  // Falco takes `%container.info` out before it looks at the rest.
  const early = compiled.outputFindings.filter((finding) => finding.code === "deprecated-output-field" && compiled.output.text.startsWith("%container.info", finding.span.start));
  for (const finding of early) warnings.push({ ...own, code: finding.falco ?? "", check: finding.code, detail: "" });
  const skip = rule.skipIfUnknownFilter;
  const unknown = (finding: TextFinding): boolean => skip && isUnknownFilter(finding);
  const output = compiled.outputFindings.find(({ falco }) => falco !== null && REFUSED.test(falco));
  if (output) {
    const issue = textIssue(output, "rule output", rule.name, rule.outputAnchor, rule.file);
    if (!unknown(output)) return { errors: [issue] };
    warnings.push({ ...issue, code: "LOAD_UNKNOWN_FILTER" });
    return undefined;
  }
  const problem = compiled.problems[0];
  if (problem) return { errors: [textIssue(problem, "condition expression", rule.name, rule.anchor, rule.file)] };
  const reference = compiled.unresolved[0];
  if (reference) return { errors: [{ ...own, code: "LOAD_ERR_VALIDATE", check: "undefined-macro", detail: reference.name, itemType: "condition expression" }] };
  const findings = [...compiled.findings, ...compiled.inMacros.map(({ finding }) => finding)];
  const crash = findings.find(({ falco }) => falco === "fatal");
  const error = findings.find(({ falco }) => falco !== null && REFUSED.test(falco));
  if (error) {
    const issue = textIssue(error, "condition expression", rule.name, rule.anchor, rule.file);
    if (!unknown(error)) return { errors: [issue] };
    warnings.push({ ...issue, code: "LOAD_UNKNOWN_FILTER" });
    return undefined;
  }
  if (crash) return { errors: [], fatal: crash.code };
  for (const finding of [...compiled.outputFindings, ...findings]) {
    if (finding.falco?.startsWith("LOAD_") && !early.includes(finding)) warnings.push({ ...own, code: finding.falco, check: finding.code, detail: "" });
  }
  if (compiled.unrestricted) warnings.push({ ...own, code: "LOAD_NO_EVTTYPE", check: "no-event-type", detail: "" });
  return undefined;
}

function textIssue(finding: TextFinding, itemType: string, itemName: string, anchor: Written | undefined, file: number): FalcoIssue {
  const at = anchor && { item: anchor.item, span: { start: anchor.node.span.start, end: anchor.node.span.start } };
  return { code: finding.falco ?? "LOAD_ERR_COMPILE_CONDITION", check: finding.code, detail: "", itemType, itemName, at, file };
}

function unusedIssue(code: string, itemType: string, item: { name: string; file: number; views: readonly { item: Spot["item"]; node: { span: Spot["span"] } }[] }): FalcoIssue {
  const view = item.views[0];
  const at = view && { item: view.item, span: view.node.span };
  return { code, check: code === "LOAD_UNUSED_MACRO" ? "unused-macro" : "unused-list", detail: item.name, itemType, itemName: item.name, at, file: item.file };
}
