import type { LoaderWordRecord } from "../../catalog/records.ts";
import { stageAt, type Version } from "../../catalog/version.ts";
import { nearestName } from "../../text/names.ts";
import type { InvocationFinding } from "./finding.ts";
import type { CommandLine, Invocation, Word } from "./invocation.ts";

/** What is wrong with the arguments of the driver loader: the script, its image, or `falcoctl driver`. */
export function judgeLoader(
  invocation: Invocation,
  records: readonly LoaderWordRecord[],
  target: Version,
): InvocationFinding[] {
  switch (invocation.program) {
    case "falco-driver-loader":
      return judgeScript(invocation, records, target);
    case "falco-driver-loader image":
      return judgeImage(invocation, records, target);
    case "falcoctl":
      return judgeTypes(invocation, records, target);
    default:
      return [];
  }
}

/** A variable `FALCO_DRIVER_CHOICE=ebpf`, which says the package's scripts the kind of driver. Source: facts, cli-args.json. */
export function judgeDriverChoice(
  { text, opaque = [] }: CommandLine,
  records: readonly LoaderWordRecord[],
  target: Version,
): InvocationFinding[] {
  const program = "FALCO_DRIVER_CHOICE";
  if (!text.startsWith(`${program}=`) || opaque.length > 0) return [];
  const span = { start: program.length + 1, end: text.length };
  const kinds = kindsOf(records);
  const record = kinds.find(({ name }) => name === text.slice(span.start));
  // Kinds that are not known may be the package's own, such as `none`.
  return record && stageAt(record, target) === "removed"
    ? judgeWord({ text: record.name, span, opaque: false }, record, kinds, program, target)
    : [];
}

function kindsOf(records: readonly LoaderWordRecord[]): readonly LoaderWordRecord[] {
  return records.filter(
    (record) => record.tool === "falco-driver-loader image" && !record.name.startsWith("-"),
  );
}

/** The script went as a whole. */
function judgeScript(
  invocation: Invocation,
  records: readonly LoaderWordRecord[],
  target: Version,
): InvocationFinding[] {
  const script = records.find(isScript);
  const word = invocation.programWord;
  if (!script || !word || stageAt(script, target) !== "removed") return [];
  const given = invocation.arguments.flatMap(
    ({ text }) =>
      records.find(
        (record) => record.tool === "falco-driver-loader" && record !== script && record.name === text,
      ) ?? [],
  );
  return [{ code: "removed-driver-loader", span: word.span, script, given: [...new Set(given)] }];
}

function judgeImage(
  invocation: Invocation,
  records: readonly LoaderWordRecord[],
  target: Version,
): InvocationFinding[] {
  const own = imageWords(records, target);
  const findings: InvocationFinding[] = [];
  for (let at = 0; at < invocation.arguments.length; at++) {
    const word = invocation.arguments[at];
    if (!word || word.opaque || word.text === "") continue;
    const record = own.find((one) => one.name === word.text);
    findings.push(...judgeWord(word, record, own, invocation.program, target));
    if (record?.value !== undefined) at++;
  }
  return findings;
}

/** While there was a script, the image handed its arguments to it. Source: docker-entrypoint.sh of 0.32.2 and 0.36.2. */
function imageWords(records: readonly LoaderWordRecord[], target: Version): readonly LoaderWordRecord[] {
  const own = records.filter((record) => record.tool === "falco-driver-loader image");
  const script = records.find(isScript);
  if (!script || stageAt(script, target) !== "active") return own;
  const words = records.filter((record) => record.tool === "falco-driver-loader" && record !== script);
  const names = new Set(words.map(({ name }) => name));
  return [...words, ...own.filter(({ name }) => !names.has(name))];
}

function isScript({ tool, name }: LoaderWordRecord): boolean {
  return tool === "falco-driver-loader" && name === "falco-driver-loader";
}

/** `falcoctl driver … --type ebpf`: the kinds of driver are those of the loader's image. Other words are falcoctl's own business. */
function judgeTypes(
  invocation: Invocation,
  records: readonly LoaderWordRecord[],
  target: Version,
): InvocationFinding[] {
  const kinds = kindsOf(records);
  return invocation.arguments.flatMap((word, index): InvocationFinding[] => {
    const joined = /^--type=(.*)$/.exec(word.text)?.[1];
    const value = joined ?? (invocation.arguments[index - 1]?.text === "--type" ? word.text : undefined);
    if (value === undefined || word.opaque) return [];
    let start = word.span.start + word.text.length - value.length;
    return value.split(",").flatMap((kind) => {
      const span = { start, end: start + kind.length };
      start = span.end + 1;
      const record = kinds.find((one) => one.name === kind);
      return record
        ? judgeWord({ text: kind, span, opaque: false }, record, kinds, "falcoctl driver", target)
        : [];
    });
  });
}

function judgeWord(
  word: Word,
  record: LoaderWordRecord | undefined,
  all: readonly LoaderWordRecord[],
  program: string,
  target: Version,
): InvocationFinding[] {
  const stage = record && stageAt(record, target);
  if (stage === "active" || stage === "deprecated") return [];
  const base = { code: "driver-loader-argument", span: word.span, word: word.text, program, target } as const;
  if (stage === "notYet" && record?.since)
    return [{ ...base, problem: "not-yet", version: record.since, edits: [] }];
  const living = all.filter((one) => stageAt(one, target) === "active").map((one) => one.name);
  // The legacy probe's place was taken by the modern one, under either of its names.
  const replacement =
    word.text === "ebpf" || word.text === "bpf" ? "modern_ebpf" : word.text === "module" ? "kmod" : undefined;
  const near =
    replacement !== undefined && living.includes(replacement) ? replacement : nearestName(word.text, living);
  const edits = near === undefined ? [] : [{ span: word.span, newText: near }];
  const nearest = near === undefined ? {} : { nearest: near };
  if (stage === "removed" && record?.removedIn)
    return [{ ...base, problem: "removed", version: record.removedIn, ...nearest, edits }];
  return [{ ...base, problem: "unknown", ...nearest, edits }];
}
