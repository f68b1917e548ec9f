import { chartVersionIn, statedChart } from "../embedding/chart-version.ts";
import { type HclValue, readHclObject } from "../embedding/hcl.ts";
import { settingLeaves, settingRegion } from "../embedding/hcl-settings.ts";
import { composeMaps, mapSpan, type OffsetMap, withEdit } from "../../text/offset-map.ts";
import type { Edit, Span } from "../../text/span.ts";
import type { HostReading, Region, StatedVersion } from "../host.ts";
import { joined, NOTHING, sliceMap } from "../embedding/nested.ts";
import { withArguments } from "./setting-arguments.ts";
import type { HostWord, ReplaceWords } from "./word-list.ts";

/** `helm install falco falcosecurity/falco --version 4.11.1 --set driver.kind=ebpf`: the chart's version, and the values given on the line. */
export function helmCommand(
  words: readonly HostWord[],
  extra: { readonly group?: string },
  replace: ReplaceWords,
): HostReading {
  return installsFalco(words) ? helmArguments(words, extra, replace) : NOTHING;
}

/** Whether a line of Helm's is about Falco's chart. */
export function installsFalco(words: readonly HostWord[]): boolean {
  return (
    packedVersion(words, {}).length > 0 ||
    isFromRepository(words) ||
    words.some((word) => /(?:^|\/)falcosecurity\/(?:charts\/)?falco$/.test(word.text))
  );
}

/** The chart's version and the values in arguments of such a line. */
export function helmArguments(
  words: readonly HostWord[],
  extra: { readonly group?: string },
  replace: ReplaceWords,
): HostReading {
  const { regions, versions } = joined(
    words.map((word, index): HostReading => {
      const option = /^--(version|set|set-string|set-json)(?:=|$)/.exec(word.text);
      if (!option) return NOTHING;
      const isJoined = word.text.includes("=");
      const value = isJoined
        ? sliced(word, { start: option[0].length, end: word.text.length })
        : words[index + 1];
      if (!value) return NOTHING;
      if (option[1] === "set-json") return { regions: jsonSettings(value, extra), versions: [] };
      return option[1] === "version"
        ? { regions: [], versions: chartVersion(value, extra) }
        : {
            regions: settingsIn(value, extra, () => replace(index, index + (isJoined ? 1 : 2), [])),
            versions: [],
          };
    }),
  );
  return { regions: withArguments(regions), versions: [...versions, ...packedVersion(words, extra)] };
}

/** The version in the name of a chart that is one file, as `falco-9.2.0.tgz`. */
function packedVersion(
  words: readonly HostWord[],
  extra: { readonly group?: string },
): readonly StatedVersion[] {
  return words.flatMap((word) => {
    const version = /(?:^|\/)falco-(\d+\.\d+\.\d+)\.tgz$/.exec(word.text)?.[1];
    const end = word.text.length - ".tgz".length;
    return version === undefined
      ? []
      : [
          statedChart(
            { version, start: end - version.length, end },
            mapSpan(word.map, { start: end - version.length, end }),
            extra.group,
          ),
        ];
  });
}

/** Options of Helm that take no value, so that what follows them may be the chart. */
const SWITCHES =
  /^(?:-[gihv]+|--(?:install|atomic|cleanup-on-fail|create-namespace|debug|dependency-update|devel|disable-openapi-validation|dry-run|enable-dns|force|generate-name|help|hide-notes|hide-secret|include-crds|insecure-skip-tls-verify|is-upgrade|no-hooks|pass-credentials|plain-http|render-subchart-notes|replace|reset-values|reset-then-reuse-values|reuse-values|skip-crds|skip-schema-validation|skip-tests|take-ownership|validate|verify|wait|wait-for-jobs))$/;

/** Whether the chart is called `falco` and comes from Falco's repository: `helm install a falco --repo https://falcosecurity.github.io/charts`. */
function isFromRepository(words: readonly HostWord[]): boolean {
  const texts = words.map(({ text }) => text);
  if (!texts.some((text) => /^(?:--repo=)?https:\/\/falcosecurity\.github\.io\/charts\/?$/.test(text)))
    return false;
  const operands = texts.filter((text, index) => {
    const before = texts[index - 1] ?? "";
    return (
      !text.startsWith("-") && !(before.startsWith("-") && !before.includes("=") && !SWITCHES.test(before))
    );
  });
  return operands.length > 2 && operands.at(-1) === "falco";
}

