import { hasConfigKey, kindOfName, kindOfText } from "../../syntax/file-kind.ts";
import { isPlain, scalarText } from "../../syntax/scalar-text.ts";
import { readYaml } from "../../syntax/yaml.ts";
import type { YamlNode, YamlScalar } from "../../syntax/yaml-node.ts";
import { type OffsetMap, tableMap } from "../../text/offset-map.ts";
import { indentedLines } from "../../text/indented-lines.ts";
import type { Span } from "../../text/span.ts";
import type { Region } from "../host.ts";
import type { Extra } from "./nested.ts";
import { maskedSpans } from "./template.ts";

/** What marks a text as more than a name or a sentence: an item of a rules file, or a telling key of falco.yaml. */
const LIKELY =
  /^[ \t]*-[ \t]+["']?(?:rule|macro|list|required_engine_version|required_plugin_versions)["']?[ \t]*:|^[a-z_0-9]+:/m;

/** The region that a scalar's text is, when its content is rules or a Falco configuration, or hardly says and its name does. */
export function textRegion(scalar: YamlScalar, source: string, extra: Extra): Region | undefined {
  if (scalar.alias !== undefined || !LIKELY.test(scalar.text)) return undefined;
  const told = kindOfText(scalar.text);
  const kind =
    told === "other" &&
    kindOfName(extra.name ?? "") === "config" &&
    readYaml(scalar.text).documents.some(({ root }) => hasConfigKey(root))
      ? "config"
      : told;
  if (kind === "other") return undefined;
  const { text, map } = scalarText(scalar, source);
  return regionOf(kind, text, map, extra);
}

/** The region that a node and all below it are, as a text of its own without the outer indentation. */
export function treeRegion(
  kind: "rules" | "config" | "values" | "falcoctl",
  node: YamlNode,
  source: string,
  extra: Extra,
): Region {
  const { text, map } = subtree(node.span, source);
  return regionOf(kind, text, map, extra);
}

/** A region, of which template directives are holes that nothing is written around. */
export function regionOf(kind: Region["kind"], text: string, map: OffsetMap, extra: Extra): Region {
  const opaque = maskedSpans(text);
  if (opaque.length === 0) return { kind, text, map, ...extra };
  return { kind, text, map, opaque, ...extra, template: true };
}

function subtree(span: Span, source: string): { text: string; map: OffsetMap } {
  let lineStart = span.start;
  while (lineStart > 0 && source[lineStart - 1] !== "\n" && source[lineStart - 1] !== "\r") lineStart--;
  const column = span.start - lineStart;
  const starts: number[] = [];
  let text = "";
  let left = 0;
  for (let at = span.start; at < span.end; at++) {
    const char = source.charAt(at);
    if (left > 0 && char === " ") {
      left--;
      continue;
    }
    left = 0;
    text += char;
    starts.push(at);
    if (char === "\n" || (char === "\r" && source[at + 1] !== "\n")) left = column;
  }
  const ends = starts.map((at) => at + 1);
  const map = tableMap(starts, ends, span.start, indentedLines(source, text, starts, " ".repeat(column)));
  return { text, map };
}

/** A scalar as YAML writes it on one line; in a flow collection commas and brackets need quotes too. */
export function yamlScalar(text: string, flow: boolean): string {
  if (
    isPlain(text) &&
    text !== "~" &&
    !/^(?:null|Null|NULL|true|false|yes|no|on|off|[-+.\d][\d.eExX_]*)$/.test(text) &&
    !(flow && /[,[\]{}]/.test(text))
  )
    return text;
  return /['\n\r\t]/.test(text) ? JSON.stringify(text) : `'${text}'`;
}
