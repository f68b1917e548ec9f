import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { hostOf } from "../../server/src/hosts/all-hosts.ts";
import { readDocument } from "../../server/src/hosts/document.ts";
import { applyEdits, type Edit } from "../../server/src/text/span.ts";
import { seeded } from "../hosts/random-documents.ts";
import { SEEDS } from "../unbreakable/seeds.ts";
import { hasShared, ownLines, type Verdict } from "./load.ts";

/** A file as it was, and with one mistake that people make. */
export interface DamagedFile {
  readonly path: string;
  readonly whole: string;
  readonly text: string;
}

type Random = (below: number) => number;

const ROOT = path.resolve(import.meta.dirname, "../..");
const CORPUS = path.resolve(ROOT, "../shared/corpus");

/** The longest file that is damaged: each costs as many readings as it has fixes. */
const LONGEST = 8_000;

/** Damaged files of every host, the same ones for a seed: rules files, configurations, and files that start Falco. */
export function* damagedFiles(count: number, seed: number): Generator<DamagedFile> {
  const random = seeded(seed);
  const files = wholeFiles();
  const readable = new Map<WholeFile, boolean>();
  for (let made = 0; made < count; ) {
    const file = pick(random, files);
    const isReadable = readable.get(file) ?? isYaml(file);
    readable.set(file, isReadable);
    if (!isReadable) continue;
    const text = damaged(file.text, random);
    if (text === undefined || text === file.text) continue;
    made++;
    yield { path: file.path, whole: file.text, text };
  }
}

interface WholeFile {
  readonly path: string;
  readonly text: string;
}

function wholeFiles(): readonly WholeFile[] {
  const own: WholeFile[] = [
    ...ownLines<Verdict>("cases.jsonl").flatMap(({ id, files }) =>
      files.slice(0, 1).map((text) => ({ path: `${id.replaceAll(/\W/g, "_")}/falco_rules.yaml`, text })),
    ),
    ...SEEDS.map(([name, text]) => ({ path: name, text })),
    ...filesBelow(path.join(ROOT, "examples")),
    ...filesBelow(path.join(ROOT, "test/fixtures/cases")),
  ];
  const real = hasShared
    ? ["rules", "configs", "embedded"].flatMap((folder) => filesBelow(path.join(CORPUS, folder)))
    : [];
  return [...own, ...real].filter(
    ({ path: name, text }) => text.length > 20 && text.length <= LONGEST && hostOf(`/${name}`, text),
  );
}

/** What cannot be read is not damaged further: nothing would tell what the damage hides. */
function isYaml({ path: name, text }: WholeFile): boolean {
  return readDocument(`file:///${name}`, name, text).regions.every(
    ({ items, yaml }) =>
      (items?.problems.length ?? 0) === 0 &&
      (items?.items.every(({ item }) => item.problems.length + item.stray.length === 0) ?? true) &&
      (yaml?.problems.length ?? 0) === 0,
  );
}

function filesBelow(folder: string): readonly WholeFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
    .map((file) => ({
      path: path.relative(folder, file).replaceAll(path.sep, "/"),
      text: readFileSync(file, "utf8"),
    }));
}

