import type { ReplacementScope } from "../../server/src/catalog/records.ts";
import { ShapeError, defined, version } from "../shape.ts";

/**
 * The condition of a replacement, written in words in the sources, as data: for which targets and which engine it is meant.
 * The words stay where they say more than that.
 */
export function toScope(when: string | undefined, where: string): ReplacementScope {
  if (when === undefined) return {};
  const from = /target version (?:is )?(?:>= )?(\d+\.\d+\.\d+)/.exec(when)?.[1];
  const before = /target version < (\d+\.\d+\.\d+)/.exec(when)?.[1];
  const only = /target version is (\d+)\.(\d+)\.\d+$/.exec(when);
  const engineKind = /engine\.kind is (\w+)/.exec(when)?.[1];
  if (!from && !before && !engineKind) throw new ShapeError(where, `unknown condition \`${when}\``);
  const saysMore = when
    .replace(/target version (is|>=|<) \d+\.\d+\.\d+( or newer)?/, "")
    .replace(/engine\.kind is \w+/, "")
    .replace(/\band\b|;/g, "")
    .trim();
  return defined({
    from: from === undefined ? undefined : version(from, where),
    before:
      before !== undefined ? version(before, where) : only ? version(`${only[1]}.${Number(only[2]) + 1}.0`, where) : undefined,
    engineKind,
    when: saysMore === "" ? undefined : when,
  });
}
