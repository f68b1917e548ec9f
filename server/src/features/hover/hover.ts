import { effectivePart, usersPart } from "./effective-parts.ts";
import { fieldNamed } from "./field-hover.ts";
import type { Hover } from "./hover-text.ts";
import { itemKey, priority } from "../../catalog/language.ts";
import { filesDefining } from "../../catalog/default-rules.ts";
import { nameAt, placesOfName } from "../../model/workspace/name-places.ts";
import { nameOrigins } from "../effective/name-origins.ts";
import { testHover } from "../tests/test-hover.ts";
import { overrideHover } from "./override-hover.ts";
import type { NameKind } from "../../model/ruleset/items/item-names.ts";
import { UNRESTRICTED } from "../../model/condition/infer-events.ts";
import type { Snapshot } from "../../model/workspace/workspace.ts";
import { type ConditionNode, nodesAt } from "../../syntax/condition/ast.ts";
import { parseCondition } from "../../syntax/condition/parse.ts";
import { mapSpan } from "../../text/offset-map.ts";
import type { Span } from "../../text/span.ts";
import { releaseHover } from "./release-hover.ts";
import { wordSpotAt } from "../locate/word-spot.ts";
import { describeKnown } from "../describe/describe-known.ts";
import { describeTag } from "../describe/describe-tag.ts";
import { describeSpot } from "../describe/describe-words.ts";
import { chartValueHover } from "../chart-values.ts";
import { falcoctlHover } from "../falcoctl-settings.ts";
import { configHover } from "./config-hover.ts";
import { explainRule } from "../../model/explain/explain.ts";
import {
  describeDefinition,
  describeEngine,
  describeEvent,
  describeItemKey,
  describeOperator,
  describePriority,
  describeTransformer,
} from "../describe/describe.ts";
import {
  type ItemContext,
  locate,
  type Place,
  type RegionContext,
  type TextPlace,
} from "../locate/locate.ts";
import { runBefore } from "../../text/run-before.ts";
import { codeSpan } from "../../text/markdown.ts";

/** What the thing at an offset is. */
export function hover(snapshot: Snapshot, uri: string, offset: number): Hover | undefined {
  const document = snapshot.documents.get(uri);
  const place = locate(snapshot, uri, offset);
  const release = (): Hover | undefined => document && releaseHover(snapshot, document, offset);
  // Of a reference it matters which version is installed.
  const reference = place?.at === "falcoctl-setting" ? release() : undefined;
  return testHover(snapshot, uri, offset) ?? reference ?? atPlace(place, offset) ?? release();
}

function atPlace(place: Place | undefined, offset: number): Hover | undefined {
  switch (place?.at) {
    case undefined:
      return undefined;
    case "condition":
      return inCondition(place, offset);
    case "output":
      return inOutput(place);
    case "item-key":
      return onItemKey(place, offset);
    case "item-value":
      return (
        onName(place, offset) ?? onValue(place) ?? fieldNamed(place, place.text, place.source, place.word)
      );
    case "config-key":
    case "config-value":
      return configHover(place, place.inner);
    case "chart-value":
      return chartValueHover(place);
    case "falcoctl-setting":
      return falcoctlHover(place);
    case "command-line":
      return overrideHover(place) ?? onWord(place);
  }
}

/** A tag, a priority, or an operator of an exception. */
function onValue({ path, text, word, catalog }: Extract<Place, { at: "item-value" }>): Hover | undefined {
  const key = path.at(-1) ?? "";
  const operator = key === "comps" ? catalog.operators.get(text) : undefined;
  const known = key === "priority" ? priority(text) : undefined;
  const markdown =
    path[0] === "tags"
      ? describeTag(text)
      : operator
        ? describeOperator(operator)
        : known && describePriority(known);
  return markdown === undefined ? undefined : { markdown, span: word };
}

function inCondition(place: TextPlace, offset: number): Hover | undefined {
  const path = nodesAt(parseCondition(place.text).tree, place.offset);
  const node = path.at(-1);
  if (!node) return undefined;
  const named = onName(place, offset);
  if (named) return named;
  return inside(place, node, path);
}

