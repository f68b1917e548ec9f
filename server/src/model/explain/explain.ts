/** What Falco loads in the end, rule by rule, after every override, append, exception and expansion. */
import type { Comparison, Condition } from "../../syntax/condition/ast.ts";
import { walk } from "../../syntax/condition/ast.ts";
import { outputTokens } from "../../syntax/output/template.ts";
import type { Span } from "../../text/span.ts";
import type { CompiledRule } from "../ruleset/compile.ts";
import type { LoadedRules } from "../ruleset/load.ts";
import { spotOf, type Written } from "../ruleset/loaded-text.ts";
import { standsFor } from "../ruleset/outline.ts";
import type { Item } from "../../syntax/item.ts";
import { engineNeeds, type EngineNeed } from "../ruleset/items/needed-engine.ts";
import type { ItemMode, NamedView, OverrideOperation } from "../ruleset/items/items.ts";
import { expandedAsWritten, isOnlyKnown, knownParts, shownText, shownTexts } from "./known-texts.ts";
import type { Ruleset } from "../workspace/workspace.ts";
import { SYSCALL } from "../../catalog/records.ts";

export interface ExplainedRule {
  readonly rule: string;
  readonly source: string;
  readonly priority: string;
  readonly enabled: boolean;
  /** Falco does not know its source, and drops it before it looks at the rest. */
  readonly dropped: boolean;
  readonly tags: readonly string[];
  /** Falco's canonical text; undefined for a rule that does not compile. */
  readonly compiledCondition?: string;
  /** The output, trimmed, without `%container.info`, which Falco removes, and without what it appends. */
  readonly compiledOutput: string;
  readonly events: readonly string[];
  readonly macros: readonly string[];
  readonly lists: readonly string[];
  readonly conditionFields: readonly string[];
  readonly outputFields: readonly string[];
  readonly operators: readonly string[];
  readonly exceptions: readonly string[];
  /** What asks for a newer engine than the oldest known, the newest first; the first one says the engine that the rule needs. */
  readonly engineNeeds: readonly EngineNeed[];
  /** The items that made the rule what it is, first to last. */
  readonly origins: readonly Origin[];
  /** The texts that were joined into the condition and the output, and the exceptions, each where it is written. */
  readonly fragments: readonly Fragment[];
}

export interface Fragment {
  readonly key: "condition" | "output" | "exceptions" | "items";
  /** As written, or the exception's name. */
  readonly text: string;
  readonly item: Item;
  /** In the item's text. */
  readonly span: Span;
}

export interface Origin {
  readonly mode: ItemMode;
  /** The keys under `override`, with what is done to each. */
  readonly changes: readonly { readonly key: string; readonly operation: OverrideOperation }[];
  readonly item: Item;
}

/** Every rule of a ruleset that Falco keeps, in load order; without those that no file of the user's says anything of. */
export function explainRules(ruleset: Ruleset): readonly ExplainedRule[] {
  return [...ruleset.rules.compiled.rules.values()]
    .filter(({ skipped, rule }) => !skipped && !isOnlyKnown(rule))
    .map((compiled) => explainRule(compiled, ruleset));
}

export function explainRule(compiled: CompiledRule, { judge, catalog, rules }: Ruleset): ExplainedRule {
  const { rule, expanded, events } = compiled;
  const known = knownParts(rule, compiled.macros, rules);
  const whole = expanded && known.length > 0 ? expandedAsWritten(compiled.tree, rules) : expanded;
  const comparisons =
    known.length > 0 ? writtenComparisons(compiled, rules) : whole ? comparisonsOf(whole) : [];
  const fields = known.flatMap(({ known: facts }) => (facts.kind === "list" ? [] : facts.fields));
  const output = shownTexts(rule.output) ?? compiled.output.text;
  const own = standsFor(rule.views[0]?.item)?.known;
  return {
    rule: rule.name,
    source: rule.source,
    priority: rule.priority?.name ?? "",
    enabled: rule.enabled,
    dropped: compiled.skipped,
    tags: [...new Set(rule.tags.map(({ node }) => node.text))],
    ...(whole && { compiledCondition: shownTexts(rule.condition) ?? judge.canonical(whole) }),
    compiledOutput: output.replaceAll("%container.info", "").trim(),
    events: rule.source === SYSCALL ? (events?.names ?? []) : ["pluginevent", "asyncevent"],
    macros: compiled.macros,
    lists: compiled.lists,
    conditionFields: distinct([...comparisons.flatMap(fieldsOf), ...fields]),
    outputFields: distinct([
      ...outputTokens(compiled.output.text).flatMap(({ text }) => (text === "" ? [] : [text])),
      ...(own?.kind === "rule" && output !== compiled.output.text ? own.outputFields : []),
    ]),
    operators: distinct(
      comparisons.flatMap(({ operator }) => (operator.kind === "operator" ? [operator.name] : [])),
    ),
    engineNeeds: engineNeeds(whole, compiled.output.text, rule.views, rule.source, catalog),
    exceptions: distinct(rule.exceptions.map(({ name }) => name)),
    fragments: [
      ...fragmentsOf("condition", rule.condition),
      ...rule.exceptions.map(
        ({ name, nameNode, item }): Fragment => ({
          key: "exceptions",
          text: name,
          item,
          span: nameNode.span,
        }),
      ),
      ...fragmentsOf("output", rule.output),
    ],
    origins: originsOf(rule),
  };
}

/** The texts that something was put together from; of what is only known by facts, where it comes from. */
export function fragmentsOf(key: Fragment["key"], parts: readonly Written[]): readonly Fragment[] {
  return parts.map(({ item, node }) => ({ key, text: shownText(item, node.text), item, span: node.span }));
}

/** The comparisons of a rule and its macros that people wrote. */
function writtenComparisons(rule: CompiledRule, { compiled }: LoadedRules): readonly Comparison[] {
  const texts = [rule, ...rule.macros.flatMap((name) => compiled.macros.get(name) ?? [])];
  return texts.flatMap(({ tree, loaded }) =>
    comparisonsOf(tree).filter(({ span }) => !standsFor(spotOf(loaded, span)?.item)),
  );
}

export function originsOf({ views }: { readonly views: readonly NamedView[] }): readonly Origin[] {
  return views.map(({ mode, overrides, item }) => ({
    mode,
    changes: overrides.map(({ key, operation }) => ({ key, operation })),
    item,
  }));
}

/** The fields of a condition, each once, with their arguments. */
export function conditionFields(tree: Condition | undefined): readonly string[] {
  return tree ? distinct(comparisonsOf(tree).flatMap(fieldsOf)) : [];
}

function comparisonsOf(tree: Condition): readonly Comparison[] {
  return [...walk(tree)].filter((node): node is Comparison => node.kind === "comparison");
}

function fieldsOf(comparison: Comparison): readonly string[] {
  return [...walk(comparison)].flatMap((node) =>
    node.kind === "field" ? [node.arg ? `${node.name}[${node.arg.text}]` : node.name] : [],
  );
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
