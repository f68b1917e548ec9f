import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { createCatalogs } from "../../server/src/catalog/load.ts";
import { parsePlugins } from "../../server/src/catalog/plugins.ts";
import type { ConditionFinding } from "../../server/src/model/condition/finding.ts";
import { judgeCondition } from "../../server/src/model/condition/judge.ts";
import { isRefused, verdictOf } from "../../server/src/model/condition/verdict.ts";
import { type Comparison, type FieldRef, walk } from "../../server/src/syntax/condition/ast.ts";
import { canonicalText } from "../../server/src/syntax/condition/canonical.ts";
import { parseCondition } from "../../server/src/syntax/condition/parse.ts";

const SHARED = path.resolve(import.meta.dirname, "../../../shared");
const VERDICTS = path.join(SHARED, "verdicts/conditions.jsonl");
const isThere = existsSync(VERDICTS);
if (!isThere) console.log("skipped: Falco's verdicts on conditions are not beside the project");

interface FalcoVerdict {
  readonly condition: string;
  readonly ok: boolean;
  readonly stage?: "parse" | "compile";
  readonly byte?: number;
  readonly ast?: string;
  readonly warnings?: readonly string[];
  readonly crashes?: boolean;
}

function linesOf<T>(file: string): T[] {
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as T);
}

describe.skipIf(!isThere)("Falco's verdicts on conditions", () => {
  const plugins = parsePlugins("container,json,krsi,anomalydetection").value;
  const catalog = createCatalogs()({ target: "0.44.1", plugins: plugins === "auto" ? "all" : plugins });
  const judged: {
    readonly falco: FalcoVerdict;
    readonly findings: readonly ConditionFinding[];
    readonly refused: readonly ConditionFinding[];
    readonly canonical: string;
  }[] = [];

  beforeAll(() => {
    for (const falco of linesOf<FalcoVerdict>(VERDICTS)) {
      if (falco.crashes) continue;
      const parsed = parseCondition(falco.condition);
      const findings = judgeCondition(parsed, falco.condition, { catalog, source: "syscall" });
      judged.push({ falco, findings, refused: findings.filter(isRefused), canonical: canonicalText(parsed.tree) });
    }
  });

  test("each is accepted or refused as Falco does", () => {
    const wrong = judged.filter(({ falco, refused }) => falco.ok !== (refused.length === 0));
    expect(wrong.map(({ falco }) => falco.condition)).toEqual([]);
  });

  test("each is refused at the same stage", () => {
    const wrong = judged.filter(({ falco, refused }) => falco.stage !== stageOf(refused));
    expect(wrong.map(({ falco }) => falco.condition)).toEqual([]);
  });

  test("each that parses has Falco's canonical text", () => {
    const wrong = judged.filter(({ falco, canonical }) => falco.ast !== undefined && falco.ast !== canonical);
    expect(wrong.map(({ falco }) => falco.condition)).toEqual([]);
  });

  test("the first comparison that is refused is the one that Falco points at", () => {
    const compiled = judged.filter(({ falco, refused }) => falco.stage === "compile" && stageOf(refused) === "compile");
    const wrong = compiled.filter(
      ({ falco, refused: [first] }) => first?.stage === "compile" && first.check.start !== offsetOf(falco),
    );
    expect(compiled.length).toBeGreaterThan(1000);
    expect(wrong.length / compiled.length).toBeLessThan(0.001);
  });

  test("a problem stands within one word of where Falco's reader stops", () => {
    const parsed = judged.filter(({ falco, refused }) => falco.stage === "parse" && stageOf(refused) === "parse");
    const far = parsed.filter(
      ({ falco, refused }) => !refused.some((finding) => finding.stage === "parse" && isNear(finding, falco)),
    );
    expect(parsed.length).toBeGreaterThan(1000);
    expect(far.length / parsed.length).toBeLessThan(0.01);
  });

  test("Falco's warnings are given, and no others as Falco's", () => {
    const ours = (findings: readonly ConditionFinding[]): Set<string> =>
      new Set(findings.flatMap((finding) => verdictOf(finding).falco ?? []));
    const falcos = ({ warnings }: FalcoVerdict): Set<string> =>
      new Set((warnings ?? []).map((warning) => warning.slice(0, warning.indexOf(":"))));
    const wrong = judged.filter(({ falco, findings }) => falco.ok && !isSame(ours(findings), falcos(falco)));
    expect(wrong.map(({ falco }) => falco.condition)).toEqual([]);
  });

  test("one damage gives one error, and no wide range", () => {
    const accepted = new Set(judged.filter(({ falco }) => falco.ok).map(({ falco }) => falco.condition));
    const corpus = [...new Set(linesOf<string>(path.join(SHARED, "corpus/conditions/rule-conditions.txt")))].filter((condition) =>
      accepted.has(condition),
    );
    const pick = picker(20);
    let refusedCount = 0;
    let errorCount = 0;
    for (const condition of corpus) {
      for (const damaged of damages(condition, pick)) {
        const errors = judgeCondition(parseCondition(damaged), damaged, { catalog, source: "syscall" }).filter(isRefused);
        if (errors.length > 0) refusedCount += 1;
        errorCount += errors.length;
        for (const { span, ...finding } of errors) {
          if (finding.stage === "compile")
            expect(span.end - span.start).toBeLessThanOrEqual(finding.check.end - finding.check.start);
        }
      }
    }
    expect(refusedCount).toBeGreaterThan(1000);
    expect(errorCount / refusedCount).toBeLessThan(1.05);
  });
});

