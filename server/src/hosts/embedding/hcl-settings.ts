/** Single values of Falco's chart, as objects of Terraform or JSON give them. */
import { argumentRegion } from "../commands/setting-arguments.ts";
import type { Region } from "../host.ts";
import { tableMap } from "../../text/offset-map.ts";
import type { Span } from "../../text/span.ts";
import type { HclEntry, HclValue } from "./hcl.ts";
import { wordsOf } from "./hcl-words.ts";
import { MASK } from "./template.ts";

/** An object's values by their paths. Names with dots are a label's or a file's, and no setting. */
export function settingLeaves(
  path: readonly HclEntry[],
  value: HclValue,
  text: string,
  group: string | undefined,
): readonly Region[] {
  if (value.kind === "object")
    return value.entries
      .filter(({ name }) => !name.includes("."))
      .flatMap((entry) => settingLeaves([...path, entry], entry.value, text, group));
  if (path.length === 0) return [];
  return [
    regionAt(
      path.map(({ nameSpan }) => nameSpan),
      KEY,
      value,
      text,
      group,
    ),
    ...argumentRegion(path.map(({ name }) => name).join("."), wordsOf(value, text), group),
  ];
}

/** What may be between quotes as it is, and as the name of an attribute. */
const PATH = /^[\w.\-/:[\]]*$/;
const KEY = /^[A-Za-z_][\w-]*$/;

/** The setting whose whole path is at `name`. */
export function settingRegion(
  [name]: readonly [Span],
  value: HclValue,
  text: string,
  group: string | undefined,
): Region {
  return regionAt([name], PATH, value, text, group);
}

/** The `path=value` whose pieces are at `names` and at `value`. The path is at its last name; what is computed is a hole. */
function regionAt(
  names: readonly Span[],
  mayBe: RegExp,
  value: HclValue,
  text: string,
  group: string | undefined,
): Region {
  const written = ({ start, end }: Span): string => text.slice(start, end);
  const isKnown = value.kind !== "computed" && value.kind !== "list";
  const key = names.at(-1) ?? value.span;
  const parents = names
    .slice(0, -1)
    .map((at) => `${written(at)}.`)
    .join("");
  const path = parents + written(key);
  const made = `${path}=${isKnown ? written(value.span) : MASK}`;
  const starts: number[] = Array.from(parents, () => key.start);
  const ends = [...starts];
  for (let i = key.start; i < key.end; i++) {
    starts.push(i);
    ends.push(i + 1);
  }
  starts.push(key.end);
  ends.push(value.span.start);
  for (let i = value.span.start; i < value.span.end && (isKnown || i === value.span.start); i++) {
    starts.push(i);
    ends.push(isKnown ? i + 1 : value.span.end);
  }
  const map = tableMap(starts, ends, key.start, (span, outer, newText) => {
    if (span.start > path.length)
      return value.kind === "text" && PATH.test(newText) ? { span: outer, newText } : undefined;
    // A name moves with what is around it or not at all.
    const inner = span.start === 0 && newText.startsWith(parents) ? newText.slice(parents.length) : newText;
    if (span.end > path.length || (span.start < parents.length && inner === newText) || !mayBe.test(inner))
      return undefined;
    return { span: outer, newText: inner };
  });
  return {
    kind: "setting",
    text: made,
    map,
    ...(group !== undefined && { group }),
    ...(!isKnown && { opaque: [{ start: path.length + 1, end: made.length }] }),
  };
}
