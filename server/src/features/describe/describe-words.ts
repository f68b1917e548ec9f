/** What words of a command line and variables are, in Markdown. */
import { environmentVariable, LOADER_WORDS, OPTIONS } from "../../catalog/options.ts";
import type { EnvironmentRecord, LoaderWordRecord } from "../../catalog/records.ts";
import { stageAt, type Version } from "../../catalog/version.ts";
import { optionsOf } from "../../catalog/falcoctl/commands.ts";
import { isFalcoctl, readFalcoctl } from "../../model/falcoctl/read-command.ts";
import { type CommandLine, readInvocation } from "../../model/invocation/invocation.ts";
import { configKeyAt } from "../../model/configuration/key-info.ts";
import { describeConfigKey } from "./describe-config.ts";
import { describeOption } from "./describe.ts";
import type { WordSpot } from "../locate/word-spot.ts";

/** What is at a spot of a region's text; undefined where nothing is known of it. */
export function describeSpot(spot: WordSpot, region: CommandLine, target: Version): string | undefined {
  switch (spot.kind) {
    case "option":
    case "value":
      return spot.record && describeOption(spot.record, target);
    case "override-key":
    case "override-value": {
      const key =
        configKeyAt(spot.path.replaceAll(/\[\d+\]/g, "[]"), target) ??
        configKeyAt(spot.path.replace(/\[\]$/, ""), target);
      return key && describeConfigKey(key, target);
    }
    case "argument":
      return (
        describeFalcoctlWord(spot, region) ??
        describeLoaderWord(spot.program, region.text.slice(spot.span.start, spot.span.end), target)
      );
    case "variable": {
      const variable = environmentVariable(spot.name);
      return variable && describeVariable(variable, target);
    }
  }
}

/** A variable with who reads it, and its state in the target. */
export function describeVariable(variable: EnvironmentRecord, target: Version): string {
  const { name, scope, description, replacedBy } = variable;
  const instead = replacedBy === undefined || replacedBy === "none" ? "" : ` Use instead: ${replacedBy}.`;
  const standard = variable.default === undefined ? undefined : `Default: \`${variable.default}\`.`;
  return [
    `**\`${name}\`** · read by: ${scope}`,
    description,
    life(variable, target, instead),
    standard,
    variable.since && `Since Falco ${variable.since}.`,
  ]
    .filter(Boolean)
    .join("\n\n");
}

/** A command of falcoctl, or an option of one. */
function describeFalcoctlWord({ span }: WordSpot, region: CommandLine): string | undefined {
  const invocation = readInvocation(region, OPTIONS);
  if (!isFalcoctl(invocation)) return undefined;
  const word = region.text.slice(span.start, span.end);
  if (word.startsWith("-")) {
    const name = word.replace(/=[^]*/, "");
    const option = optionsOf(readFalcoctl(invocation).name).find(({ names }) => names.includes(name));
    return option && `**\`${name}\`** · option of falcoctl\n\n${option.description}`;
  }
  const upTo = invocation.arguments.filter((one) => one.span.end <= span.end);
  const [before, read] = [upTo.slice(0, -1), upTo].map((words) =>
    readFalcoctl({ ...invocation, arguments: words }),
  );
  return read?.command && read.name !== before?.name
    ? `**\`falcoctl ${read.name}\`** · command\n\n${read.command.description}`
    : undefined;
}

/** An argument of the driver loader, or of `falcoctl driver`. */
function describeLoaderWord(program: string, name: string, target: Version): string | undefined {
  const word = LOADER_WORDS.find(
    (one) =>
      one.name === name &&
      (program === "falcoctl"
        ? one.tool.startsWith("falcoctl") || one.tool === "falco-driver-loader image"
        : one.tool === program),
  );
  if (!word) return undefined;
  const instead = word.replacedBy === undefined ? "" : ` Use instead: ${word.replacedBy}.`;
  return [
    `**\`${name}\`** · ${word.tool}`,
    word.description,
    life(word, target, instead),
    word.note,
    word.since && `Since Falco ${word.since}.`,
  ]
    .filter(Boolean)
    .join("\n\n");
}

function life(
  record: EnvironmentRecord | LoaderWordRecord,
  target: Version,
  instead: string,
): string | undefined {
  const stage = stageAt(record, target);
  if (stage === "removed") return `**Removed** in Falco ${record.removedIn}.${instead}`;
  return stage === "deprecated" ? `**Deprecated** since Falco ${record.deprecatedIn}.${instead}` : undefined;
}
