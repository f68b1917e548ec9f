/** Rules, macros and lists of published files of which only facts are known, in Markdown. */
import { type KnownFile, type KnownItem, knownFile, knownStates } from "../../catalog/default-rule-facts.ts";
import { filesDefining, type PublishedRules } from "../../catalog/default-rules.ts";
import type { NameKind } from "../../model/ruleset/items/item-names.ts";
import { standsFor } from "../../model/ruleset/outline.ts";
import type { Ruleset } from "../../model/workspace/workspace.ts";
import { SYSCALL } from "../../catalog/records.ts";

/** What a name is in the published files: as the ruleset has it, else as the first of these files has it. */
export function describeKnown(
  kind: NameKind,
  name: string,
  ruleset: Ruleset | undefined,
  files: PublishedRules,
): string | undefined {
  const effective = ruleset?.rules.collected[`${kind}s`].get(name);
  const outlined = standsFor(effective?.views[0]?.item);
  if (outlined) return described(outlined.known, outlined.file);
  if (effective) return undefined;
  const [published] = filesDefining(files, kind, name);
  const file = published && knownFile(published.file, published.version);
  const known = file?.[`${kind}s`].get(name);
  return file && known && described(known, file);
}

function described(known: KnownItem, { file, version }: KnownFile): string {
  const head = `**\`${known.name}\`** · ${known.kind} of the default rules${version ? ` ${version}` : ""} (\`${file}\`)`;
  return [head, ...factsOf(known).map((fact) => `- ${fact}`), "", lifeOf(known, file)].join("\n").trimEnd();
}

function factsOf(known: KnownItem): readonly string[] {
  if (known.kind === "list") return [names("Items", [...known.lists, ...known.items])];
  const { macros, lists, fields } = known;
  const isSyscall = known.kind === "macro" || known.source === SYSCALL;
  return [
    ...(known.kind === "rule"
      ? [
          `Priority ${known.priority}, ${known.enabled ? "enabled" : "disabled"}, source ${known.source}`,
          names("Tags", known.tags),
        ]
      : []),
    ...(isSyscall ? [known.events ? names("Events", known.events) : "Events: not restricted"] : []),
    ...(macros.length > 0 ? [names("Macros", macros)] : []),
    ...(lists.length > 0 ? [names("Lists", lists)] : []),
    names("Fields", fields),
    ...(known.kind === "rule" ? [names("Output fields", known.outputFields)] : []),
  ];
}

/** Most names that are listed. */
const MOST = 30;

function names(label: string, all: readonly string[]): string {
  const shown = all.slice(0, MOST).map((name) => `\`${name}\``);
  const more = all.length > MOST ? ` and ${all.length - MOST} more` : "";
  return `${label}: ${shown.length > 0 ? shown.join(", ") : "none"}${more}`;
}

function lifeOf(known: KnownItem, file: string): string {
  const states = knownStates(file, known.kind, known.name);
  const [first, last] = [states[0]?.from, states.at(-1)?.until];
  if (!first || !last) return "";
  const unchanged = known.from && known.until ? ` Unchanged from ${known.from} to ${known.until}.` : "";
  return `In versions ${first} to ${last} of this file.${unchanged}`;
}
