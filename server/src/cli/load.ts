import type { Command } from "commander";
import type { Document } from "../hosts/document.ts";
import type { Settings } from "../model/workspace/settings.ts";
import { createWorkspace, type Snapshot } from "../model/workspace/workspace.ts";
import { type ReadFile, type ReadOptions, readFiles } from "./files.ts";
import {
  defaultRulesOption,
  type LoadOptions,
  pluginsOption,
  rulesetOption,
  targetOption,
  withoutContradiction,
} from "./options.ts";
import { pluginSettings, refuseUnknown } from "./plugin-files.ts";

/** Options of each command that loads a ruleset. */
export function addLoadOptions(command: Command): Command {
  return command
    .addOption(rulesetOption())
    .addOption(targetOption())
    .addOption(defaultRulesOption())
    .addOption(pluginsOption());
}

/** What a command works on. */
export interface LoadedFiles {
  /** Those that were named or found, without default rules and descriptions of plugins. */
  readonly files: readonly ReadFile[];
  readonly documents: ReadonlyMap<string, Document>;
  readonly settings: Settings;
}

/** Reads what `--ruleset` names, or the paths, by default the working folder. */
export function loadFiles(
  options: LoadOptions,
  paths: readonly string[],
  reading: ReadOptions = {},
): LoadedFiles {
  withoutContradiction(options);
  const files = options.ruleset
    ? readFiles(options.ruleset, { as: "rules" })
    : readFiles(paths.length > 0 ? paths : ["."], reading);
  const behind = defaultRulesOf(options);
  return {
    files,
    documents: documentsOf([...files, ...behind, ...options.plugins.files]),
    settings: settingsOf(options, files, behind),
  };
}

/** The same, as Falco loads it. */
export function loadSnapshot(options: LoadOptions, paths: readonly string[]): Snapshot {
  const { documents, settings } = loadFiles(options, paths);
  const snapshot = createWorkspace().snapshot(documents, settings);
  refuseUnknown(options.plugins, snapshot.registry);
  return snapshot;
}

/** The default rules that `--default-rules` names. */
export function defaultRulesOf({ defaultRules }: LoadOptions): readonly ReadFile[] {
  return defaultRules === undefined
    ? []
    : readFiles([defaultRules], { as: "rules" }).filter(({ document }) => document.host === "rules");
}

export function documentsOf(files: readonly ReadFile[]): ReadonlyMap<string, Document> {
  return new Map(files.map(({ document }) => [document.uri, document]));
}

export function settingsOf(
  options: LoadOptions,
  files: readonly ReadFile[],
  defaultRules: readonly ReadFile[],
): Settings {
  return {
    ...(options.target && { target: options.target }),
    ...pluginSettings(options.plugins),
    rulesFiles: options.rulesFiles ?? [],
    defaultRules: defaultRules.map(({ document }) => document.uri),
    ...(options.ruleset && { exactRuleset: files.map(({ document }) => document.uri) }),
  };
}
