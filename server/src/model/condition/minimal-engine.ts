import type { Catalog } from "../../catalog/catalog.ts";
import { CONSTRUCTS, MODIFIERS, OPERATORS, TRANSFORMERS } from "../../catalog/language.ts";
import { engineOf, type EngineVersion } from "../../catalog/releases.ts";
import { compareVersions, type Version } from "../../catalog/version.ts";
import { type Condition, type ConditionNode, walk } from "../../syntax/condition/ast.ts";
import type { Span } from "../../text/span.ts";

/** One construct of a condition and the release that added it. */
export interface VersionNeed {
  readonly span: Span;
  /** As it is written. */
  readonly name: string;
  readonly since: Version;
  readonly engine: EngineVersion;
}

export interface MinimalEngine {
  /** The first Falco release that takes all of it; undefined when every one we know does. */
  readonly release?: Version;
  readonly engine?: EngineVersion;
  /** What asks for a release, the newest first; of equal ones the first in the text. */
  readonly needs: readonly VersionNeed[];
}

/** The oldest engine that can load a condition, with what in it asks for that. Fields of plugins do not count: they come with the plugin. */
export function minimalEngine(tree: Condition, source: string, catalog: Catalog): MinimalEngine {
  const needs: VersionNeed[] = [];
  const add = (span: Span, name: string, since: Version | undefined): void => {
    if (since) needs.push({ span, name, since, engine: engineOf(since) });
  };
  for (const node of walk(tree)) addNeeds(node, source, catalog, add);
  needs.sort((a, b) => compareVersions(b.since, a.since) || a.span.start - b.span.start);
  const [newest] = needs;
  return { ...(newest && { release: newest.since, engine: newest.engine }), needs };
}

type Add = (span: Span, name: string, since: Version | undefined) => void;

function addNeeds(node: ConditionNode, source: string, catalog: Catalog, add: Add): void {
  if (node.kind === "comparison") {
    const { operator, modifier, right } = node;
    if (operator.kind === "operator") add(operator.span, operator.name, OPERATORS.get(operator.name)?.since);
    if (modifier) add(modifier.span, modifier.name, MODIFIERS.get(modifier.name)?.since);
    if (right?.kind === "call") add(right.span, right.name, CONSTRUCTS.get("rightHandField")?.since);
  } else if (node.kind === "call") {
    add(node.nameSpan, node.name, TRANSFORMERS.get(node.name)?.since);
    if (node.arg) add(node.arg.span, node.arg.text, CONSTRUCTS.get("transformerBracket")?.since);
    const literal = node.args.find((arg) => arg.kind === "text" || arg.kind === "arguments");
    if (literal) add(literal.span, node.name, CONSTRUCTS.get("transformerLiteral")?.since);
  } else if (node.kind === "field") {
    const found = catalog.lookupField(node.name, source);
    if (found.kind === "found" && !found.field.broughtBy) add(node.span, node.name, found.field.since);
    else if (found.kind === "not-yet") add(node.span, node.name, found.since);
  }
}
