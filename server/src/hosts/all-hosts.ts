import { ansibleHost } from "./formats/ansible.ts";
import { chartFileHost } from "./formats/chart-file.ts";
import { ciWorkflowHost } from "./formats/ci-workflow.ts";
import { cloudInitHost } from "./formats/cloud-init.ts";
import { composeHost } from "./formats/compose.ts";
import { dockerfileHost } from "./formats/dockerfile.ts";
import { artifactListHost, falcoctlConfigHost } from "./formats/falco/falcoctl-config.ts";
import { fleetHost } from "./formats/fleet.ts";
import { helmfileHost } from "./formats/helmfile.ts";
import { helmValuesHost } from "./formats/helm-values.ts";
import type { Host } from "./host.ts";
import { kubernetesHost } from "./formats/kubernetes.ts";
import { makefileHost } from "./formats/makefile.ts";
import { markdownHost } from "./formats/markdown.ts";
import { pulumiHost } from "./formats/pulumi.ts";
import { quadletHost } from "./formats/quadlet.ts";
import { vagrantHost } from "./formats/vagrant.ts";
import { pluginFile } from "./formats/falco/plugin-file.ts";
import { configFile, rulesFile } from "./formats/falco/rules-file.ts";
import { shellHost } from "./formats/shell.ts";
import { systemdHost } from "./formats/systemd.ts";
import { terraformHost } from "./formats/terraform.ts";
import { projectFileHost, testFileHost } from "./formats/falco/own-files.ts";
import { maskTemplate, templateAt, type TemplateLanguage } from "./embedding/template.ts";
import { withBranches } from "./embedding/branches.ts";
import { withTemplates } from "./commands/container.ts";
import { isolated } from "../text/isolated.ts";

/**
 * Every host. The first that matches reads a file: those that a path says come first, then those that tell
 * themselves by the form of the document, then Falco's own files, whose names others use too.
 */
export const ALL_HOSTS: readonly Host[] = [
  pluginFile,
  projectFileHost,
  testFileHost,
  systemdHost,
  quadletHost,
  vagrantHost,
  dockerfileHost,
  makefileHost,
  markdownHost,
  chartFileHost,
  terraformHost,
  composeHost,
  ciWorkflowHost,
  helmfileHost,
  fleetHost,
  cloudInitHost,
  kubernetesHost,
  pulumiHost,
  ansibleHost,
  falcoctlConfigHost,
  artifactListHost,
  helmValuesHost,
  rulesFile,
  configFile,
  shellHost,
];

/** The host of an id. */
export function hostNamed(id: string): Host | undefined {
  return ALL_HOSTS.find((host) => host.id === id);
}

/** The host that reads a file; undefined for a file that is none of ours. `path` uses forward slashes. */
export function hostOf(path: string, text: string): Host | undefined {
  const plain = withoutMark(text);
  const template = templateAt(path, plain);
  // What is called as the file that it makes would be read as one.
  if (template && (template.language === "terraform" || template.path === path))
    return templateOf(template.path, plain, template.language);
  const host = ALL_HOSTS.find((one) => matches(one, path, plain));
  if (host)
    return plain === text || host === rulesFile || host === configFile
      ? host
      : readAs(host, () => host.read(path, plain));
  return template && templateOf(template.path, plain, template.language);
}

function matches(host: Host, path: string, text: string): boolean {
  return isolated(
    () => `Looking at ${path} as ${host.id}`,
    false,
    () => host.matches(path, text),
  );
}

/** A byte order mark would be in the way of all that looks at the first line: a line end replaces it, so that offsets stay. */
function withoutMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? `\n${text.slice(1)}` : text;
}

/** A template is read as the file that it makes, with its directives masked. */
function templateOf(path: string, text: string, language: TemplateLanguage): Host | undefined {
  const masked = maskTemplate(text, language);
  const host = ALL_HOSTS.find((one) => matches(one, path, masked));
  return host && readAs(host, () => withBranches(withTemplates(host.read(path, masked)), text));
}

function readAs({ id, files, languages, matches }: Host, read: Host["read"]): Host {
  return { id, files, languages, matches, read };
}
