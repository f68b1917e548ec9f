import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { entriesIn } from "../../server/src/cache/entries.ts";
import { runCheck } from "../../server/src/cli/check.ts";
import { type Check, repeatedCheck } from "../../server/src/cli/repeat/repeated-check.ts";
import { folderOf, run } from "./workspace.ts";

const RULES = `- macro: m\n  condition: evt.type = open\n- rule: r\n  desc: d\n  condition: evt.type = open and proc.nmae = a\n  output: o\n  priority: INFO\n`;
const PLUGIN = (field: string): string =>
  `name: inhouse\nversion: 0.1.0\nid: 999\nsource: inhouse\ncapabilities: [sourcing, extraction]\nfields:\n- name: ${field}\n  type: string\n  description: d\n`;
const FILES = {
  "falco-lint.yaml": "severity:\n  unused-macro: warning\nbaseline: base.json\n",
  "base.json": '{"version":1,"problems":[]}',
  "rules/a.yaml": RULES,
  "rules/b.yaml": RULES.replace("r\n", "s\n"),
  "rules/config/falco.yaml": "json_output: 1\nrules_files:\n  - ../a.yaml\n",
  "rules/notes.txt": "nothing of ours\n",
  "inhouse.falco-plugin.yaml": PLUGIN("inhouse.user"),
};

/** A workspace with a cache of its own. */
function workspace(files: Readonly<Record<string, string>> = FILES) {
  const folder = folderOf(files);
  mkdirSync(path.join(folder, ".git"));
  const cache = path.join(folder, ".git/cache/checks");
  let checks = 0;
  const counted: Check = (args, stdin) => {
    checks++;
    return runCheck(args, stdin);
  };
  return {
    folder,
    cache,
    write: (name: string, text: string) => writeFileSync(path.join(folder, name), text),
    /** What a run prints, its exit code, and whether it came from the cache. */
    async check(...args: readonly string[]) {
      const before = process.cwd();
      const had = checks;
      process.chdir(folder);
      try {
        const printed = await run(() => repeatedCheck(args, process.stdin, () => entriesIn(cache), counted));
        return { ...printed, isRepeated: checks === had };
      } finally {
        process.chdir(before);
      }
    },
  };
}

const OPTIONS: readonly (readonly string[])[] = [
  [],
  ["rules"],
  ["rules/*.yaml"],
  ["--ruleset", "rules/a.yaml", "rules/b.yaml"],
  ["--plugins", "inhouse.falco-plugin.yaml", "rules"],
  ["--target", "0.40.0,0.44.1", "rules"],
  ["--skipped", "--color", "always", "rules"],
  ...["json", "sarif", "github", "gitlab", "junit", "checkstyle", "falco"].map((format) => [
    "--format",
    format,
    "rules",
  ]),
];

test.each(OPTIONS)("the answer to %s %s %s is repeated as it was", async (...args) => {
  const { check } = workspace();
  const first = await check(...args);
  const second = await check(...args);
  expect(first.isRepeated).toBe(false);
  expect(first.out.length).toBeGreaterThan(50);
  expect(second).toEqual({ ...first, isRepeated: true });
});

const CHANGES: Readonly<Record<string, (of: ReturnType<typeof workspace>) => void>> = {
  "a rule is changed": ({ write }) => write("rules/a.yaml", RULES.replace("nmae", "name")),
  "a file is added": ({ write }) => write("rules/c.yaml", RULES),
  "a file is added that may matter later": ({ write }) => write("rules/more.txt", "nothing\n"),
  "a file is removed": ({ folder }) => rmSync(path.join(folder, "rules/b.yaml")),
  "a file has another name": ({ folder, write }) => {
    rmSync(path.join(folder, "rules/b.yaml"));
    write("rules/0.yaml", FILES["rules/b.yaml"]);
  },
  "two files have changed places": ({ write }) => {
    write("rules/a.yaml", FILES["rules/b.yaml"]);
    write("rules/b.yaml", FILES["rules/a.yaml"]);
  },
  "a configuration is changed": ({ write }) => write("rules/config/falco.yaml", "json_output: true\n"),
  "a suppression is added": ({ write }) =>
    write("rules/a.yaml", `# falco-lint: ignore-file unknown-field\n${RULES}`),
  "the project file is changed": ({ write }) => write("falco-lint.yaml", "target: 0.40.0\n"),
  "the project file is gone": ({ folder }) => rmSync(path.join(folder, "falco-lint.yaml")),
  "the baseline is changed": ({ write }) => write("base.json", '{"version":1,"problems":[ ]}'),
  "a plugin is described otherwise": ({ write }) =>
    write("inhouse.falco-plugin.yaml", PLUGIN("inhouse.group")),
  "files are ignored by Git": ({ write }) => write(".gitignore", "b.yaml\n"),
  "files are ignored by Git in their folder": ({ write }) => write("rules/.gitignore", "b.yaml\n"),
  "the repository begins elsewhere": ({ folder }) => mkdirSync(path.join(folder, "rules/.git")),
  "a file is a link to another of the same text": ({ folder }) => {
    rmSync(path.join(folder, "rules/b.yaml"));
    writeFileSync(path.join(folder, "b.txt"), FILES["rules/b.yaml"]);
    symlinkSync("../b.txt", path.join(folder, "rules/b.yaml"));
  },
};

