import type { Version } from "../version.ts";

/** falcoctl: its files as JSON Schema, which `readSettingsSchema` reads, and its commands. */
export interface FalcoctlRecord extends Readonly<Record<FalcoctlFile, object>> {
  readonly commands: readonly FalcoctlCommand[];
  readonly options: readonly FalcoctlOption[];
}

/** Its own configuration, an index of artifacts, and the registry of plugins that indexes are made from. */
export type FalcoctlFile = "config" | "index" | "registry";

export interface FalcoctlCommand {
  /** With the commands around it: `artifact install`. */
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly description: string;
  /** Its arguments are references of artifacts. */
  readonly takes?: "artifacts";
}

export interface FalcoctlOption {
  readonly names: readonly string[];
  /** Commands that have it, with all below them; an empty name represents all. */
  readonly of: readonly string[];
  /** What its value is; absent where it is true or false. */
  readonly value?: "text" | "list" | "duration";
  readonly values?: readonly string[];
  readonly description: string;
  /** The release of Falco whose falcoctl is the first to deprecate it. */
  readonly deprecatedIn?: Version;
  /** The option to use instead of a deprecated one. */
  readonly replacedBy?: string;
}
