import { type DocumentOptions, EMBEDDING_KINDS } from "../hosts/document.ts";
import { parsePlugins, type PluginSetting } from "../catalog/plugins.ts";
import { OLDEST_FALCO, RELEASES } from "../catalog/releases.ts";
import { isAtLeast, readVersion, type Version } from "../catalog/version.ts";
import { readSeverity, type Severities } from "../checks/severities.ts";

/** Wrong use, told in one sentence; the program ends with 2. */
export class UsageError extends Error {}

export interface CheckOptions {
  readonly paths: readonly string[];
  readonly ruleset: readonly string[] | undefined;
  readonly as: DocumentOptions["as"] | undefined;
  /** List the files that were not checked. */
  readonly skipped: boolean;
  readonly format: "human" | "json" | "falco" | "sarif";
  /** The one release that was named; undefined when there are none or several. */
  readonly target: Version | undefined;
  readonly targets: readonly Version[];
  readonly fix: boolean;
  readonly plugins: PluginSetting;
  readonly severities: Severities;
  readonly all: boolean;
  /** File or folder with Falco's default rules. */
  readonly defaultRules: string | undefined;
}

/** Reads the arguments of `falco-lint check` and, with `--all`, of `falco-lint explain`. */
export function readCheckOptions(args: readonly string[], explains = false): CheckOptions {
  const paths: string[] = [];
  let ruleset: string[] | undefined;
  let as: CheckOptions["as"];
  let format: CheckOptions["format"] = "human";
  let targets: readonly Version[] = [];
  let fix = false;
  let skipped = false;
  let plugins: PluginSetting = "auto";
  let severities: Severities = {};
  let all = false;
  let defaultRules: string | undefined;
  const rest = [...args];
  const value = (name: string): string => {
    const next = rest.shift();
    if (next === undefined) throw new UsageError(`Option ${name} needs a value.`);
    return next;
  };
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    const [, name = arg, joined] = /^(--[a-z-]+)=(.*)$/s.exec(arg) ?? [];
    if (joined !== undefined) rest.unshift(joined);
    switch (name) {
      case "--ruleset":
        ruleset = ruleset ?? [];
        while (rest[0] !== undefined && !rest[0].startsWith("--")) ruleset.push(rest.shift() ?? "");
        if (ruleset.length === 0) throw new UsageError("Option --ruleset needs at least one file.");
        break;
      case "--as":
        as = kindOf(name, value(name));
        break;
      case "--format":
        format = oneOf(name, value(name), ["human", "json", "falco", "sarif"]);
        break;
      case "--target":
        targets = value(name).split(",").map(versionOf);
        break;
      case "--plugins":
        plugins = pluginsOf(value(name));
        break;
      case "--skipped":
        skipped = true;
        break;
      case "--fix":
        if (explains) throw new UsageError("Option --fix is only for falco-lint check.");
        fix = true;
        break;
      case "--severity":
        severities = { ...severities, ...severityFrom(value(name)) };
        break;
      case "--default-rules":
        defaultRules = value(name);
        break;
      case "--all":
        if (!explains) throw new UsageError("Option --all is only for falco-lint explain.");
        all = true;
        break;
      case "--":
        paths.push(...rest.splice(0));
        break;
      default:
        if (arg.startsWith("-") && arg !== "-")
          throw new UsageError(`Unknown option ${arg}. See falco-lint --help.`);
        paths.push(arg);
    }
  }
  const [first, ...others] = targets;
  const target = others.length === 0 ? first : undefined;
  if (others.length > 0 && (fix || explains || (format !== "human" && format !== "json")))
    throw new UsageError("Several targets need --format human or json, and cannot be combined with --fix.");
  if (ruleset && defaultRules !== undefined)
    throw new UsageError(
      "--default-rules cannot be used with --ruleset. Write the default rules first in --ruleset.",
    );
  return {
    paths,
    ruleset,
    as,
    skipped,
    format,
    target,
    targets,
    fix,
    plugins,
    severities,
    all,
    defaultRules,
  };
}

export function versionOf(text: string): Version {
  const version = readVersion(text);
  if (!version)
    throw new UsageError(`\`${text}\` is not a Falco version. Write three numbers, such as 0.44.1.`);
  const newest = RELEASES.at(-1)?.version ?? version;
  if (!isAtLeast(version, OLDEST_FALCO) || !isAtLeast(newest, version))
    throw new UsageError(`Falco ${text} is not known. Choose a version from ${OLDEST_FALCO} to ${newest}.`);
  return version;
}

/** Reads `code=severity`. */
export function severityFrom(text: string): Severities {
  const [code = "", level] = text.split("=");
  const severity = readSeverity(code, level);
  if (typeof severity !== "string") throw new UsageError(`--severity ${text}: ${severity.problem}`);
  return { [code]: severity };
}

export function pluginsOf(text: string): PluginSetting {
  const { value, problems } = parsePlugins(text);
  const problem = problems[0];
  if (problem) throw new UsageError(problem);
  return value;
}

/** What `--as` names; `values` is short for chart values. */
function kindOf(name: string, text: string): DocumentOptions["as"] {
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
