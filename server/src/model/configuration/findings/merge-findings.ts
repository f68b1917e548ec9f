import { configKey } from "../../../catalog/config-keys.ts";
import { booleanOf, entryOf, textOf, type YamlEntry, type YamlNode } from "../../../syntax/yaml-node.ts";
import type { ConfigContext, MergedPart } from "../context.ts";
import type { ConfigFinding } from "../finding.ts";
import { childPath, isRead } from "../keys.ts";
import { hasReference } from "../scalar-value.ts";

/**
 * What goes wrong, or gets lost unseen, where a file is merged with those before it. Spans are in the file's own text.
 * Source: facts, validation-behaviour.md, section "Merge of included files".
 */
export function mergeFindings({ config, uri }: MergedPart, context: ConfigContext): readonly ConfigFinding[] {
  const refused = config.refused.flatMap((place): readonly ConfigFinding[] => {
    const { problem, name, start, end } = place;
    if (place.uri !== uri || problem !== "list-for-value") return [];
    return [
      {
        code: "list-onto-value",
        span: { start, end },
        path: name,
        name,
        falco: "fatal",
        beside: beside(place.other),
      },
    ];
  });
  const replaced = config.lost.flatMap(({ name, at, winner, entries }): readonly ConfigFinding[] => {
    // With `add-only`, what is read instead came first, and that is what the strategy is for.
    if (winner.uri !== uri || entries.read.span.start < entries.lost.span.start) return [];
    const lost = lostSettings(entries.lost, entries.read, context);
    if (lost.length === 0) return [];
    const { start, end } = winner;
    const place = { span: { start, end }, path: name, name, falco: null };
    return [
      {
        code: "replaced-config-block",
        ...place,
        lost,
        from: at.uri,
        beside: [{ ...at, message: "The block that is replaced." }],
      },
    ];
  });
  return [...refused, ...replaced];
}

function beside(
  other: MergedPart["config"]["refused"][number]["other"],
): NonNullable<ConfigFinding["beside"]> {
  return other ? [{ ...other, message: "It has a single value here." }] : [];
}

/** Settings of a block that a later block of the same name does not have, and whose built-in value is another. */
function lostSettings(lost: YamlEntry, read: YamlEntry, context: ConfigContext): readonly string[] {
  if (lost.value.kind !== "map" || read.value.kind !== "map") return [];
  if (booleanOf(textOf(read.value, "enabled") ?? "") === false) return [];
  const name = read.key.text;
  const kind = name === "engine" ? textOf(read.value, "kind") : undefined;
  const inUse = (path: string): boolean =>
    kind === undefined || hasReference(kind) || path.startsWith(`engine.${kind}.`);
  return missing(lost.value, read.value, name, context)
    .filter(inUse)
    .map((path) => path.slice(name.length + 1));
}

function missing(
  lost: YamlNode,
  read: YamlNode | undefined,
  path: string,
  context: ConfigContext,
): readonly string[] {
  if (lost.kind === "map") {
    return lost.entries
      .filter((entry) => entryOf(lost, entry.key.text) === entry)
      .flatMap(({ key, value }) =>
        missing(value, entryOf(read, key.text)?.value, childPath(path, key.text), context),
      );
  }
  if (read || !isRead(path, context.target)) return [];
  if (lost.kind === "seq") return lost.items.length > 0 ? [path] : [];
  const record = configKey(path);
  const builtIn = record?.codeDefault ?? record?.default;
  return lost.isNull || lost.text === String(builtIn ?? "") ? [] : [path];
}
