import { describe, expect, test } from "vitest";
import { optionData } from "../../server/src/catalog/data.ts";
import { NEWEST_FALCO } from "../../server/src/catalog/releases.ts";
import { stageAt } from "../../server/src/catalog/version.ts";
import { migrated } from "./files.ts";

/* What is said of each command of the driver loader that is removed, in each kind of file in which it can be. */

const SCRIPT = "falcoctl driver config + falcoctl driver install";

/** By the words of the script, what to use instead of them. */
const SCRIPT_ROWS: Readonly<Record<string, string>> = {
  "falco-driver-loader": `Use instead: ${SCRIPT}.`,
  "falco-driver-loader module": "Use instead: falcoctl driver config --type kmod && falcoctl driver install.",
  "falco-driver-loader bpf":
    "Use instead: falcoctl driver config --type ebpf && falcoctl driver install (falcoctl 0.7-0.12); modern_ebpf since Falco 0.44.0.",
  "falco-driver-loader --help": `Use instead: ${SCRIPT}. For \`--help\`: falcoctl driver --help.`,
  "falco-driver-loader --clean": `Use instead: ${SCRIPT}. For \`--clean\`: falcoctl driver cleanup.`,
  "falco-driver-loader --compile": `Use instead: ${SCRIPT}. For \`--compile\`: falcoctl driver install --compile=true --download=false.`,
  "falco-driver-loader --download": `Use instead: ${SCRIPT}. For \`--download\`: falcoctl driver install --compile=false --download=true.`,
  "falco-driver-loader --source-only": `Use instead: ${SCRIPT}. For \`--source-only\`: falcoctl driver printenv.`,
  "falco-driver-loader --print-env": `Use instead: ${SCRIPT}. For \`--print-env\`: falcoctl driver printenv.`,
  "falco-driver-loader module --compile":
    "Use instead: falcoctl driver config --type kmod && falcoctl driver install. For `--compile`: falcoctl driver install --compile=true --download=false.",
};

/** By the words of the image, what is said of them. */
const IMAGE_ROWS: Readonly<Record<string, readonly [message: string, why: string]>> = {
  ebpf: [
    "The driver loader does not accept `ebpf` since Falco 0.44.0. Use `modern_ebpf`.",
    "Decide whether `modern_ebpf` works on the machines that run this, then replace `ebpf` with it.",
  ],
  "--source-only": [
    "The driver loader does not accept `--source-only` since Falco 0.38.0. Remove it.",
    "`--source-only` has no replacement. Decide how to do without it, and remove it.",
  ],
};

const SHELLS = [
  { name: "a script", path: "run.sh", text: (line: string) => `#!/bin/sh\n${line}\n` },
  {
    name: "a unit",
    path: "falco.service",
    text: (line: string) => `[Service]\nExecStartPre=/usr/bin/${line}\nExecStart=/usr/bin/falco\n`,
  },
  { name: "a Dockerfile", path: "Dockerfile", text: (line: string) => `FROM debian:12\nRUN ${line}\n` },
  {
    name: "a workflow of GitHub",
    path: ".github/workflows/check.yml",
    text: (line: string) =>
      `on: push\njobs:\n  check:\n    runs-on: ubuntu-latest\n    steps:\n      - run: ${line}\n`,
  },
  { name: "a page", path: "README.md", text: (line: string) => `\`\`\`sh\n${line}\n\`\`\`\n` },
] as const;

const IMAGES = [
  {
    name: "a script",
    path: "run.sh",
    text: (word: string) =>
      `#!/bin/sh\ndocker run --rm falcosecurity/falco-driver-loader:${NEWEST_FALCO} ${word}\n`,
  },
  {
    name: "a DaemonSet",
    path: "daemonset.yaml",
    text: (word: string) =>
      `apiVersion: apps/v1\nkind: DaemonSet\nmetadata:\n  name: falco\nspec:\n  template:\n    spec:\n      initContainers:\n        - name: loader\n          image: falcosecurity/falco-driver-loader:${NEWEST_FALCO}\n          args: ["${word}"]\n`,
  },
  {
    name: "a compose file",
    path: "compose.yaml",
    text: (word: string) =>
      `services:\n  loader:\n    image: falcosecurity/falco-driver-loader:${NEWEST_FALCO}\n    command: ["${word}"]\n`,
  },
] as const;

test("every word of the loader that is removed has its row", () => {
  const gone = optionData.loaderWords.filter((word) => stageAt(word, NEWEST_FALCO) === "removed");
  const rows = [...Object.keys(SCRIPT_ROWS), ...Object.keys(IMAGE_ROWS).map((word) => `image ${word}`)];
  expect(
    gone.filter(
      ({ tool, name }) =>
        !rows.includes(
          name === tool ? name : `${tool.replace(/^falco-driver-loader image$/, "image")} ${name}`,
        ),
    ),
  ).toEqual([]);
});

describe.each(Object.entries(SCRIPT_ROWS))("%s", (line, use) => {
  test.each(SHELLS)("in $name", ({ path, text }) => {
    const result = migrated({ [path]: text(line) }, NEWEST_FALCO);
    expect(result.needsPerson.map(({ message, why }) => [message, why])).toEqual([
      [
        `The \`falco-driver-loader\` script was removed in Falco 0.37.0. ${use}`,
        "Decide which driver the machines need, and install falcoctl where this runs.",
      ],
    ]);
    expect(result.files).toEqual([]);
  });
});

describe.each(Object.entries(IMAGE_ROWS))("the image with %s", (word, said) => {
  test.each(IMAGES)("in $name", ({ path, text }) => {
    const result = migrated({ [path]: text(word) }, NEWEST_FALCO);
    expect(result.needsPerson.map(({ message, why }) => [message, why])).toEqual([said]);
    expect(result.files).toEqual([]);
  });
});

test.each(["falcoctl driver config --type ebpf", "falcoctl driver config --type=ebpf"])("%s", (line) => {
  const result = migrated({ "run.sh": `#!/bin/sh\n${line}\n` }, NEWEST_FALCO);
  expect(result.needsPerson.map(({ message }) => message)).toEqual([
    "`falcoctl driver` does not accept `ebpf` since Falco 0.44.0. Use `modern_ebpf`.",
  ]);
});