/** Mistakes that people make in a file, each at a place of its own. Absent where the file has no place for it. */
const MISTAKES: readonly ((text: string, random: Random) => Edit | undefined)[] = [
  // A letter is lost, doubled, exchanged or in the wrong case.
  (text, random) => at(text, /[a-z_]{4,}/g, random, (found) => misspelt(found, random)),
  (text, random) => at(text, /^[ -]*[\w.]+(?=:)/gm, random, (found) => misspelt(found, random)),
  (text, random) => at(text, /\b[a-z]+\.[a-z_.]+\b/g, random, (found) => misspelt(found, random)),
  (text, random) => at(text, /\b[a-z]+\b/g, random, (found) => found.toUpperCase()),
  // Indentation.
  (text, random) => at(text, /^ +/gm, random, (found) => found.slice(1 + random(2))),
  (text, random) => at(text, /^ +/gm, random, (found) => `${found}${" ".repeat(1 + random(3))}`),
  (text, random) => at(text, /^ +/gm, random, (found) => found.replace(/ {1,8}$/, "\t")),
  // Whole lines.
  (text, random) => at(text, /^.+\n/gm, random, () => ""),
  (text, random) => at(text, /^.+\n/gm, random, (found) => found + found),
  (text, random) => at(text, /^(?:.+\n){2}/gm, random, (found) => found.replace(/^(.*\n)(.*\n)$/, "$2$1")),
  // Marks are lost, or written twice.
  (text, random) => at(text, /["'()[\]{}:,=%|>-]/g, random, () => ""),
  (text, random) => at(text, /["'()[\]{}:,=%|>-]/g, random, (found) => found + found),
  (text, random) => at(text, /: /g, random, () => ":"),
  (text, random) => at(text, / (?=[a-z])/g, random, () => pick(random, ["\u00a0", "\u200b ", " \ufeff"])),
  (text, random) => at(text, /"/g, random, () => pick(random, ["“", "”", "«"])),
  (text, random) => at(text, /'/g, random, () => pick(random, ["‘", "’"])),
  // Operators and connectives.
  (text, random) => at(text, /\band\b/g, random, () => pick(random, ["&&", "AND", "", "and and", "or"])),
  (text, random) => at(text, /\bor\b/g, random, () => pick(random, ["||", "OR", "", "or or"])),
  (text, random) => at(text, /\bnot\b/g, random, () => pick(random, ["!", "NOT", "not not"])),
  (text, random) => at(text, / (?:=|!=|in|contains|startswith) /g, random, () => pick(random, OPERATORS)),
  (text, random) => at(text, /%[a-z.]+/g, random, (found) => `%{${found.slice(1)}}`),
  // Values.
  (text, random) => at(text, /(?<=: )[^\s#|>][^\n#]*/g, random, () => pick(random, VALUES)),
  (text, random) => at(text, /\b\d+\b/g, random, () => pick(random, VALUES)),
  (text, random) =>
    at(text, /(?<=: )(?:true|false)\b/g, random, () => pick(random, ["yes", "on", "True", "1"])),
  (text, random) => at(text, /\b[A-Z]{4,}\b/g, random, () => pick(random, ["HIGH", "MEDIUM", "WARN", "x"])),
  (text, random) => at(text, / --?[a-z-]+/g, random, (found) => misspelt(found, random)),
  // A word of the file where another was meant.
  (text, random) => {
    const other = at(text, /\b[a-z_.]{3,}\b/g, random, (found) => found);
    return other && at(text, /\b[a-z_.]{3,}\b/g, random, () => other.newText);
  },
];

const OPERATORS = [
  " == ",
  " <> ",
  " === ",
  " =~ ",
  " is ",
  " matches ",
  " like ",
  " ",
  " in ",
  " = ",
  " glob ",
];
const VALUES = [
  "",
  "~",
  "null",
  "[]",
  "{}",
  "10s",
  "-1",
  "99999999999",
  "a b",
  "abc",
  '"',
  "true",
  "1.5",
  "[a, b]",
];

function damaged(text: string, random: Random): string | undefined {
  const edit = pick(random, MISTAKES)(text, random);
  return edit && applyEdits(text, [edit]);
}

function at(
  text: string,
  pattern: RegExp,
  random: Random,
  change: (found: string) => string,
): Edit | undefined {
  const places = [...text.matchAll(pattern)];
  const place = places[random(Math.max(1, places.length))];
  if (!place) return undefined;
  const [found] = place;
  return { span: { start: place.index, end: place.index + found.length }, newText: change(found) };
}

function misspelt(word: string, random: Random): string {
  const i = 1 + random(Math.max(1, word.length - 2));
  const [before, letter, after] = [word.slice(0, i), word.slice(i, i + 1), word.slice(i + 1)];
  const changes = [
    before + after,
    before + letter + letter + after,
    before + after.slice(0, 1) + letter + after.slice(1),
    before.slice(0, -1) + before.slice(-1).toUpperCase() + letter + after,
  ];
  return pick(random, changes);
}

function pick<T>(random: Random, from: readonly T[]): T {
  const one = from[random(from.length)];
  if (one === undefined) throw new Error("nothing to pick from");
  return one;
}
