import { problemsOf } from "../../server/src/checks/run.ts";
import { complete } from "../../server/src/features/completion/complete.ts";
import { foldingSpans } from "../../server/src/features/folding.ts";
import { DEFAULT_FORMAT, formatConditions } from "../../server/src/features/formatting.ts";
import { hover } from "../../server/src/features/hover/hover.ts";
import { rename } from "../../server/src/features/navigation.ts";
import { semanticTokens } from "../../server/src/features/semantic-tokens.ts";
import { type Document, readDocument } from "../../server/src/hosts/document.ts";
import { createWorkspace } from "../../server/src/model/workspace/workspace.ts";
import { DEFAULT_SETTINGS } from "../../server/src/model/workspace/settings.ts";
import { migrate } from "../../server/src/migrate/migrate.ts";
import { onFault } from "../../server/src/text/isolated.ts";
import { applyEdits, type Edit } from "../../server/src/text/span.ts";
import { type Random, randomFrom } from "../conformance/random.ts";
import { startClient } from "../lsp/client.ts";
import { SEEDS } from "./seeds.ts";

/** What was tried, and each thing that went wrong with what it takes to see it again. */
export interface Fuzzed {
  readonly counts: Readonly<Record<"documents" | "edits" | "requests" | "renames" | "fixes", number>>;
  readonly failures: readonly string[];
}

const SPLINTERS: readonly string[] = [
  "[",
  "]",
  "{",
  "}",
  "(",
  ")",
  '"',
  "'",
  "\\",
  "`",
  ":",
  ": ",
  "- ",
  "\n",
  "\n- ",
  "  ",
  "\t",
  "\r",
  "\0",
  "\ufeff",
  "#",
  " #",
  "&a ",
  "*a",
  "!",
  "|",
  ">",
  "%",
  "%{",
  "{{",
  "}}",
  "${",
  "$(",
  "<<EOF",
  "EOF",
  "---\n",
  "...",
  ",",
  "null",
  "~",
  "constructor",
  "__proto__",
  "not ",
  " and ",
  " or ",
  " in (",
  "proc.name",
  "evt.type",
  "\ud800",
  "\u{1f600}",
  "a.b.c",
  "[0]",
  "=",
  "-o ",
  "--set ",
  "```",
  "rule",
  "macro",
  "list",
  "append: true",
  "override: {condition: append}",
];

/** One edit that a person, a merge or a disk may make. */
export function damage(text: string, random: Random): Edit {
  const start = random(text.length + 1);
  const end = Math.min(text.length, start + (random(3) === 0 ? random(200) : random(4)));
  const splinter = SPLINTERS[random(SPLINTERS.length)] ?? "";
  switch (random(6)) {
    case 0:
      return { span: { start, end }, newText: "" };
    case 1:
      return { span: { start, end }, newText: splinter };
    case 2:
      return {
        span: { start, end: start },
        newText: splinter.repeat(1 + random(random(20) === 0 ? 2000 : 3)),
      };
    case 3: {
      const from = random(text.length + 1);
      return { span: { start, end: start }, newText: text.slice(from, from + random(300)) };
    }
    case 4:
      return { span: { start, end: start }, newText: String.fromCharCode(random(0x10000)) };
    default:
      return { span: { start, end: start }, newText: splinter };
  }
}

/** Making one takes as long as many rounds; each round has addresses of its own, so that they share nothing but the catalogue. */
const workspace = createWorkspace();
const anew = createWorkspace();