function stageOf(refused: readonly ConditionFinding[]): "parse" | "compile" | undefined {
  if (refused.some(({ stage }) => stage === "parse")) return "parse";
  return refused.length > 0 ? "compile" : undefined;
}

/** Falco counts bytes, we count UTF-16 units. */
function offsetOf({ condition, byte = 0 }: FalcoVerdict): number {
  return Buffer.from(condition).subarray(0, byte).toString().length;
}

function isNear({ span, related = [] }: ConditionFinding, falco: FalcoVerdict): boolean {
  const ends = [...falco.condition.matchAll(/[A-Za-z0-9_.]+|[^A-Za-z0-9_.\s]/g)].map((match) => match.index + match[0].length);
  const wordAt = (offset: number): number => {
    const index = ends.findIndex((end) => offset < end);
    return index < 0 ? ends.length : index;
  };
  const at = wordAt(offsetOf(falco));
  return [span.start, span.end, ...related.map(({ start }) => start)].some((offset) => Math.abs(wordAt(offset) - at) <= 1);
}

function isSame(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((each) => b.has(each));
}

type Pick = <T>(from: readonly T[]) => T | undefined;

/** Picks at random, the same for the same seed. */
function picker(seed: number): Pick {
  let state = seed;
  return (from) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return from[Math.floor((state / 2147483648) * from.length)];
  };
}

const WORDS = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^\s()"',=<>!]+|[<>!]=|[=<>!,()]/g;

/** A condition with one slip in it, of each kind. */
function* damages(condition: string, pick: Pick): Generator<string> {
  const tokens = [...condition.matchAll(WORDS)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    text: match[0],
  }));
  const lost = pick(tokens);
  if (lost) yield condition.slice(0, lost.start) + condition.slice(lost.end);
  const twice = pick(tokens);
  if (twice) yield `${condition.slice(0, twice.end)} ${twice.text}${condition.slice(twice.end)}`;
  const first = pick(tokens.slice(0, -1));
  const second = first && tokens[tokens.indexOf(first) + 1];
  if (first && second) {
    yield condition.slice(0, first.start) +
      second.text +
      condition.slice(first.end, second.start) +
      first.text +
      condition.slice(second.end);
  }
  const nodes = [...walk(parseCondition(condition).tree)];
  const field = pick(nodes.filter((node): node is FieldRef => node.kind === "field"));
  const letter = field && pick(Array.from(field.name, (_, index) => field.nameSpan.start + index));
  if (letter !== undefined) yield `${condition.slice(0, letter)}x${condition.slice(letter + 1)}`;
  const comparison = pick(nodes.filter((node): node is Comparison => node.kind === "comparison" && node.right?.kind === "text"));
  if (comparison)
    yield `${condition.slice(0, comparison.operator.span.start)} bcontains ${condition.slice(comparison.operator.span.end)}`;
  const close = pick([...condition.matchAll(/\)|(?<=\w)["']/g)].map((match) => match.index));
  if (close !== undefined) yield condition.slice(0, close) + condition.slice(close + 1);
}
