/** Prints how many bytes are kept for each byte of some files, beyond their texts. A process of its own, with `--expose-gc`. */
import process from "node:process";
import { problemsOf } from "../../server/src/checks/run.ts";
import { type Document, readDocument } from "../../server/src/hosts/document.ts";
import { DENSE_FILES } from "./dense-files.ts";
import { createWorkspace, type Snapshot } from "../../server/src/model/workspace/workspace.ts";
import { DEFAULT_SETTINGS } from "../../server/src/model/workspace/settings.ts";

const many = (count: number, make: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => make(index)).join("");

/** A rule of about the length that published rules have. */
const rule = (i: number): string =>
  `- rule: Rule number ${i} of a long file\n  desc: It says what it is about in a sentence of some length, as most do\n  condition: evt.type in (open, openat) and proc.name = program${i} and fd.name startswith /etc/folder${i}\n  output: A file was opened (file=%fd.name process=%proc.name user=%user.name command=%proc.cmdline)\n  priority: WARNING\n  tags: [filesystem, number${i}]\n`;

const FILES: Readonly<Record<string, (count: number) => string>> = {
  "falco_rules.yaml": (count) => many(count, rule),
  "macros_falco_rules.yaml": (count) =>
    many(
      count,
      (i) =>
        `# Whether a program is one of number ${i}, itself or by the process that started it\n- macro: is_program_${i}\n  condition: (proc.name = program${i} or proc.pname = program${i})\n\n`,
    ),
  "list_falco_rules.yaml": (count) =>
    `- list: l\n  items: [${many(20 * count, (i) => `program${i}, `)}]\n- macro: m\n  condition: proc.name in (l)\n`,
  "falco.yaml": (count) =>
    `plugins:\n${many(count, (i) => `  - name: plugin${i}\n    library_path: libplugin${i}.so\n    init_config: a\n`)}`,
  "a.sh": (count) =>
    many(count, (i) => `# Step ${i} of many that a script goes through\necho "step ${i}" >> log.txt\n`),
  "one_list_falco_rules.yaml": (count) =>
    `- list: l\n  items:\n${many(10 * count, (i) => `  - item${i}\n`)}- macro: m\n  condition: proc.name in (l)\n`,
  "long_condition_falco_rules.yaml": (count) =>
    `- macro: m\n  condition: proc.name = a${many(4 * count, (i) => ` or proc.name = a${i}`)}\n`,
  "rules_files/falco.yaml": (count) =>
    `rules_files:\n${many(4 * count, (i) => `  - /etc/falco/rules.d/a${i}.yaml\n`)}`,
  "many/values.yaml": (count) =>
    `driver:\n  kind: ebpf\nfalco:\n  rules_files:\n${many(4 * count, (i) => `    - a${i}.yaml\n`)}`,
  "commands.sh": (count) => many(8 * count, (i) => `falco -r a${i}.yaml\n`),
  "commands.md": (count) => `\`\`\`sh\n${many(8 * count, (i) => `falco -r a${i}.yaml\n`)}\`\`\`\n`,
  "a.md": (count) =>
    many(count, (i) => `Falco is described in sentence ${i} of a page, which goes on for long.\n\n`),
};

/** As the server has them. */
const SETTINGS = { ...DEFAULT_SETTINGS, mostProblems: 1000 };

/** How long a file is that is full of one thing. */
const DENSE = 200_000;

function kept(): number {
  for (let run = 0; run < 3; run++) (globalThis as { gc?: () => void }).gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function read(path: string, text: string): readonly [Document, Snapshot] {
  const document = readDocument(`file:///w/${path}`, `/w/${path}`, text);
  const snapshot = createWorkspace().snapshot(new Map([[document.uri, document]]), SETTINGS);
  problemsOf(snapshot, document.uri);
  return [document, snapshot];
}

/** All files, each short and long. The long text is one string, as decoded bytes are. */
const ALL: readonly (readonly [name: string, path: string, short: string, long: string])[] = [
  ...Object.entries(FILES).map(([path, make]) => [path, path, make(20), oneString(make(800))] as const),
  ...DENSE_FILES.map(({ name, path, make }) => [name, path, make(1000), oneString(make(DENSE))] as const),
];

function oneString(text: string): string {
  return Buffer.from(text).toString();
}

/** The least of some measurements: what the program itself loads meanwhile only adds to them. */
async function least(path: string, text: string): Promise<number> {
  const found: number[] = [];
  for (let run = 0; run < 2; run++) found.push(await measure(path, text));
  return Math.min(...found);
}

/** What is kept for each byte. What is remembered of the last text is remembered of short ones when it begins. */
async function measure(path: string, text: string): Promise<number> {
  for (const [, other, short] of ALL) read(other, short);
  await new Promise((resolve) => setTimeout(resolve, 50));
  const before = kept();
  const result = read(path, text);
  const after = kept();
  if (result.length !== 2) throw new Error("What was read must be there until it is measured.");
  return Math.round((after - before) / text.length);
}

const measured: Record<string, number> = {};
for (const [name, path, , text] of ALL) measured[name] = await least(path, text);
process.stdout.write(`${JSON.stringify(measured)}\n`);
