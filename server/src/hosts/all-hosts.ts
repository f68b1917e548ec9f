import { dockerfileHost } from "./dockerfile.ts";
import type { Host } from "./host.ts";
import { configFile, rulesFile } from "./rules-file.ts";
import { shellHost } from "./shell.ts";
import { systemdHost } from "./systemd.ts";

/** Every host. The first that matches reads a file: those that a path or a document's own form tells come before those told by content. */
export const ALL_HOSTS: readonly Host[] = [systemdHost, dockerfileHost, shellHost, rulesFile, configFile];

/** The host that reads a file; undefined for a file that is none of ours. `path` uses forward slashes. */
export function hostOf(path: string, text: string): Host | undefined {
  return ALL_HOSTS.find((host) => host.matches(path, text));
}
