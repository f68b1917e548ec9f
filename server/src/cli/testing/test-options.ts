import type { PluginSetting } from "../../catalog/plugins.ts";
import type { Version } from "../../catalog/version.ts";
import { oneOf, pluginsOf, UsageError, versionOf } from "../options.ts";

const FORMATS = ["human", "json", "junit", "tap", "github"] as const;

export interface TestOptions {
  readonly paths: readonly string[];
  readonly format: (typeof FORMATS)[number];
  readonly watch: boolean;
  readonly coverage: boolean;
  /** How many neighbours of each event to ask the rules of; 0 for none. */
  readonly fuzz: number;
  readonly seed: number;
  readonly target: Version | undefined;
  readonly plugins: PluginSetting;
  readonly defaultRules: string | undefined;
}

/** Reads the arguments of `falco-lint test`. */
export function readTestOptions(args: readonly string[]): TestOptions {
  const rest = [...args];
  const paths: string[] = [];
  let format: TestOptions["format"] = "human";
  let watch = false;
  let coverage = false;
  let fuzz = 0;
  let seed = 1;
  let target: Version | undefined;
  let plugins: PluginSetting = "auto";
  let defaultRules: string | undefined;
  const value = (name: string): string => {
    const next = rest.shift();
    if (next === undefined) throw new UsageError(`The option ${name} needs a value.`);
    return next;
  };
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    const [, name = arg, joined] = /^(--[a-z-]+)=(.*)$/s.exec(arg) ?? [];
    if (joined !== undefined) rest.unshift(joined);
    if (name === "--format") format = oneOf(name, value(name), FORMATS);
    else if (name === "--watch") watch = true;
    else if (name === "--coverage") coverage = true;
    else if (name === "--fuzz") fuzz = wholeNumber(name, value(name));
    else if (name === "--seed") seed = wholeNumber(name, value(name));
    else if (name === "--target") target = versionOf(value(name));
    else if (name === "--plugins") plugins = pluginsOf(value(name));
    else if (name === "--default-rules") defaultRules = value(name);
    else if (name === "--") paths.push(...rest.splice(0));
    else if (name.startsWith("-")) throw new UsageError(`Unknown option ${name}. See falco-lint --help.`);
    else paths.push(arg);
  }
  return {
    paths: paths.length > 0 ? paths : ["."],
    format,
    watch,
    coverage,
    fuzz,
    seed,
    target,
    plugins,
    defaultRules,
  };
}

function wholeNumber(name: string, text: string): number {
  if (!/^[0-9]{1,9}$/.test(text))
    throw new UsageError(`The option ${name} needs a whole number, not ${text}.`);
  return Number(text);
}
