import type { Base, Sample } from "./measures.ts";
import { medianOf, type Time } from "./time.ts";

/** The medians of one thing that was measured. */
export interface Row extends Time {
  readonly name: string;
  /** How many times the base it took, by the clock and by the processor; milliseconds above an empty program. */
  readonly ratio?: Time;
  readonly base?: Base;
  readonly bar?: number;
  /** What yaml-language-server took, and how many times that ours is. */
  readonly peer?: Time;
  readonly ofPeer?: Time;
}

/** What is aimed at: a multiple of the base, milliseconds above an empty program, else the value itself. */
const BARS: ReadonlyMap<string, number> = new Map([
  ["start, first time", 120],
  ["start", 60],
  ["open 64 kB", 3],
  ["open 1.4 MB", 2.5],
  ["diagnostics of 400 files", 1.5],
  ["diagnostics of 400 files, again", 0.3],
  ["keystroke in 64 kB", 0.2],
  ["keystroke in 1.4 MB", 0.04],
  ["keystroke in 1.4 MB, p95", 0.1],
  ["30 keys, then hover, 1.4 MB", 0.5],
  ["completion in 64 kB", 0.1],
  ["heap after 64 kB (MB)", 50],
  ["heap after 1.4 MB (MB)", 120],
  ["longest block, 1.4 MB (ms)", 50],
  ["longest block, 5 MB (ms)", 50],
  ["longest block, 400 files (ms)", 50],
  ["1000 conditions, warm", 10],
  ["1000 conditions, falco-lint", 10],
  ["falco-lint, 400 files, again", 0.3],
  ["falco-lint --version", 60],
  ["falco-lint, 25 items", 250],
]);

export function rowsOf(samples: readonly Sample[]): readonly Row[] {
  const medians = mediansOf(samples.filter(({ isPeer }) => !isPeer));
  const peers = mediansOf(samples.filter(({ isPeer }) => isPeer));
  return [...medians].map(([name, value]) => {
    const bar = BARS.get(name);
    const base = samples.find((sample) => sample.name === name)?.base;
    const by = base && medians.get(base);
    const peer = peers.get(name);
    const ratio = by && (base === "empty program" ? difference(value, by) : quotient(value, by));
    return {
      name,
      ...value,
      ...(ratio && { ratio }),
      ...(base && { base }),
      ...(bar !== undefined && { bar }),
      ...(peer && { peer, ofPeer: quotient(value, peer) }),
    };
  });
}

function mediansOf(samples: readonly Sample[]): ReadonlyMap<string, Time> {
  const byName = new Map<string, Time[]>();
  for (const { name, value } of samples) byName.set(name, [...(byName.get(name) ?? []), value]);
  return new Map([...byName].map(([name, values]) => [name, medianOf(values)]));
}

/** In Markdown, so that the README can show it. */
export function tableOf(rows: readonly Row[]): string {
  const head =
    "| measured | median | processor | against | by the clock | by the processor | aim | yaml-language-server | its processor | times it, by the clock | by the processor |";
  const lines = rows.map(({ name, wall, cpu, ratio, base, bar, peer, ofPeer }) =>
    [
      "",
      name,
      number(wall),
      number(cpu),
      base ?? "",
      number(ratio?.wall),
      number(ratio?.cpu),
      bar === undefined ? "" : `≤ ${bar}`,
      number(peer?.wall),
      number(peer?.cpu),
      number(ofPeer?.wall),
      number(ofPeer?.cpu),
      "",
    ]
      .join(" | ")
      .trim(),
  );
  return [head, `| --- | --: | --: | --- |${" --: |".repeat(7)}`, ...lines].join("\n");
}

function number(value: number | undefined): string {
  if (value === undefined) return "";
  return value >= 99.5 ? String(Math.round(value)) : value.toPrecision(2);
}

function quotient(a: Time, b: Time): Time {
  return {
    wall: a.wall / b.wall,
    cpu: a.cpu !== undefined && b.cpu !== undefined ? a.cpu / b.cpu : undefined,
  };
}

function difference(a: Time, b: Time): Time {
  return {
    wall: a.wall - b.wall,
    cpu: a.cpu !== undefined && b.cpu !== undefined ? a.cpu - b.cpu : undefined,
  };
}
