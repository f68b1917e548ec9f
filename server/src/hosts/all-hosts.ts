import { ansibleHost } from "./ansible.ts";
import { ciWorkflowHost } from "./ci-workflow.ts";
import { composeHost } from "./compose.ts";
import { dockerfileHost } from "./dockerfile.ts";
import { helmValuesHost } from "./helm-values.ts";
import type { Host } from "./host.ts";
import { kubernetesHost } from "./kubernetes.ts";
import { makefileHost } from "./makefile.ts";
import { markdownHost } from "./markdown.ts";
import { configFile, rulesFile } from "./rules-file.ts";
import { shellHost } from "./shell.ts";
import { systemdHost } from "./systemd.ts";

/**
 * Every host. The first that matches reads a file: those that a path tells come first, then those that tell
 * themselves by the form of the document, then Falco's own files, whose names others use too.
 */
export const ALL_HOSTS: readonly Host[] = [
  systemdHost,
  dockerfileHost,
  makefileHost,
  markdownHost,
  composeHost,
  ciWorkflowHost,
  kubernetesHost,
  ansibleHost,
  helmValuesHost,
  rulesFile,
  configFile,
  shellHost,
];

/** The host that reads a file; undefined for a file that is none of ours. `path` uses forward slashes. */
export function hostOf(path: string, text: string): Host | undefined {
  return ALL_HOSTS.find((host) => host.matches(path, text));
}
