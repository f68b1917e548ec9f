import { appendFileSync, existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Row } from "./table.ts";
import type { Time } from "./time.ts";

/** A run a line: what was measured, as multiples or as it is, by the processor where the system says. */
const HISTORY = path.join(import.meta.dirname, "history.jsonl");

/** Changes below this part are noise. */
const NOISE = 0.15;

interface Run {
  readonly date: string;
  readonly node: string;
  readonly figures: Readonly<Record<string, number>>;
}

export function saveToHistory(rows: readonly Row[]): void {
  const run: Run = {
    date: new Date().toISOString().slice(0, 10),
    node: process.version,
    figures: Object.fromEntries(
      [...figuresOf(rows)].map(([name, figure]) => [name, Number(figure.toPrecision(3))]),
    ),
  };
  appendFileSync(HISTORY, `${JSON.stringify(run)}\n`);
}

/** What is slower and faster than in the last run that was saved. */
export function compareWithHistory(rows: readonly Row[]): string {
  const last = existsSync(HISTORY) ? readFileSync(HISTORY, "utf8").trim().split("\n").at(-1) : undefined;
  if (!last) return "Nothing was saved that this could be compared with.";
  const { date, figures } = JSON.parse(last) as Run;
  const before = new Map(Object.entries(figures));
  const changes = [...figuresOf(rows)].flatMap(([name, figure]) => {
    const old = before.get(name);
    const change = old === undefined ? 0 : figure / old - 1;
    return Math.abs(change) > NOISE
      ? [`${name}: ${change > 0 ? "+" : ""}${Math.round(change * 100)} % since ${date}`]
      : [];
  });
  return changes.length > 0 ? changes.join("\n") : `Nothing changed since ${date}.`;
}

/** By name; what yaml-language-server does as well has a second one. */
function figuresOf(rows: readonly Row[]): ReadonlyMap<string, number> {
  return new Map(
    rows.flatMap(({ name, ratio, ofPeer, ...value }) => [
      [name, figureOf(ratio ?? value)] as const,
      ...(ofPeer ? [[`${name}, times yaml-language-server`, figureOf(ofPeer)] as const] : []),
    ]),
  );
}

function figureOf({ wall, cpu }: Time): number {
  return cpu ?? wall;
}