/** Runs rounds while `goesOn`; only the one with the number `only` if that is given, which takes what it takes among the others. */
export async function fuzz(seed: number, goesOn: () => boolean, only?: number): Promise<Fuzzed> {
  const counts = { documents: 0, edits: 0, requests: 0, renames: 0, fixes: 0 };
  const failures: string[] = [];
  const random = randomFrom(seed);
  const seen = new Set<string>();
  for (let round = 1; goesOn() && failures.length < 20 && round <= (only ?? round); round++) {
    const [path, seedText] = SEEDS[random(SEEDS.length)] ?? ["falco_rules.yaml", ""];
    const sessionSeed = round % 25 === 0 ? random(2 ** 31) : undefined;
    const steps = sessionSeed === undefined ? stepsOf(seedText, random) : [];
    if (only !== undefined && round !== only) continue;
    let last = seedText;
    const fail = (what: string, error?: unknown): void => {
      const key = `${what} ${String(error).slice(0, 100)}`;
      if (seen.has(key)) return;
      seen.add(key);
      const reason = error instanceof Error ? (error.stack ?? error.message) : String(error ?? "");
      failures.push(`Round ${round}, ${path}: ${what}\n${reason}\n${JSON.stringify(last).slice(0, 3000)}`);
    };
    const keep = (text: string): void => {
      last = text;
    };
    onFault(({ what, error }) => fail(what, error));
    try {
      if (sessionSeed !== undefined) counts.requests += await session(path, seedText, sessionSeed, fail);
      else library(round, path, seedText, steps, counts, fail, keep);
    } catch (error) {
      fail("An exception", error);
    }
    counts.documents++;
    if (round % 10 === 0) await new Promise((resolve) => setTimeout(resolve, 0));
  }
  onFault(() => undefined);
  return { counts, failures };
}

/** What a round does at one step. */
interface Step {
  /** The damaged text. */
  readonly text: string;
  readonly at: number;
  readonly unsafe: boolean;
  readonly newName: string;
}

/** All that a round does, so that no number depends on what the product answers. */
function stepsOf(seedText: string, random: Random): readonly Step[] {
  const steps: Step[] = [];
  let text = seedText;
  while (steps.length < 1 + random(6)) {
    text = applyEdits(text, [damage(text, random)]);
    const at = random(text.length + 1);
    const unsafe = steps.length === 0 && random(2) === 0;
    const newName = random(2) === 0 ? "new_name" : (SPLINTERS[random(SPLINTERS.length)] ?? "x");
    steps.push({ text, at, unsafe, newName });
  }
  return steps;
}

type Fail = (what: string, error?: unknown) => void;

function library(
  round: number,
  path: string,
  seedText: string,
  steps: readonly Step[],
  counts: { edits: number; renames: number; fixes: number },
  fail: Fail,
  note: (text: string) => void,
): void {
  const uri = `file:///w${round}/${path}`;
  let document = readDocument(uri, `/w${round}/${path}`, seedText);
  for (const [step, { text, at, unsafe, newName }] of steps.entries()) {
    note(text);
    counts.edits++;
    document = readDocument(uri, `/w${round}/${path}`, text, document);
    const snapshot = workspace.snapshot(new Map([[uri, document]]), DEFAULT_SETTINGS);
    const problems = problemsOf(snapshot, uri);
    if (step % 2 === 1) {
      const fresh = readDocument(uri, `/w${round}/${path}`, text);
      anew.snapshot(new Map(), DEFAULT_SETTINGS);
      const other = anew.snapshot(new Map([[uri, fresh]]), DEFAULT_SETTINGS);
      // Which host reads a file that is being typed in stays as it was, so that only files of the same host are compared.
      if (fresh.host === document.host && told(problemsOf(other, uri)) !== told(problems))
        fail("Reading again finds something else than reading anew");
    }
    for (const { span, fixes } of problems) {
      if (span.start < 0 || span.end < span.start || span.end > text.length)
        fail(`A span outside of the text: ${JSON.stringify(span)}`);
      for (const fix of fixes.slice(0, 2)) {
        counts.fixes++;
        apply(
          document,
          fix.edits
            .filter((edit) => edit.uri === uri)
            .map(({ start, end, newText }) => ({ span: { start, end }, newText })),
          `The fix "${fix.title}"`,
          fail,
        );
      }
    }
    hover(snapshot, uri, at);
    complete(snapshot, uri, at);
    if (step === 0) {
      foldingSpans(document);
      semanticTokens(snapshot, document);
      apply(document, formatConditions(document, DEFAULT_FORMAT), "Formatting", fail);
      migrate(snapshot.documents, snapshot.settings, "0.44.1", { unsafe });
    }
    const renamed = rename(snapshot, uri, at, newName);
    if ("edits" in renamed) {
      counts.renames++;
      apply(
        document,
        renamed.edits.map(({ start, end, newText }) => ({ span: { start, end }, newText })),
        "A rename",
        fail,
      );
    }
  }
}

function told(problems: ReturnType<typeof problemsOf>): string {
  return JSON.stringify(
    problems.map(({ code, span, message, severity }) => [code, span.start, span.end, message, severity]),
  );
}

