import { keptFor } from "../text/kept.ts";
import { Option } from "commander";
import { type DocumentOptions, EMBEDDING_KINDS } from "../hosts/document.ts";
import { isNewerThanKnown, isPossibleRelease, OLDEST_FALCO, RELEASES } from "../catalog/releases.ts";
import { newerRelease } from "../checks/workspace/newer-release.ts";
import { readVersion, type Version } from "../catalog/version.ts";
import { readSeverity, type Severities } from "../checks/severities.ts";
import { COLOURS } from "./colour.ts";
import { AUTO_PLUGINS, givenPlugins, type GivenPlugins } from "./plugin-files.ts";
import { complain } from "./output.ts";
import { UsageError } from "./usage-error.ts";

/** What decides on the ruleset and the release, the same for each command that loads files. */
export interface LoadOptions {
  /** Exactly these files, in this order. */
  readonly ruleset: readonly string[] | undefined;
  /** The one release that was named; undefined when there are none or several. */
  readonly target: Version | undefined;
  readonly plugins: GivenPlugins;
  /** File or folder with Falco's default rules. */
  readonly defaultRules: string | undefined;
  /** Rules files in load order, from the project file. */
  readonly rulesFiles?: readonly string[];
}

export function targetOption(description = "Falco version to check for"): Option {
  return new Option("--target <version>", description).argParser(versionOf);
}

export function pluginsOption(): Option {
  return new Option(
    "--plugins <list>",
    "auto, all, default, none, or name[@version],…; paths of files that describe plugins",
  )
    .argParser(givenPlugins)
    .default(AUTO_PLUGINS, "auto");
}

export function severityOption(): Option {
  return new Option(
    "--severity <code=level>",
    "severity of one check: error, warning, info, hint or off; repeatable",
  )
    .argParser((text, before: Severities) => ({ ...before, ...severityFrom(text) }))
    .default({}, "each check's own");
}

export function defaultRulesOption(): Option {
  return new Option(
    "--default-rules <path>",
    "Falco's default rules: loaded before your files, never reported",
  );
}

export function rulesetOption(): Option {
  return new Option("--ruleset <files...>", "load exactly these files, in this order");
}

/** The first format is the default. */
export function formatOption<T extends string>(formats: readonly [T, ...T[]]): Option {
  return choiceOption("--format", "<format>", "form of the output", formats).default(formats[0]);
}

export function excludeOption(): Option {
  return new Option(
    "--exclude <pattern>",
    "do not read what matches, below folders; patterns as in .gitignore; repeatable",
  ).argParser((pattern, before: readonly string[] = []) => [...before, pattern]);
}

export function ignoreUnknownOption(): Option {
  return new Option(
    "--ignore-unknown",
    "leave out named files that are not Falco's, as below folders",
  ).default(false);
}

export function colorOption(): Option {
  return choiceOption(
    "--color",
    "<when>",
    "whether the output has colors; NO_COLOR and FORCE_COLOR count",
    COLOURS,
  ).default("auto");
}

/** An option that accepts one of a few values. */
export function choiceOption<T extends string>(
  name: string,
  value: string,
  description: string,
  choices: readonly [T, ...T[]],
): Option {
  return new Option(`${name} ${value}`, description)
    .choices(choices)
    .argParser((text) => oneOf(name, text, choices));
}

export function wholeNumber(name: string): (text: string) => number {
  return (text) => {
    if (!/^[0-9]{1,9}$/.test(text)) throw new UsageError(`Option ${name} needs a whole number, not ${text}.`);
    return Number(text);
  };
}

/** A file that is loaded twice would be one too many for the ruleset that was stated. */
export function withoutContradiction({ ruleset, defaultRules }: LoadOptions): void {
  if (ruleset && defaultRules !== undefined)
    throw new UsageError(
      "--default-rules cannot be used with --ruleset. Write the default rules first in --ruleset.",
    );
}

export function versionOf(text: string): Version {
  const version = readVersion(text);
  if (!version)
    throw new UsageError(`\`${text}\` is not a Falco version. Write three numbers, such as 0.44.1.`);
  const newest = RELEASES.at(-1)?.version ?? version;
  if (!isPossibleRelease(version))
    throw new UsageError(`Falco ${text} is not known. Choose a version from ${OLDEST_FALCO} to ${newest}.`);
  if (isNewerThanKnown(version)) mentionOnce(version);
  return version;
}

/** Says that a release is newer than the known ones, once for each. */
const mentionOnce = keptFor((version: Version) => complain(newerRelease(version)));

/** Reads `code=severity`. */
function severityFrom(text: string): Severities {
  const [code = "", level] = text.split("=");
  const severity = readSeverity(code, level);
  if (typeof severity !== "string") throw new UsageError(`--severity ${text}: ${severity.problem}`);
  return { [code]: severity };
}

/** What `--as` names; `values` is short for chart values. */
export function kindOf(name: string, text: string): DocumentOptions["as"] {
  const kinds = ["rules", "config", "values", ...EMBEDDING_KINDS] as const;
  const kind = oneOf<(typeof kinds)[number]>(name, text, kinds);
  return kind === "values" ? "helm-values" : kind;
}

/** One of a few words. */
export function oneOf<T extends string>(name: string, text: string, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === text);
  if (!found) throw new UsageError(`Option ${name} accepts ${allowed.join(", ")}, not ${text}.`);
  return found;
}
