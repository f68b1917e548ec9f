/** What a real Falco answers on loading a ruleset, beside what is expected of it here. */
import { falcoResults } from "../model/ruleset/falco-results.ts";
import type { Ruleset, Snapshot } from "../model/workspace/workspace.ts";
import { codeSpan, fenced, inert } from "../text/markdown.ts";
import { falcoMessage } from "./falco-message.ts";

/** What to ask Falco, so that it loads what a document is loaded with. */
export interface FalcoQuestion {
  /** The rules files in the order of loading. */
  readonly files: readonly string[];
  /** The configuration that the plugins are loaded by. */
  readonly config?: string;
}

/** An error or a warning on loading a file. */
interface Issue {
  readonly file: string;
  readonly severity: "error" | "warning";
  readonly code: string;
  readonly item: string;
  readonly message: string;
}

export interface FalcoComparison {
  /** A page that shows both, differences marked. */
  readonly markdown: string;
  /** How many issues only one of the two has. */
  readonly differences: number;
}

/** The question for the ruleset of a document, else for the first; undefined where no rules files are loaded. */
export function falcoQuestion(snapshot: Snapshot, uri?: string): FalcoQuestion | undefined {
  const ruleset = rulesetOf(snapshot, uri);
  if (!ruleset) return undefined;
  const config = (ruleset.config ?? ruleset.pluginConfig)?.files[0];
  const isFile = config !== undefined && snapshot.documents.get(config)?.host === "config";
  return { files: filesOf(ruleset, snapshot), ...(isFile && { config }) };
}

/** The options of `falco` that ask it: it loads the files, says what is wrong with them, and ends. */
export function falcoWords(
  { files, config }: FalcoQuestion,
  pathOf: (uri: string) => string,
): readonly string[] {
  return [
    ...(config === undefined ? [] : ["-c", pathOf(config)]),
    ...files.flatMap((file) => ["-V", pathOf(file)]),
    ...["-o", "json_output=true"],
  ];
}

/** What Falco printed, and what it calls itself. */
export interface FalcoAnswer {
  readonly printed: string;
  readonly version: string;
}

/** Compares an answer to the question for the same document with what is expected; `pathOf` is that of the question. */
export function compareWithFalco(
  snapshot: Snapshot,
  uri: string | undefined,
  { printed, version }: FalcoAnswer,
  pathOf: (uri: string) => string,
): FalcoComparison {
  const ruleset = rulesetOf(snapshot, uri);
  const told = readAnswer(printed);
  if (!ruleset || !told)
    return {
      markdown: page(version, ["Falco ended without a result:", fenced(printed.trim())]),
      differences: 1,
    };
  const expected = expectedOf(ruleset, snapshot);
  const files = filesOf(ruleset, snapshot);
  const rows = files.flatMap((file) =>
    rowsOf(
      told.filter((issue) => isSameFile(issue.file, pathOf(file))),
      expected.filter((issue) => issue.file === file),
    ).map((row) => ({ ...row, file: pathOf(file).split("/").at(-1) ?? "" })),
  );
  const differing = rows.filter(({ falco, ours }) => !falco || !ours);
  const lines = rows.map(({ file, falco, ours }) => {
    const mark = falco && ours ? "same" : falco ? "**only Falco**" : "**only falco-lint**";
    const one = falco ?? ours;
    return `| ${inert(file)} | ${one?.severity ?? ""} | ${codeSpan(one?.code ?? "")} | ${inert(one?.item ?? "")} | ${mark} | ${cell(falco)} | ${cell(ours)} |`;
  });
  const target = String(ruleset.target);
  const parts = [
    `Checked here for Falco ${target}. ${differing.length === 0 ? "Both say the same." : `${differing.length} ${differing.length === 1 ? "difference" : "differences"}.`}`,
    ...(version.startsWith(target)
      ? []
      : [`The program is another version than the one that files are checked for.`]),
    ...(lines.length === 0
      ? ["Neither reports an error or a warning."]
      : [
          [
            "| File | Severity | Code | Item | | Falco | falco-lint |",
            "| --- | --- | --- | --- | --- | --- | --- |",
            ...lines,
          ].join("\n"),
        ]),
  ];
  return { markdown: page(version, parts), differences: differing.length };
}

