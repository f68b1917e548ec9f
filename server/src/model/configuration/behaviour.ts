import { isAtLeast, type Version } from "../../catalog/version.ts";

/**
 * The first release in which each behaviour of the configuration's reader is found.
 * Source: facts, validation-behaviour.md, section "By version" and the remarks beside single behaviours.
 */
const SINCE = {
  /** Files are compared with a JSON schema, and a failure is logged. */
  schemaCheck: "0.39.0",
  /** A value that cannot be converted becomes the built-in default; before, it ended Falco. */
  silentDefaults: "0.37.0",
  /** `${VAR}` inside of any scalar. */
  variables: "0.37.0",
  engineBlock: "0.37.0",
  listenAddress: "0.37.0",
  includedFiles: "0.38.0",
  mergeStrategies: "0.41.0",
  /** Options of the command line are applied after the included files. */
  overridesLast: "0.41.0",
  strictLoadPlugins: "0.35.0",
  rulesFileSuffix: "0.41.0",
  pluginFolder: "0.44.0",
  appendForm: "0.38.0",
  yamlOverrides: "0.39.0",
  overrideEscapes: "0.44.0",
  strictMetrics: "0.36.0",
  // biome-ignore lint/plugin: the keys are our own type
} as const satisfies Readonly<Record<string, Version>>;

export type Behaviour = keyof typeof SINCE;

/** Whether the release shows the behaviour. */
export function shows(target: Version, behaviour: Behaviour): boolean {
  return isAtLeast(target, SINCE[behaviour]);
}