/** Edits lie within the text, in order or not, and never across one another; what they make can be read. */
function apply(document: Document, edits: readonly Edit[], what: string, fail: Fail): void {
  const { text, uri, path } = document;
  const sorted = edits.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  for (const [at, { span }] of sorted.entries()) {
    if (span.start < 0 || span.end < span.start || span.end > text.length)
      fail(`${what} edits outside of the text`);
    if (at > 0 && span.start < (sorted[at - 1]?.span.end ?? 0)) fail(`${what} has edits that overlap`);
  }
  const after = applyEdits(text, edits);
  const read = readDocument(uri, path, after, document);
  const brokenBefore = syntaxProblems(document);
  // A key that is spelled right reveals what is under it: what was broken there was not read before.
  const isAllKnown = read.regions.length <= document.regions.length;
  if (brokenBefore === 0 && isAllKnown && syntaxProblems(read) > 0)
    fail(`${what} leaves a file that YAML refuses: ${JSON.stringify(after).slice(0, 1500)}`);
}

function syntaxProblems({ regions }: Document): number {
  return regions.reduce(
    (sum, { items, yaml }) =>
      sum +
      (items?.problems.length ?? 0) +
      (items?.items.reduce((all, { item }) => all + item.problems.length, 0) ?? 0) +
      (yaml?.problems.length ?? 0),
    0,
  );
}

const REQUESTS: readonly string[] = [
  "hover",
  "completion",
  "codeAction",
  "rename",
  "definition",
  "references",
  "documentSymbol",
  "foldingRange",
  "selectionRange",
  "inlayHint",
  "semanticTokens/full",
  "diagnostic",
  "formatting",
  "signatureHelp",
  "documentLink",
  "prepareRename",
];

const STRANGE: readonly unknown[] = [
  null,
  5,
  "a",
  [],
  {},
  { line: -1, character: 1e9 },
  { line: "a" },
  { uri: 5 },
];

/** A session with a client that sends what it should not, and answers what it should not. Every request is answered. */
async function session(path: string, seedText: string, seed: number, fail: Fail): Promise<number> {
  // What the server asks, and when, takes nothing from the numbers of the others.
  const [random, answering] = [randomFrom(seed), randomFrom(seed + 1)];
  const client = await startClient({}, {}, {}, () => {
    const kind = answering(4);
    if (kind === 0) throw new Error("refused");
    return kind === 1 ? { answer: STRANGE[answering(STRANGE.length)] } : undefined;
  });
  let text = seedText;
  const uri = client.open(path, text, "yaml");
  const answers: Promise<unknown>[] = [];
  const waiting = new Set<string>();
  for (let step = 0; step < 30; step++) {
    if (random(4) === 0) {
      text = applyEdits(text, [damage(text, random)]);
      client.change(path, text);
    }
    if (random(6) === 0)
      await client.connection.sendNotification(
        [
          "textDocument/didChange",
          "textDocument/didClose",
          "workspace/didChangeWatchedFiles",
          "workspace/didChangeWorkspaceFolders",
        ][random(4)] ?? "x",
        STRANGE[random(STRANGE.length)] as never,
      );
    const method = `textDocument/${REQUESTS[random(REQUESTS.length)]}`;
    const position =
      random(8) === 0 ? STRANGE[random(STRANGE.length)] : { line: random(20), character: random(40) };
    const params = {
      textDocument: random(10) === 0 ? STRANGE[random(STRANGE.length)] : { uri },
      position,
      positions: [position],
      range: { start: { line: 0, character: 0 }, end: { line: random(30), character: 0 } },
      context: { includeDeclaration: true, diagnostics: [] },
      newName: SPLINTERS[random(SPLINTERS.length)],
      options: { tabSize: 2, insertSpaces: true },
    };
    const asked = `${step} ${method} ${JSON.stringify(params)}`;
    waiting.add(asked);
    const answered = client.request(method, params).catch(() => undefined);
    answers.push(answered.then(() => waiting.delete(asked)));
  }
  let timer: ReturnType<typeof setTimeout> | undefined;
  const patience = new Promise<"late">((resolve) => {
    timer = setTimeout(() => resolve("late"), 60_000);
  });
  if ((await Promise.race([Promise.all(answers), patience])) === "late")
    fail(`Requests are not answered, with seed ${seed}: ${[...waiting].join("; ")}`);
  clearTimeout(timer);
  client.connection.dispose();
  return answers.length;
}