function page(version: string, parts: readonly string[]): string {
  return `# Falco ${inert(version)} and falco-lint\n\n${parts.join("\n\n")}\n`;
}

function cell(issue: Issue | undefined): string {
  return inert((issue?.message ?? "").replaceAll(/(?<!\s)\s*\n\s*/g, " ")).replaceAll("|", "\\|");
}

function rulesetOf({ rulesets, documents }: Snapshot, uri: string | undefined): Ruleset | undefined {
  const ofFiles = rulesets.filter(({ order }) =>
    order.some((ref) => documents.get(ref.uri)?.host === "rules"),
  );
  const configured = ofFiles.find(({ config }) => uri !== undefined && config?.files.includes(uri));
  return ofFiles.find(({ order }) => order.some((ref) => ref.uri === uri)) ?? configured ?? ofFiles[0];
}

function filesOf({ order }: Ruleset, { documents }: Snapshot): readonly string[] {
  return order.map(({ uri }) => uri).filter((uri) => documents.get(uri)?.host === "rules");
}

function expectedOf(ruleset: Ruleset, snapshot: Snapshot): readonly Issue[] {
  const files = filesOf(ruleset, snapshot);
  const own = ruleset.input.files.filter(({ id }) => files.some((uri) => id.startsWith(`${uri}#`)));
  const { results, fatal } = falcoResults({ ...ruleset.input, files: own });
  const issues = results.flatMap(({ file, errors, warnings }) =>
    [
      ...errors.map((issue) => ({ issue, severity: "error" as const })),
      ...warnings.map((issue) => ({ issue, severity: "warning" as const })),
    ].map(
      ({ issue, severity }): Issue => ({
        file: files[file] ?? "",
        severity,
        code: issue.code,
        item: issue.itemName,
        message: falcoMessage(issue.found),
      }),
    ),
  );
  const first = files[0] ?? "";
  return fatal === undefined
    ? issues
    : [...issues, { file: first, severity: "error", code: "", item: "", message: fatal }];
}

/** The same issue of both in one row; what has no counterpart stands alone. */
function rowsOf(
  told: readonly Issue[],
  expected: readonly Issue[],
): readonly { readonly falco?: Issue; readonly ours?: Issue }[] {
  const left = [...expected];
  const both = told.map((falco) => {
    const at = left.findIndex(
      (ours) => ours.code === falco.code && (ours.item === falco.item || falco.item === ""),
    );
    const [ours] = at < 0 ? [] : left.splice(at, 1);
    return { falco, ...(ours && { ours }) };
  });
  return [...both, ...left.map((ours) => ({ ours }))];
}

function isSameFile(told: string, path: string): boolean {
  const plain = (one: string): string => one.replaceAll("\\", "/").toLowerCase();
  return plain(path) === plain(told) || plain(path).endsWith(`/${plain(told)}`);
}

/** The results that Falco prints as JSON, somewhere between what it logs; undefined where there are none. */
function readAnswer(printed: string): readonly Issue[] | undefined {
  const line = printed.split("\n").find((one) => one.includes('"falco_load_results"'));
  const start = line?.indexOf("{") ?? -1;
  if (!line || start < 0) return undefined;
  try {
    const { falco_load_results: results } = JSON.parse(line.slice(start)) as {
      readonly falco_load_results: readonly ToldResult[];
    };
    return results.flatMap(({ name, errors = [], warnings = [] }) => [
      ...errors.map((issue) => toldIssue(name, "error", issue)),
      ...warnings.map((issue) => toldIssue(name, "warning", issue)),
    ]);
  } catch {
    return undefined;
  }
}

interface ToldResult {
  readonly name: string;
  readonly errors?: readonly ToldIssue[];
  readonly warnings?: readonly ToldIssue[];
}

interface ToldIssue {
  readonly code: string;
  readonly message: string;
  readonly context?: { readonly locations?: readonly { readonly item_name?: string }[] };
}

function toldIssue(file: string, severity: Issue["severity"], { code, message, context }: ToldIssue): Issue {
  const item = context?.locations?.findLast(({ item_name }) => item_name)?.item_name ?? "";
  return { file, severity, code, item, message };
}
