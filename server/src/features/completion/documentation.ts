import { itemKey, itemKeys } from "../../catalog/language.ts";
import { environmentVariable, option } from "../../catalog/options.ts";
import { placesOfName } from "../../model/workspace/name-places.ts";
import type { Snapshot } from "../../model/workspace/workspace.ts";
import {
  describeDefinition,
  describeEvent,
  describeField,
  describeItemKey,
  describeOperator,
  describeOption,
  describeTransformer,
} from "../describe/describe.ts";
import { describeConfigKey } from "../describe/describe-config.ts";
import { configKeyAt } from "../../model/configuration/key-info.ts";
import { describeKnown } from "../describe/describe-known.ts";
import { describeVariable } from "../describe/describe-words.ts";
import { describeTag } from "../describe/describe-tag.ts";
import type { CandidateKind } from "./candidate.ts";

/** Markdown on a candidate that was offered in a document; `subject` is its own, else its label. */
export function candidateDocumentation(
  snapshot: Snapshot,
  uri: string,
  kind: CandidateKind,
  subject: string,
): string | undefined {
  const ruleset = snapshot.rulesets.find(({ order }) => order.some((ref) => ref.uri === uri));
  const document = snapshot.documents.get(uri);
  const catalog =
    ruleset?.catalog ??
    (document ? snapshot.catalogFor(snapshot.targets.of(document).falco) : snapshot.catalog);
  switch (kind) {
    case "field": {
      const field = catalog.field(subject) ?? catalog.field(subject.slice(0, subject.lastIndexOf(".")));
      return field && describeField(field);
    }
    case "macro":
    case "list":
    case "rule": {
      const [first] = placesOfName(snapshot, uri, kind, subject).filter(({ role }) => role === "define");
      if (!first) return describeKnown(kind, subject, ruleset, catalog.published);
      const file = first.uri.slice(first.uri.lastIndexOf("/") + 1);
      return describeDefinition(kind, subject, first.placed.item.text.trimEnd(), file);
    }
    case "operator": {
      const operator = catalog.operators.get(subject);
      return operator && describeOperator(operator);
    }
    case "function": {
      const transformer = catalog.transformers.get(subject);
      return transformer && describeTransformer(transformer);
    }
    case "tag":
      return describeTag(subject);
    case "event": {
      const event = catalog.events.event(subject);
      return event && describeEvent(event);
    }
    case "item-key": {
      const [item, name] = subject.split(" ");
      const kinds = [
        "rule",
        "macro",
        "list",
        "required_engine_version",
        "required_plugin_versions",
        "exception",
        "plugin",
        "alternative",
      ] as const;
      const kindOf = kinds.find((one) => one === item);
      const key = kindOf && name !== undefined ? (itemKey(kindOf, name) ?? itemKeys(kindOf)[0]) : undefined;
      return key && describeItemKey(key, catalog.target);
    }
    case "config-key": {
      const key = configKeyAt(subject, catalog.target);
      return key && describeConfigKey(key, catalog.target);
    }
    case "option": {
      const found = option(subject);
      const variable = environmentVariable(subject);
      return found
        ? describeOption(found, catalog.target)
        : variable && describeVariable(variable, catalog.target);
    }
    default:
      return undefined;
  }
}
