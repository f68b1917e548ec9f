import { optionData } from "./data.ts";
import type {
  EnvironmentRecord,
  ImageRecord,
  LoaderWordRecord,
  OptionRecord,
  OptionReplacement,
  PrintPresetRecord,
  ReplacementScope,
} from "./records.ts";
import { type LifeStage, type Version, isAtLeast, stageAt } from "./version.ts";

/** Every option of the `falco` program over all versions. */
export const OPTIONS: readonly OptionRecord[] = optionData.options;

/** Environment variables of Falco, its images, its packages and its driver loader. */
export const ENVIRONMENT: readonly EnvironmentRecord[] = optionData.environment;

/** Words of the driver loader (script and image) and of `falcoctl driver`. */
export const LOADER_WORDS: readonly LoaderWordRecord[] = optionData.loaderWords;

const IMAGES: ReadonlyMap<string, ImageRecord> = new Map(
  optionData.images.map((image) => [image.name, image]),
);

/** What became of an image of Falco's that is no longer built; undefined for one that is. */
export function removedImage(name: string): ImageRecord | undefined {
  return IMAGES.get(name);
}

const BY_NAME: ReadonlyMap<string, OptionRecord> = new Map(
  OPTIONS.flatMap((one) => one.names.map((name): [string, OptionRecord] => [name, one])),
);
const VARIABLES: ReadonlyMap<string, EnvironmentRecord> = new Map(
  ENVIRONMENT.map((variable) => [variable.name, variable]),
);

/** An option by one of its names with its dashes: `-p`, `--print`. */
export function option(name: string): OptionRecord | undefined {
  return BY_NAME.get(name);
}

export function optionStage(one: OptionRecord, version: Version): LifeStage {
  return stageAt(one, version);
}

/** What to write instead in a release; empty when nothing replaces it there. */
export function optionReplacements(one: OptionRecord, version: Version): readonly OptionReplacement[] {
  return (one.replacedBy ?? []).filter((replacement) => inScope(replacement, version));
}

export function environmentVariable(name: string): EnvironmentRecord | undefined {
  return VARIABLES.get(name);
}

/** A formatting word of `-p`, such as `c` or `kubernetes`. */
export function printPreset(word: string): PrintPresetRecord | undefined {
  return optionData.printPresets.find((preset) => preset.values.includes(word));
}

/** The words that a tool takes; those of all `falcoctl driver` commands count for each of them. */
export function loaderWords(tool: LoaderWordRecord["tool"]): readonly LoaderWordRecord[] {
  return LOADER_WORDS.filter(
    (word) => word.tool === tool || (word.tool === "falcoctl driver" && tool.startsWith("falcoctl driver")),
  );
}

/** Whether a replacement is meant for a release. Its engine kind and its words are for the caller to check. */
export function inScope(scope: ReplacementScope, version: Version): boolean {
  return isAtLeast(version, scope.from) && (scope.before === undefined || !isAtLeast(version, scope.before));
}
