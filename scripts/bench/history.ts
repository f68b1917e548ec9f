import { appendFileSync, existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Row } from "./table.ts";

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
    figures: Object.fromEntries(rows.map((row) => [row.name, Number(figureOf(row).toPrecision(3))])),
  };
  appendFileSync(HISTORY, `${JSON.stringify(run)}\n`);
}

/** What is slower and faster than in the last run that was saved. */
export function compareWithHistory(rows: readonly Row[]): string {
  const last = existsSync(HISTORY) ? readFileSync(HISTORY, "utf8").trim().split("\n").at(-1) : undefined;
  if (!last) return "Nothing was saved that this could be compared with.";
  const { date, figures } = JSON.parse(last) as Run;
  const before = new Map(Object.entries(figures));
  const changes = rows.flatMap((row) => {
    const old = before.get(row.name);
    const change = old === undefined ? 0 : figureOf(row) / old - 1;
    return Math.abs(change) > NOISE
      ? [`${row.name}: ${change > 0 ? "+" : ""}${Math.round(change * 100)} % since ${date}`]
      : [];
  });
  return changes.length > 0 ? changes.join("\n") : `Nothing changed since ${date}.`;
}

function figureOf({ ratio, wall, cpu }: Row): number {
  return ratio ? (ratio.cpu ?? ratio.wall) : (cpu ?? wall);
}
