import { sourceOf } from "./items.ts";
import { once } from "../../../text/kept.ts";
import type { Catalog } from "../../../catalog/catalog.ts";
import { fieldData } from "../../../catalog/data.ts";
import { itemKey, MODIFIERS, OPERATORS, TRANSFORMERS } from "../../../catalog/language.ts";
import { engineOf, type EngineVersion } from "../../../catalog/releases.ts";
import { compareVersions, type Version } from "../../../catalog/version.ts";
import type { Condition } from "../../../syntax/condition/ast.ts";
import { parseCondition } from "../../../syntax/condition/parse.ts";
import { outputTokens } from "../../../syntax/output/template.ts";
import type { YamlScalar } from "../../../syntax/yaml-node.ts";
import { minimalEngine } from "../../condition/minimal-engine.ts";
import { isNamed, type ItemView } from "./items.ts";
import { SYSCALL } from "../../../catalog/records.ts";

/** A construct and the release that added it. */
export interface EngineNeed {
  /** As it is written: an operator, a field, a key. */
  readonly name: string;
  readonly since: Version;
  readonly engine: EngineVersion;
}

/** What `required_engine_version` says of an engine: three numbers, where that engine reads them. */
export function engineText({ semver, integer, semverAccepted }: EngineVersion): string {
  return semverAccepted ? semver : String(integer);
}

/**
 * What a tree, an output and the items that made a rule need of the engine, the newest first, each construct once.
 * What comes with a plugin does not count.
 */
export function engineNeeds(
  tree: Condition | undefined,
  output: string,
  views: readonly ItemView[],
  source: string,
  catalog: Catalog,
): readonly EngineNeed[] {
  const needs = [
    ...(tree ? minimalEngine(tree, source, catalog).needs : []),
    ...(hasNewWord(output) ? outputTokens(output) : []).flatMap(({ text }) =>
      hasNewWord(text) ? minimalEngine(parseCondition(`${text} exists`).tree, source, catalog).needs : [],
    ),
    ...views.flatMap(keyNeeds),
  ];
  const seen = new Set<string>();
  return needs
    .map(({ name, since, engine }) => ({ name, since, engine }))
    .sort((a, b) => compareVersions(b.since, a.since))
    .filter(({ name }) => seen.size < seen.add(name).size);
}

/** The same for one item by itself, without what it refers to. Nothing for a rule that is left out where a field is unknown. */
export function engineNeedsOf(view: ItemView, catalog: Catalog): readonly EngineNeed[] {
  if (!isNamed(view) || (view.kind === "rule" && view.skipIfUnknownFilter)) return [];
  if (view.kind === "list") return engineNeeds(undefined, "", [view], SYSCALL, catalog);
  const source = sourceOf(view);
  return engineNeeds(
    treeOf(view.condition),
    view.kind === "rule" ? (view.output?.text ?? "") : "",
    [view],
    source,
    catalog,
  );
}

/** What is appended goes on from another text, so its first keyword has something put before it. */
function treeOf(condition: YamlScalar | undefined): Condition | undefined {
  if (!condition || !hasNewWord(condition.text)) return undefined;
  const { text } = condition;
  const parsed = parseCondition(/^\s*(?:and|or)\b/.test(text) ? `x ${text}` : text);
  return parsed.problems.length > 0 ? undefined : parsed.tree;
}

/** Names that a later release than the first added. */
const newWords = once(
  (): ReadonlySet<string> =>
    new Set([
      ...[...OPERATORS.values(), ...MODIFIERS.values(), ...TRANSFORMERS.values()]
        .filter(({ since }) => since)
        .map(({ name }) => name),
      ...fieldData.fields.filter(({ since }) => since).map(({ name }) => name),
    ]),
);

/** Most conditions and outputs hold no word that was ever new, and need not be parsed for it. */
function hasNewWord(text: string): boolean {
  const known = newWords();
  const longest = longestNewWord();
  return (text.match(/[a-zA-Z][a-zA-Z0-9_.]*/g) ?? []).some((word) => {
    const from = word.length > longest ? word.lastIndexOf(".", longest) : word.length;
    for (let end = from; end > 0; end = word.lastIndexOf(".", end - 1))
      if (known.has(word.slice(0, end))) return true;
    return false;
  });
}

const longestNewWord = once(() => Math.max(...[...newWords()].map(({ length }) => length)));

function keyNeeds(view: ItemView): readonly EngineNeed[] {
  if (!isNamed(view)) return [];
  return view.node.entries.flatMap(({ key }) => {
    const since = itemKey(view.kind, key.text)?.since;
    return since ? [{ name: key.text, since, engine: engineOf(since) }] : [];
  });
}