test.each(Object.entries(CHANGES))("when %s, the answer is that of a new check", async (_name, change) => {
  const of = workspace();
  const args = ["--plugins", "inhouse.falco-plugin.yaml", "rules"];
  await of.check(...args);
  expect((await of.check(...args)).isRepeated).toBe(true);
  change(of);
  const after = await of.check(...args);
  expect(after.isRepeated).toBe(false);
  const { isRepeated: _, ...anew } = await of.check("--no-cache", ...args);
  expect(after).toEqual({ ...anew, isRepeated: false });
});

test("other arguments, another order of them and another folder are other checks", async () => {
  const { check, folder } = workspace();
  await check("rules/a.yaml", "rules/b.yaml");
  for (const args of [
    ["rules/b.yaml", "rules/a.yaml"],
    ["rules/a.yaml", "rules/b.yaml", "--quiet"],
    ["rules/a.yaml", "rules/b.yaml", "--target", "0.40.0"],
    ["rules/a.yaml", "rules/b.yaml", "--severity", "unused-macro=off"],
    ["./rules/a.yaml", "rules/b.yaml"],
  ])
    expect((await check(...args)).isRepeated, args.join(" ")).toBe(false);
  expect(readdirSync(path.join(folder, ".git/cache/checks"))).toHaveLength(6);
});

test("what writes, reads its input, fails or is not to be kept is never repeated", async () => {
  for (const args of [
    ["--no-cache", "rules"],
    ["--fix", "rules"],
    ["--update-baseline", "rules"],
    ["rules/notes.txt", "rules"],
    ["missing.yaml"],
  ]) {
    const { check, cache } = workspace();
    await check(...args).catch(() => undefined);
    expect(entriesIn(cache) && readdirSync(cache), args.join(" ")).toEqual([]);
  }
  const off = workspace({ ...FILES, "falco-lint.yaml": "cache: false\n" });
  await off.check("rules");
  expect((await off.check("rules")).isRepeated).toBe(false);
});

test("a damaged, cut or foreign entry is a miss, and is replaced", async () => {
  const { check, cache } = workspace();
  const first = await check("rules");
  const file = path.join(cache, readdirSync(cache)[0] ?? "");
  const whole = readFileSync(file);
  const flipped = Buffer.from(whole);
  flipped[flipped.length - 20] = (flipped.at(-20) ?? 0) ^ 1;
  for (const damaged of [
    Buffer.alloc(0),
    whole.subarray(0, whole.length >> 1),
    Buffer.concat([whole, whole]),
    flipped,
    Buffer.from('{"seen":[],"said":[["stdout","no problems"]],"code":0}'),
  ]) {
    writeFileSync(file, damaged);
    expect(await check("rules")).toEqual({ ...first, isRepeated: false });
    expect((await check("rules")).isRepeated).toBe(true);
  }
});

test("an entry that holds something else than an answer is a miss", async () => {
  const { folder } = workspace();
  for (const text of [
    "",
    "null",
    "[]",
    '{"seen":[],"said":[],"code":7}',
    '{"seen":[[1,2]],"said":[],"code":0}',
  ]) {
    let isChecked = false;
    const check: Check = async () => {
      isChecked = true;
      return 0;
    };
    const entries = { read: () => text, write: () => undefined };
    await repeatedCheck([folder], process.stdin, () => entries, check);
    expect(isChecked, text).toBe(true);
  }
});

test("runs at the same time disturb neither each other nor the entries", async () => {
  const { folder, cache } = workspace();
  const entries = entriesIn(cache);
  const args = [path.join(folder, "rules")];
  const answers = await run(async () => {
    const codes = await Promise.all(
      Array.from({ length: 6 }, () => repeatedCheck(args, process.stdin, () => entries, runCheck)),
    );
    return codes[0] ?? 9;
  });
  const again = await run(() => repeatedCheck(args, process.stdin, () => entries, runCheck));
  // Each run prints file by file, so that the files of one come between those of another.
  const linesOf = (text: string): readonly string[] => text.split("\n").sort();
  expect(linesOf(answers.out)).toEqual(linesOf(again.out.repeat(6)));
  expect(again).toEqual(await run(() => runCheck(args)));
  expect(readdirSync(cache)).toHaveLength(1);
});
