import { anything, list, record, ShapeError, text } from "../shape.ts";
import type { AttackRecord } from "../../server/src/catalog/records.ts";

const sourceShape = record({
  meta: anything,
  version: text,
  tactics: list(record({ id: text, name: text, tag: text })),
  techniques: list(record({ id: text, name: text, tactics: list(text) })),
  maturity: list(record({ tag: text, description: text })),
  subjects: list(record({ tag: text, description: text })),
});

/** `sources/attack.json` → names that tags of rules represent. A technique's tactics must be there, and so must the one that it is below. */
export function convertAttack(source: unknown): AttackRecord {
  const { version, tactics, techniques, maturity, subjects } = sourceShape(source, "attack.json");
  const known = new Set([...tactics, ...techniques].map(({ id }) => id));
  for (const { id, tactics: of } of techniques) {
    const missing = [...of, id.replace(/\..*/, "")].find((one) => !known.has(one));
    if (missing !== undefined) throw new ShapeError(`attack.json ${id}`, `\`${missing}\` is not there`);
  }
  return { version, tactics, techniques, maturity, subjects };
}

/** Every tag that represents something. */
export function tagNames({ tactics, techniques, maturity, subjects }: AttackRecord): ReadonlySet<string> {
  return new Set([
    ...tactics.flatMap(({ id, tag }) => [id, tag]),
    ...techniques.map(({ id }) => id),
    ...[...maturity, ...subjects].map(({ tag }) => tag),
  ]);
}
