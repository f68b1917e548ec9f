import { hostOf } from "../../server/src/hosts/all-hosts.ts";
import type { Region } from "../../server/src/hosts/host.ts";
import { jsonQuoting } from "../../server/src/hosts/formats/dockerfile.ts";
import { shellQuoting } from "../../server/src/hosts/commands/shell-words.ts";
import { unitQuoting } from "../../server/src/hosts/formats/systemd.ts";
import { yamlScalar } from "../../server/src/hosts/embedding/yaml-regions.ts";

/** A way in which people write a command line of Falco into a file. */
export interface Format {
  readonly name: string;
  readonly path: string;
  /** The document for the words, the first of which is `falco`. */
  write(words: readonly string[]): string;
}

const shell = (words: readonly string[]): string => words.map((word) => shellQuoting.word(word)).join(" ");
const yaml = (words: readonly string[], flow: boolean): string[] =>
  words.map((word) => yamlScalar(word, flow));
const unit = (words: readonly string[]): string => words.map((word) => unitQuoting.word(word)).join(" ");
const json = (words: readonly string[]): string =>
  `[${words.map((word) => jsonQuoting.word(word)).join(", ")}]`;
const indented = (text: string, by: string): string => text.replaceAll(/^/gm, by);

export const FORMATS: readonly Format[] = [
  {
    name: "unit",
    path: "falco.service",
    write: (words) => `[Service]\nType=simple\nExecStart=/usr/bin/${unit(words)}\nRestart=always\n`,
  },
  {
    name: "continued unit",
    path: "x.service.d/o.conf",
    write: (words) =>
      `[Service]\r\nExecStart=\r\nExecStart=-/usr/bin/${words.map((word) => unitQuoting.word(word)).join(" \\\r\n    ")}\r\n`,
  },
  {
    name: "Dockerfile, exec form",
    path: "Dockerfile",
    write: (words) => `FROM debian\nCMD ${json(words)}\n`,
  },
  {
    name: "Dockerfile, shell form",
    path: "x.Dockerfile",
    write: (words) => `FROM debian\nRUN true && ${shell(words)}\n`,
  },
  {
    name: "Compose, list",
    path: "compose.yaml",
    write: (words) =>
      `services:\n  falco:\n    command: [${yaml(words, true).join(", ").replaceAll("$", "$$$$")}]\n`,
  },
  {
    name: "Compose, text",
    path: "docker-compose.yml",
    write: (words) =>
      `services:\n  falco:\n    command: ${JSON.stringify(shell(words).replaceAll("$", "$$$$"))}\n`,
  },
  {
    name: "pod, block list",
    path: "ds.yaml",
    write: (words) =>
      pod(
        `command:\n  - /usr/bin/falco\nargs:\n${yaml(words.slice(1), false)
          .map((word) => `  - ${word}\n`)
          .join("")}`,
      ),
  },
  {
    name: "pod, flow list",
    path: "ds.yaml",
    write: (words) => pod(`args: [${yaml(words, true).join(", ")}]\n`),
  },
  {
    name: "pod, shell",
    path: "ds.yaml",
    write: (words) => pod(`command: [/bin/sh, -c]\nargs:\n  - |\n    sleep 1\n    exec ${shell(words)}\n`),
  },
  {
    name: "Helm values",
    path: "values.yaml",
    write: (words) =>
      `driver:\n  kind: auto\nfalcosidekick:\n  enabled: true\nextra:\n  args:\n${yaml(words.slice(1), false)
        .map((word) => `  - ${word}\n`)
        .join("")}`,
  },
  {
    name: "shell script",
    path: "run.sh",
    write: (words) => `#!/bin/sh\nset -e\nsudo ${shell(words)} >/dev/null 2>&1 &\n`,
  },
  {
    name: "docker run",
    path: "run.sh",
    write: (words) => `docker run --rm registry.local/falcosecurity/falco \\\n  ${shell(words)}\n`,
  },
  {
    name: "makefile",
    path: "Makefile",
    write: (words) => `run: build\n\t@${shell(words).replaceAll("$", "$$$$")}\n`,
  },
  {
    name: "GitHub workflow",
    path: ".github/workflows/ci.yaml",
    write: (words) => `jobs:\n  a:\n    steps:\n      - run: |\n          ${shell(words)}\n`,
  },
  {
    name: "GitLab workflow",
    path: ".gitlab-ci.yml",
    write: (words) => `a:\n  script:\n    - ${JSON.stringify(shell(words))}\n`,
  },
  {
    name: "Ansible task",
    path: "tasks/main.yml",
    write: (words) => `- name: run\n  ansible.builtin.shell: |\n    ${shell(words)}\n`,
  },
  {
    name: "Ansible task, list",
    path: "tasks/main.yml",
    write: (words) =>
      `- name: run\n  ansible.builtin.command:\n    argv:\n${yaml(words, false)
        .map((word) => `      - ${word}\n`)
        .join("")}`,
  },
  {
    name: "cloud-init, text",
    path: "user-data.yaml",
    write: (words) => `#cloud-config\nruncmd:\n  - ${JSON.stringify(shell(words))}\n`,
  },
  {
    name: "cloud-init, list",
    path: "user-data.yaml",
    write: (words) => `#cloud-config\nruncmd:\n  - [${yaml(words, true).join(", ")}]\n`,
  },
  {
    name: "unit in cloud-init",
    path: "user-data.yaml",
    write: (words) =>
      `#cloud-config\nwrite_files:\n  - path: /etc/systemd/system/falco.service\n    content: |\n      [Service]\n      ExecStart=/usr/bin/${unit(words)}\n`,
  },
  {
    name: "Markdown",
    path: "README.md",
    write: (words) => `# Page\n\n- text\n\n  \`\`\`console\n  $ ${shell(words)}\n  out\n  \`\`\`\n`,
  },
];

function pod(container: string): string {
  return `apiVersion: apps/v1\nkind: DaemonSet\nmetadata:\n  name: falco\nspec:\n  template:\n    spec:\n      containers:\n        - name: falco\n          image: falcosecurity/falco\n${indented(container.trimEnd(), "          ")}\n`;
}

/** The words of a document's only command line, the program left out. */
export function wordsOf(path: string, text: string): readonly string[] {
  const region = commandLine(path, text);
  const words = region.text.split("\0");
  return region.program === undefined ? words.slice(1) : words;
}

export function commandLine(path: string, text: string): Region {
  const regions =
    hostOf(path, text)
      ?.read(path, text)
      .regions.filter(({ kind }) => kind === "command-line") ?? [];
  const [region] = regions;
  if (!region || regions.length !== 1)
    throw new Error(`${String(regions.length)} command lines in ${path}:\n${text}`);
  return region;
}
