/** A file in which a command line of Falco is, the words of which are given. */
export interface CommandLineHost {
  readonly name: string;
  readonly path: string;
  text(words: readonly string[]): string;
}

/** What a shell would take for a pattern is quoted. */
const shell = (words: readonly string[]): string =>
  words.map((word) => (/[*[\]]/.test(word) ? `'${word}'` : word)).join(" ");
const items = (words: readonly string[], indent: string): string =>
  words.map((word) => `${indent}- ${word}\n`).join("");
const DAEMON_SET =
  "apiVersion: apps/v1\nkind: DaemonSet\nmetadata:\n  name: falco\nspec:\n  template:\n    spec:\n      containers:\n        - name: falco\n          image: falcosecurity/falco:0.44.1\n          args:\n";

/** Every kind of file in which a command line of Falco can be. */
export const COMMAND_LINE_HOSTS: readonly CommandLineHost[] = [
  {
    name: "a unit",
    path: "falco.service",
    text: (words) => `[Service]\nExecStart=/usr/bin/falco ${words.join(" ").replaceAll("%", "%%")}\n`,
  },
  {
    name: "a drop-in",
    path: "falco.service.d/override.conf",
    text: (words) =>
      `[Service]\nExecStart=\nExecStart=/usr/bin/falco ${words.join(" ").replaceAll("%", "%%")} \\\n    -M 5\n`,
  },
  {
    name: "a Dockerfile, exec form",
    path: "Dockerfile",
    text: (words) =>
      `FROM falcosecurity/falco:0.44.1\nCMD [${["/usr/bin/falco", ...words].map((word) => JSON.stringify(word)).join(", ")}]\n`,
  },
  {
    name: "a Dockerfile, shell form",
    path: "Dockerfile",
    text: (words) => `FROM falcosecurity/falco:0.44.1\nCMD /usr/bin/falco ${shell(words)}\n`,
  },
  {
    name: "a compose file, list",
    path: "compose.yaml",
    text: (words) =>
      `services:\n  falco:\n    image: falcosecurity/falco:0.44.1\n    command:\n      - falco\n${items(words, "      ")}`,
  },
  {
    name: "a compose file, string",
    path: "compose.yaml",
    text: (words) =>
      `services:\n  falco:\n    image: falcosecurity/falco:0.44.1\n    command: falco ${shell(words)}\n`,
  },
  {
    name: "a DaemonSet",
    path: "daemonset.yaml",
    text: (words) => `${DAEMON_SET}            - /usr/bin/falco\n${items(words, "            ")}`,
  },
  {
    name: "a DaemonSet, flow list",
    path: "daemonset.yaml",
    text: (words) =>
      `${DAEMON_SET.trimEnd()} [${["/usr/bin/falco", ...words].map((word) => JSON.stringify(word)).join(", ")}]\n`,
  },
  {
    name: "chart values",
    path: "values.yaml",
    text: (words) =>
      `driver:\n  kind: modern_ebpf\nfalco:\n  json_output: true\nextra:\n  args:\n${items(words, "    ")}`,
  },
  { name: "a script", path: "run.sh", text: (words) => `#!/bin/sh\nexec falco ${shell(words)}\n` },
  { name: "a makefile", path: "Makefile", text: (words) => `run:\n\tfalco ${shell(words)}\n` },
  {
    name: "a workflow of GitHub",
    path: ".github/workflows/check.yml",
    text: (words) =>
      `on: push\njobs:\n  check:\n    runs-on: ubuntu-latest\n    steps:\n      - run: |\n          falco ${shell(words)}\n`,
  },
  {
    name: "a pipeline of GitLab",
    path: ".gitlab-ci.yml",
    text: (words) => `check:\n  script:\n    - falco ${shell(words)}\n`,
  },
  {
    name: "a task of Ansible",
    path: "tasks/main.yml",
    text: (words) => `- name: run\n  ansible.builtin.shell: falco ${shell(words)}\n`,
  },
  {
    name: "a unit's line in Ansible",
    path: "tasks/main.yml",
    text: (words) =>
      `- name: unit\n  ansible.builtin.lineinfile:\n    path: /etc/systemd/system/falco.service\n    line: ExecStart=/usr/bin/falco ${words.join(" ").replaceAll("%", "%%")}\n`,
  },
  {
    name: "a page",
    path: "README.md",
    text: (words) => `# Run\n\n\`\`\`bash\n$ falco ${shell(words)}\n\`\`\`\n`,
  },
];