function chartVersion(value: HostWord, extra: { readonly group?: string }): readonly StatedVersion[] {
  const asked = chartVersionIn(value.text);
  return asked ? [statedChart(asked, mapSpan(value.map, asked), extra.group)] : [];
}

/** The single values of `path=JSON`, or of one JSON object. What follows the first value is not looked at. */
function jsonSettings(word: HostWord, { group }: { readonly group?: string }): readonly Region[] {
  if (word.opaque?.length) return [];
  const path = /^[A-Za-z][\w.\-[\]]*(?==)/.exec(word.text)?.[0];
  const start = path === undefined ? 0 : path.length + 1;
  if (!word.text.startsWith("{", start) && path === undefined) return [];
  const object = word.text.startsWith("{", start)
    ? readHclObject(word.text, start)
    : scalarAt(word.text, start);
  if (!object) return [];
  const nameSpan = { start: 0, end: path?.length ?? 0 };
  const regions =
    object.kind === "object"
      ? settingLeaves(
          path === undefined ? [] : [{ name: path, nameSpan, value: object }],
          object,
          word.text,
          group,
        )
      : [settingRegion([nameSpan], object, word.text, group)];
  return regions.map((region) => ({ ...region, map: composeMaps(word.map, region.map) }));
}

/** A string without escapes, a number, `true` or `false`, as the whole rest of a text. */
function scalarAt(text: string, start: number): HclValue | undefined {
  const rest = text.slice(start);
  if (/^"[^"\\]*"$/.test(rest)) return { kind: "text", span: { start: start + 1, end: text.length - 1 } };
  return /^(?:true|false|-?\d+(?:\.\d+)?)$/.test(rest)
    ? { kind: "word", span: { start, end: text.length } }
    : undefined;
}

/**
 * The settings of one word, which commas part unless a backslash or braces keep them. To empty one is to take it out;
 * `remove` removes the word and its option.
 */
function settingsIn(
  word: HostWord,
  extra: { readonly group?: string },
  remove: () => Edit | undefined,
): readonly Region[] {
  const parts = partsOf(word.text);
  return parts.flatMap((part, index): readonly Region[] => {
    const { text, map, opaque } = sliced(word, part);
    const removePart = (): Edit | undefined =>
      parts.length === 1 && part.end - part.start === word.text.length
        ? remove()
        : word.map.edit(
            index === 0
              ? { start: part.start, end: parts[1]?.start ?? part.end }
              : { start: part.start - 1, end: part.end },
            "",
          );
    const edit: OffsetMap["edit"] = (span, newText) =>
      newText === "" && span.start === 0 && span.end === text.length ? removePart() : map.edit(span, newText);
    return /^[A-Za-z]/.test(text) && text.includes("=")
      ? [{ kind: "setting", text, map: withEdit(map, edit), ...(opaque?.length ? { opaque } : {}), ...extra }]
      : [];
  });
}

/** What is between commas. A brace that nothing closes keeps none. */
function partsOf(text: string): readonly Span[] {
  const parts: Span[] = [];
  let start = 0;
  let isOpen = false;
  let isEverClosed = true;
  for (let at = 0; at <= text.length; at++) {
    const char = text[at];
    if (char === "\\" && at + 1 < text.length) at++;
    else if (char === "{" && isEverClosed && !isOpen) {
      isEverClosed = closesAfter(text, at);
      isOpen = isEverClosed;
    } else if (char === "}") isOpen = false;
    else if ((char === undefined || char === ",") && !isOpen) {
      if (at > start) parts.push({ start, end: Math.min(at, text.length) });
      start = at + 1;
    }
  }
  return parts;
}

/** Whether a brace that no backslash takes the meaning from closes after `from`. Once none does, none does further on. */
function closesAfter(text: string, from: number): boolean {
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === "}") return true;
  }
  return false;
}

function sliced(word: HostWord, span: Span): HostWord {
  const holes = (word.opaque ?? []).filter((hole) => hole.start < span.end && span.start < hole.end);
  const opaque = holes.map((hole) => ({
    start: Math.max(hole.start - span.start, 0),
    end: Math.min(hole.end, span.end) - span.start,
  }));
  return {
    text: word.text.slice(span.start, span.end),
    map: sliceMap(word.map, span),
    outer: word.outer,
    opaque,
  };
}
