import type { ValueChain } from "../../syntax/condition/value-chain.ts";
import type { FixDraft } from "../check.ts";
import { replacing } from "./condition-check.ts";

/** How a comparison with several values is written. */
export interface ChainAdvice {
  readonly written: string;
  readonly fixes: readonly FixDraft[];
}

/** Returns how Falco writes `proc.name = bash or sh`; undefined where the keyword leaves open what is meant. */
export function chainAdvice(chain: ValueChain, text: string): ChainAdvice | undefined {
  const written = rewritten(chain, text.slice(chain.left.start, chain.left.end));
  if (written === undefined) return undefined;
  const shown = written.length > MOST_SHOWN ? `${written.slice(0, MOST_SHOWN - 1)}…` : written;
  return { written: shown, fixes: [replacing(`Replace with \`${shown}\``, "unsafe", chain.span, written)] };
}

const MOST_SHOWN = 70;

function rewritten({ name, keyword, values, isJoined }: ValueChain, left: string): string | undefined {
  const list = `(${values.join(", ")})`;
  if (name === "=" || name === "==" || name === "in")
    return keyword === "or" ? `${left} in ${list}` : undefined;
  // Nobody asks for what differs from one of several values: every value does.
  if (name === "!=") return isJoined ? `(not ${left} in ${list})` : `not ${left} in ${list}`;
  const checks = values.map((value) => `${left} ${name} ${value}`).join(` ${keyword} `);
  return isJoined && keyword === "or" ? `(${checks})` : checks;
}