function inside(place: TextPlace, node: ConditionNode, path: readonly ConditionNode[]): Hover | undefined {
  const { catalog, source } = place;
  const at = (span: Span, markdown: string | undefined): Hover | undefined =>
    markdown === undefined ? undefined : { markdown, span: place.toDocument(span) };
  switch (node.kind) {
    case "field":
      return fieldNamed(place, node.name, source, place.toDocument(node.nameSpan));
    case "operator": {
      const operator = catalog.operators.get(node.name);
      const modifier = catalog.modifiers.get(node.name);
      return at(
        node.span,
        operator
          ? describeOperator(operator)
          : modifier && `**\`${modifier.name}\`** · modifier\n\n${modifier.description}`,
      );
    }
    case "call": {
      const transformer = catalog.transformers.get(node.name);
      return at(node.nameSpan, transformer && describeTransformer(transformer));
    }
    case "text": {
      const comparison = path.findLast((one) => one.kind === "comparison");
      const event =
        comparison?.left.kind === "field" && comparison.left.name === "evt.type"
          ? catalog.events.event(node.text)
          : undefined;
      return at(node.span, event && describeEvent(event));
    }
    default:
      return undefined;
  }
}

function inOutput(place: TextPlace): Hover | undefined {
  const { text, offset } = place;
  const start = runBefore(text, offset, /[\w.]/);
  const end = offset + (/^[\w.]*/.exec(text.slice(offset))?.[0].length ?? 0);
  const word = text.slice(start, end).replace(/\.$/, "");
  const span = place.toDocument({ start, end: start + word.length });
  const transformer = text[end] === "(" ? place.catalog.transformers.get(word) : undefined;
  if (transformer) return { markdown: describeTransformer(transformer), span };
  return word.includes(".") ? fieldNamed(place, word, place.source, span) : undefined;
}

/** A macro, list or rule by its name: where it is defined and what it says. */
function onName(place: ItemContext, offset: number): Hover | undefined {
  const { snapshot, document, region, placed, catalog } = place;
  const inner = region.map.from(offset);
  if (!placed || inner === undefined) return undefined;
  const name = nameAt(snapshot, document.uri, placed, inner);
  if (!name) return undefined;
  const span = {
    start: region.map.at(placed.start + name.span.start),
    end: region.map.endAt(placed.start + name.span.end),
  };
  const known = describeKnown(name.kind, name.name, place.ruleset, catalog.published);
  const parts = [known, describeName(place, name.kind, name.name)].flatMap((part) => part ?? []);
  if (parts.length > 0) return { markdown: parts.join("\n\n"), span };
  const [file] = filesDefining(catalog.published, name.kind, name.name);
  return (
    file && {
      markdown: `**${codeSpan(name.name)}** · ${name.kind} of the default rules (\`${file.file}\`)`,
      span,
    }
  );
}

function describeName(
  { snapshot, document, region, ruleset }: RegionContext,
  kind: NameKind,
  name: string,
): string | undefined {
  const places = placesOfName(snapshot, document.uri, kind, name, region).filter(
    ({ role }) => role !== "use",
  );
  if (places.length === 0) return undefined;
  const bodies = places.map(({ uri, placed }) => {
    const file = uri.slice(uri.lastIndexOf("/") + 1);
    return describeDefinition(kind, name, placed.item.text.trimEnd(), decoded(file));
  });
  const rule = kind === "rule" ? ruleset?.rules.compiled.rules.get(name) : undefined;
  const needs = rule && ruleset ? explainRule(rule, ruleset).engineNeeds : [];
  // What every condition may get is a detail of the engine.
  const events = rule?.events?.names.filter((event) => event !== UNRESTRICTED) ?? [];
  const shown =
    events.length > 0 && events.length <= 40 ? `Events: ${[...events].sort().join(", ")}` : undefined;
  const origins = ruleset && nameOrigins(snapshot, ruleset, kind, name);
  const parts = ruleset ? [effectivePart(ruleset, kind, name), usersPart(ruleset, kind, name)] : [];
  return [
    ...bodies,
    ...[origins, ...parts, shown].flatMap((part) => part ?? []),
    ...describeEngine(needs),
  ].join("\n\n");
}

function onItemKey(place: Extract<Place, { at: "item-key" }>, offset: number): Hover | undefined {
  const { yaml, path, itemKind, word, region, catalog } = place;
  const name = region.text.slice(yaml.word.start, yaml.word.end).replace(/:$/, "");
  const kind =
    path.length === 0
      ? itemKind
      : path[0] === "exceptions"
        ? "exception"
        : path[0] === "required_plugin_versions"
          ? "plugin"
          : undefined;
  const key = kind && itemKey(kind, name);
  if (!key) return onName(place, offset);
  return {
    markdown: describeItemKey(key, catalog.target),
    span: { start: word.start, end: word.start + name.length },
  };
}

function onWord({ region, offset, catalog }: Extract<Place, { at: "command-line" }>): Hover | undefined {
  const spot = wordSpotAt(region, offset);
  const markdown = spot && describeSpot(spot, region, catalog.target);
  return spot && markdown !== undefined ? { markdown, span: mapSpan(region.map, spot.span) } : undefined;
}

/** A name of a file as people read it; as it is where it is badly encoded. */
function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
