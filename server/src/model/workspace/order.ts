import type { PublishedRules } from "../../catalog/default-rules.ts";
import type { Version } from "../../catalog/version.ts";
import type { MergedConfig } from "../configuration/read-config.ts";
import type { RegionRef } from "./settings.ts";

export interface LoadOrder {
  readonly id: string;
  readonly origin: string;
  readonly files: readonly RegionRef[];
  /** Nothing in the workspace says the order: what one file does not have another may well define before it. */
  readonly guessed: boolean;
  /** It names a file that is not here, and what that one defines is not known. */
  readonly open?: boolean;
  /** Just these files, nothing after them. */
  readonly exact: boolean;
  /** Every file that the configuration names is here, of rules as of itself, so that no other rule is loaded. */
  readonly complete?: boolean;
  /** The configuration that names the files. */
  readonly config?: MergedConfig;
  /** The release that loads them. */
  readonly target: Version;
  /** The published rules files that it may load before them. */
  readonly published: PublishedRules;
  /** Plugins that are loaded besides those of the configuration. */
  readonly plugins?: readonly string[];
  /** A command line of the workspace changes which plugins are loaded, and it may well be the one that runs. */
  readonly pluginsOpen?: boolean;
  /** Its configuration is a `falco.yaml` that includes no other file: what it does not load is not loaded. */
  readonly standsAlone?: boolean;
  /** The keys of `static_fields`, where nothing but its configuration can define them. */
  readonly staticFields?: readonly string[];
  /** Each file that is loaded is here or a published one, the main one among them, and nothing loads more. */
  readonly closed?: boolean;
  /** Names of the published rules files that are loaded before these without being listed here. */
  readonly before?: readonly string[];
}
