/** Which system calls a ruleset makes Falco watch, and which rules ask for them. */
import { explainRules } from "../model/explain/explain.ts";
import type { Ruleset } from "../model/workspace/workspace.ts";
import { SYSCALL } from "../catalog/records.ts";

export interface WatchedCall {
  readonly name: string;
  /** How often such calls happen beside others: a relative model by the kind of call, not a measurement. */
  readonly weight: number;
  /** Enabled rules that ask for it, in load order. */
  readonly rules: readonly string[];
}

export interface SystemCallUse {
  /** The most costly first. */
  readonly calls: readonly WatchedCall[];
  /** Enabled rules without a useful restriction of event types: they ask for every call. */
  readonly unrestricted: readonly string[];
}

/** By the category of the event: reading and writing outnumber everything else, waiting and locking come next. */
const WEIGHTS: ReadonlyMap<string, number> = new Map([
  ["io_read", 20],
  ["io_write", 20],
  ["wait", 10],
  ["ipc", 10],
  ["sleep", 10],
  ["memory", 5],
  ["io_other", 5],
  ["file", 3],
  ["net", 3],
]);

/** Returns what the enabled rules of the source `syscall` ask for; rules that Falco rejects ask for nothing. */
export function systemCallUse(ruleset: Ruleset): SystemCallUse {
  const { events } = ruleset.catalog;
  const rulesByCall = new Map<string, Set<string>>();
  const unrestricted: string[] = [];
  for (const { rule, source, enabled, dropped, compiledCondition, events: names } of explainRules(ruleset)) {
    if (source !== SYSCALL || !enabled || dropped || compiledCondition === undefined) continue;
    const codes = new Set(names.flatMap((name) => events.codesOf(name)));
    if (names.length === 0 || codes.size > events.warnAbove) {
      unrestricted.push(rule);
      continue;
    }
    for (const call of names.flatMap((name) => events.syscallsOf(name))) {
      const rules = rulesByCall.get(call) ?? new Set();
      rulesByCall.set(call, rules.add(rule));
    }
  }
  const calls = [...rulesByCall].map(([name, rules]): WatchedCall => {
    const event = events.event(events.syscall(name)?.event ?? name);
    return { name, weight: WEIGHTS.get(event?.category ?? "") ?? 1, rules: [...rules] };
  });
  return {
    calls: calls.sort((a, b) => b.weight - a.weight || (a.name < b.name ? -1 : 1)),
    unrestricted,
  };
}
