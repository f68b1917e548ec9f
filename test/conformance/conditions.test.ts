import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Catalog } from "../../server/src/catalog/catalog.ts";
import { accepts, OPERATORS } from "../../server/src/catalog/language.ts";
import { createCatalogs } from "../../server/src/catalog/load.ts";
import { parsePlugins } from "../../server/src/catalog/plugins.ts";
import type { ConditionFinding } from "../../server/src/model/condition/finding.ts";
import { judgeCondition } from "../../server/src/model/condition/judge.ts";
import { isRefused, verdictOf } from "../../server/src/model/condition/verdict.ts";
import {
  type Comparison,
  type ConditionNode,
  type FieldRef,
  walk,
} from "../../server/src/syntax/condition/ast.ts";
import { canonicalText } from "../../server/src/syntax/condition/canonical.ts";
import { parseCondition } from "../../server/src/syntax/condition/parse.ts";
import { contains, type Span, span } from "../../server/src/text/span.ts";

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
      judged.push({
        falco,
        findings,
        refused: findings.filter(isRefused),
        canonical: canonicalText(parsed.tree),
      });
    }
  });

  test("each is accepted or rejected as Falco does", () => {
    const wrong = judged.filter(({ falco, refused }) => falco.ok !== (refused.length === 0));
    expect(wrong.map(({ falco }) => falco.condition)).toEqual([]);
  });

  test("each is rejected at the same stage", () => {
    const wrong = judged.filter(({ falco, refused }) => falco.stage !== stageOf(refused));
    expect(wrong.map(({ falco }) => falco.condition)).toEqual([]);
  });

  test("each that parses has Falco's canonical text", () => {
    const wrong = judged.filter(({ falco, canonical }) => falco.ast !== undefined && falco.ast !== canonical);
    expect(wrong.map(({ falco }) => falco.condition)).toEqual([]);
  });

  test("the first comparison that is rejected is the one that Falco points at", () => {
    const compiled = judged.filter(
      ({ falco, refused }) => falco.stage === "compile" && stageOf(refused) === "compile",
    );
    const wrong = compiled.filter(
      ({ falco, refused: [first] }) => first?.stage === "compile" && first.check.start !== offsetOf(falco),
    );
    expect(compiled.length).toBeGreaterThan(1000);
    expect(wrong.length / compiled.length).toBeLessThan(0.001);
  });

  test("a problem is within one word of where Falco's reader stops", () => {
    const parsed = judged.filter(
      ({ falco, refused }) => falco.stage === "parse" && stageOf(refused) === "parse",
    );
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

  test("one damage gives one error, and none wider than what holds the damage", () => {
    const accepted = new Set(judged.filter(({ falco }) => falco.ok).map(({ falco }) => falco.condition));
    const fromFile = (name: string): readonly string[] =>
      [...new Set(linesOf<string>(path.join(SHARED, "corpus/conditions", name)))].filter((condition) =>
        accepted.has(condition),
      );
    const written = new Set(fromFile("rule-conditions.txt"));
    const corpus = [...written, ...fromFile("libs-unit-tests.txt")];
    const pick = picker(20);
    const refused = new Map<DamageKind, number>();
    const errorCounts = new Map<DamageKind, number>();
    const wide: string[] = [];
    for (const condition of corpus) {
      for (const damage of damages(condition, pick, catalog)) {
        const { text, kind } = damage;
        const errors = judgeCondition(parseCondition(text), text, { catalog, source: "syscall" }).filter(
          isRefused,
        );
        if (errors.length === 0) continue;
        refused.set(kind, (refused.get(kind) ?? 0) + 1);
        errorCounts.set(kind, (errorCounts.get(kind) ?? 0) + errors.length);
        const widest = lengthAround(condition, damage);
        for (const { span: marked, code } of errors) {
          // The least conditions, such as `a or b`, hold less than the keyword that is then too much.
          if (marked.end - marked.start > widest && written.has(condition))
            wide.push(
              `${code} marks ${JSON.stringify(text.slice(marked.start, marked.end))} of ${kind}: ${text}`,
            );
        }
      }
    }
    for (const kind of DAMAGE_KINDS) {
      const count = refused.get(kind) ?? 0;
      expect(count, kind).toBeGreaterThan(400);
      console.log(
        `${kind}: ${((errorCounts.get(kind) ?? 0) / count).toFixed(3)} errors in each of ${count} that are refused`,
      );
    }
    expect(sum(errorCounts.values()) / sum(refused.values())).toBeLessThan(1.02);
    expect(wide).toEqual([]);
  }, 60_000);
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
  const ends = [...falco.condition.matchAll(/[A-Za-z0-9_.]+|[^A-Za-z0-9_.\s]/g)].map(
    (match) => match.index + match[0].length,
  );
  const wordAt = (offset: number): number => {
    const index = ends.findIndex((end) => offset < end);
    return index < 0 ? ends.length : index;
  };
  const at = wordAt(offsetOf(falco));
  return [span.start, span.end, ...related.map(({ start }) => start)].some(
    (offset) => Math.abs(wordAt(offset) - at) <= 1,
  );
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

const DAMAGE_KINDS = ["lost", "doubled", "swapped", "misspelt", "operator", "bracket"] as const;
type DamageKind = (typeof DAMAGE_KINDS)[number];

/** A condition with one slip in it. */
interface Damage {
  readonly kind: DamageKind;
  readonly text: string;
  /** What was changed, in the sound condition. */
  readonly at: Span;
}

const WORDS = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^\s()"',=<>!]+|[<>!]=|[=<>!,()]/g;

/** A slip of each kind, somewhere in a condition. */
function damages(condition: string, pick: Pick, catalog: Catalog): readonly Damage[] {
  const slips: Damage[] = [];
  const add = (kind: DamageKind, at: Span, newText: string): void => {
    slips.push({ kind, at, text: condition.slice(0, at.start) + newText + condition.slice(at.end) });
  };
  const tokens = [...condition.matchAll(WORDS)].map((match) =>
    span(match.index, match.index + match[0].length),
  );
  const written = ({ start, end }: Span): string => condition.slice(start, end);
  const lost = pick(tokens);
  if (lost) add("lost", lost, "");
  const twice = pick(tokens);
  if (twice) add("doubled", twice, `${written(twice)} ${written(twice)}`);
  const first = pick(tokens.slice(0, -1));
  const second = first && tokens[tokens.indexOf(first) + 1];
  if (first && second) {
    const between = condition.slice(first.end, second.start);
    add("swapped", span(first.start, second.end), written(second) + between + written(first));
  }
  const nodes = walk(parseCondition(condition).tree);
  const field = pick(nodes.filter((node): node is FieldRef => node.kind === "field"));
  const letter = field && pick(Array.from(field.name, (_, index) => field.nameSpan.start + index));
  if (letter !== undefined) add("misspelt", span(letter, letter + 1), "x");
  const comparison = pick(
    nodes.filter((node): node is Comparison => node.kind === "comparison" && node.right !== undefined),
  );
  const found = comparison?.left.kind === "field" && catalog.lookupField(comparison.left.name, "syscall");
  if (comparison && found && found.kind === "found") {
    const refused = pick(
      [...OPERATORS.values()].filter((operator) => !accepts(operator, found.type, found.field.isList)),
    );
    if (refused) add("operator", comparison.operator.span, ` ${refused.name} `);
  }
  const close = pick([...condition.matchAll(/\)|(?<=\w)["']/g)].map((match) => match.index));
  if (close !== undefined) add("bracket", span(close, close + 1), "");
  return slips;
}

const HOLDERS: ReadonlySet<ConditionNode["kind"]> = new Set([
  "comparison",
  "macro",
  "list",
  "group",
  "call",
  "arguments",
]);

/** Length of the smallest check, list or bracket pair that holds a damage, as the damage leaves it; else of the condition. */
function lengthAround(condition: string, { text, at }: Damage): number {
  const holders = walk(parseCondition(condition).tree).filter(
    (node) => HOLDERS.has(node.kind) && contains(node.span, at),
  );
  return (
    Math.min(condition.length, ...holders.map((node) => node.span.end - node.span.start)) +
    Math.max(0, text.length - condition.length)
  );
}

function sum(numbers: Iterable<number>): number {
  return [...numbers].reduce((total, number) => total + number, 0);
}
