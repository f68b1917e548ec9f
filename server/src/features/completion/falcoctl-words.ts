import type { Catalog } from "../../catalog/catalog.ts";
import { publishedArtifacts } from "../../catalog/falcoctl/artifacts.ts";
import { commandsBelow, lastName, optionsOf } from "../../catalog/falcoctl/commands.ts";
import { LOADER_WORDS, OPTIONS } from "../../catalog/options.ts";
import { stageAt } from "../../catalog/version.ts";
import type { ParsedRegion } from "../../hosts/document.ts";
import { readFalcoctl } from "../../model/falcoctl/read-command.ts";
import { readInvocation } from "../../model/invocation/invocation.ts";
import type { Span } from "../../text/span.ts";
import type { Candidate } from "./candidate.ts";

type Offer = Omit<Candidate, "edit">;

/** What a word of falcoctl could be: a command, an option, the value of one, an artifact. */
export function falcoctlOffers(region: ParsedRegion, word: Span, { target }: Catalog): readonly Offer[] {
  const invocation = readInvocation(region, OPTIONS);
  // What comes before the word says what it can be.
  const before = invocation.arguments.filter(({ span }) => span.end < word.start);
  const line = readFalcoctl({ ...invocation, arguments: before });
  const last = line.options.at(-1);
  const isValue = last?.record?.value !== undefined && !last.value && last.span.end + 1 === word.start;
  if (isValue && last.record) {
    const kinds = LOADER_WORDS.filter(
      (one) =>
        one.tool === "falco-driver-loader image" &&
        !one.name.startsWith("-") &&
        /^(?:active|deprecated)$/.test(stageAt(one, target)),
    );
    const isKind = line.name.startsWith("driver") && last.name === "--type";
    return valuesOf(isKind ? kinds.map(({ name }) => name) : (last.record.values ?? []));
  }
  if (region.text.slice(word.start, word.end).startsWith("-"))
    return optionsOf(line.name)
      .filter(({ replacedBy }) => replacedBy === undefined)
      .map(({ names: [label = ""], description }) => ({
        label,
        kind: "option",
        rank: 0,
        detail: description,
      }));
  const commands = commandsBelow(line.name);
  if (commands.length > 0)
    return commands.map((one) => ({ label: lastName(one), kind: "value", rank: 0, detail: one.description }));
  return line.command?.takes === "artifacts" ? valuesOf(publishedArtifacts()) : [];
}

function valuesOf(labels: readonly string[]): readonly Offer[] {
  return labels.map((label, rank) => ({ label, kind: "value", rank }));
}
