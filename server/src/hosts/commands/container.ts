import type { YamlNode } from "../../syntax/yaml-node.ts";
import { textOf, valueOf } from "../../syntax/yaml-node.ts";
import { scalarText } from "../../syntax/scalar-text.ts";
import { composeMaps } from "../../text/offset-map.ts";
import { endsInFalco, falcoCommands, shellReading, withoutShell } from "./falco-commands.ts";
import type { HostReading, Region } from "../host.ts";
import { type FalcoImage, falcoImage, statedImage } from "./images.ts";
import { assignmentRegion, joined, nested, variableRegion } from "../embedding/nested.ts";
import { shellText } from "./shell-words.ts";
import { MASK } from "../embedding/template.ts";
import type { HostWord, ReplaceWords } from "./word-list.ts";
import { decodeDollars, type Dollars, listWords, replaceInList, yamlWord } from "./yaml-words.ts";

/** The keys under which a container says what it runs. */
export interface ContainerKeys {
  readonly program: "command" | "entrypoint";
  readonly arguments: "args" | "command";
  readonly environment: "env" | "environment";
  readonly dollars: Dollars;
  /** A command given as text is split as a shell does. */
  readonly splits: boolean;
}

export const POD_KEYS: ContainerKeys = {
  program: "command",
  arguments: "args",
  environment: "env",
  dollars: "kubernetes",
  splits: false,
};
export const COMPOSE_KEYS: ContainerKeys = {
  program: "entrypoint",
  arguments: "command",
  environment: "environment",
  dollars: "compose",
  splits: true,
};

/**
 * What a container runs, with which variables, in which release; nothing for a container that does not run Falco.
 * `program` is what gets its arguments where its image does not tell.
 */
export function containerReading(
  container: YamlNode,
  source: string,
  keys: ContainerKeys,
  group: string,
  program?: FalcoImage["program"],
): HostReading {
  const reference = textOf(container, "image");
  const known = reference === undefined ? undefined : falcoImage(reference.replaceAll(MASK, "_"));
  const image = known ?? (program && { program, span: { start: 0, end: 0 } });
  const reading = joined([
    commandsOf(container, source, keys, group, image),
    versionOf(container, source, group, image),
  ]);
  const runsFalco = image !== undefined || reading.regions.some((region) => region.kind === "command-line");
  return runsFalco
    ? withTemplates(
        joined([
          reading,
          {
            regions: variablesOf(valueOf(container, keys.environment), source, keys.dollars, group),
            versions: [],
          },
        ]),
      )
    : reading;
}

/** Regions in which a template's directive is are only looked at. */
export function withTemplates(reading: HostReading): HostReading {
  if (!reading.regions.some((region) => region.text.includes(MASK))) return reading;
  return {
    ...reading,
    regions: reading.regions.map((region) =>
      region.text.includes(MASK) ? { ...region, template: true } : region,
    ),
  };
}

/** Variables as a map, as a list of `NAME=value`, or as a list of maps with `name` and `value`. */
export function variablesOf(
  node: YamlNode | undefined,
  source: string,
  dollars: Dollars,
  group: string,
): Region[] {
  if (node?.kind === "map") {
    return node.entries.flatMap(({ key, value }) =>
      value.kind === "scalar" && value.alias === undefined
        ? [
            variableRegion(
              yamlWord(key, source, "plain", node.flow),
              yamlWord(value, source, dollars, node.flow),
              { group },
            ),
          ]
        : [],
    );
  }
  if (node?.kind !== "seq") return [];
  return node.items.flatMap((item) => {
    if (item.kind === "scalar")
      return item.alias === undefined
        ? (assignmentRegion(yamlWord(item, source, dollars, node.flow), { group }) ?? [])
        : [];
    const [name, value] = [valueOf(item, "name"), valueOf(item, "value")];
    if (
      item.kind !== "map" ||
      name?.kind !== "scalar" ||
      value?.kind !== "scalar" ||
      value.alias !== undefined
    )
      return [];
    // A region's places never decrease, so the name must be before the value.
    if (name.span.start > value.span.start) return [];
    return [
      variableRegion(
        yamlWord(name, source, "plain", item.flow),
        yamlWord(value, source, dollars, item.flow),
        { group },
      ),
    ];
  });
}

/** The command line of a list of arguments that go to `program`. */
export function argumentsReading(
  node: YamlNode | undefined,
  source: string,
  program: string | undefined,
  group: string,
): HostReading {
  if (node?.kind !== "seq" || node.items.length === 0) return { regions: [], versions: [] };
  const words = listWords(node, source, "kubernetes");
  if (!words) return { regions: [], versions: [] };
  return withTemplates(
    falcoCommands(words, {
      replace: replaceInList(node, words, source, "kubernetes"),
      group,
      ...(program !== undefined && { program }),
    }),
  );
}

/** A single argument that goes to `program`, as a patch adds it. */
export function argumentReading(
  node: YamlNode,
  source: string,
  program: string | undefined,
  group: string,
): HostReading {
  if (node.kind !== "scalar" || node.alias !== undefined || program === undefined)
    return { regions: [], versions: [] };
  const word = yamlWord(node, source, "kubernetes", false);
  return withTemplates(falcoCommands([word], { replace: () => undefined, group, program }));
}

/** The release that an image states where it is alone. */
export function imageReading(node: YamlNode, source: string, group: string): HostReading {
  const image = node.kind === "scalar" ? falcoImage(node.text.replaceAll(MASK, "_")) : undefined;
  return statedVersion(node, source, group, image);
}

function versionOf(
  container: YamlNode,
  source: string,
  group: string,
  image: FalcoImage | undefined,
): HostReading {
  return statedVersion(valueOf(container, "image"), source, group, image);
}

function statedVersion(
  node: YamlNode | undefined,
  source: string,
  group: string,
  image: FalcoImage | undefined,
): HostReading {
  if (!image || node?.kind !== "scalar") return { regions: [], versions: [] };
  return { regions: [], versions: statedImage(image, scalarText(node, source).map, { group }) };
}

function commandsOf(
  container: YamlNode,
  source: string,
  keys: ContainerKeys,
  group: string,
  image: FalcoImage | undefined,
): HostReading {
  const [program, args] = [valueOf(container, keys.program), valueOf(container, keys.arguments)].map(
    (node) => (node?.kind === "scalar" && node.isNull ? undefined : node),
  );
  const isText = keys.splits && (program?.kind === "scalar" || args?.kind === "scalar");
  if (!isText) return listReading([program, args], source, keys, group, program ? undefined : image?.program);
  const own = program ? endsInFalco(wordsIn(program, source, keys)) : false;
  const taker = program ? (own ? "falco" : undefined) : image?.program;
  return joined([
    partReading(program, source, keys, group, undefined),
    partReading(args, source, keys, group, taker),
  ]);
}

/** The words of a list, or of a text that is split as a shell does. */
function wordsIn(node: YamlNode, source: string, { dollars }: ContainerKeys): readonly HostWord[] {
  if (node.kind === "seq") return listWords(node, source, dollars) ?? [];
  return node.kind === "scalar"
    ? (shellText(decodeDollars(node.text, dollars).text).commands[0]?.words ?? [])
    : [];
}

function partReading(
  node: YamlNode | undefined,
  source: string,
  keys: ContainerKeys,
  group: string,
  program: string | undefined,
): HostReading {
  return node?.kind === "scalar"
    ? shellScalar(node, source, keys, group, program)
    : listReading([node], source, keys, group, program);
}

/** `command` and `args` are one line, of two lists; an edit changes one of them. */
function listReading(
  nodes: readonly (YamlNode | undefined)[],
  source: string,
  keys: ContainerKeys,
  group: string,
  program: string | undefined,
): HostReading {
  const words: HostWord[] = [];
  const lists: { from: number; to: number; replace: ReplaceWords }[] = [];
  for (const node of nodes) {
    if (node === undefined) continue;
    const own =
      node.kind === "seq" && node.alias === undefined ? listWords(node, source, keys.dollars) : undefined;
    if (node.kind !== "seq" || !own) return { regions: [], versions: [] };
    const last = words.at(-1);
    // Written the other way round, the words' places would decrease.
    if (last && own[0] && own[0].outer.start < last.outer.start) return { regions: [], versions: [] };
    lists.push({
      from: words.length,
      to: words.length + own.length,
      replace: replaceInList(node, own, source, keys.dollars),
    });
    words.push(...own);
  }
  const replace: ReplaceWords = (from, to, fresh) => {
    const list = lists.find((one) => one.from <= from && to <= one.to && (from < to || one.to > one.from));
    return list?.replace(from - list.from, to - list.from, fresh);
  };
  return words.length === 0
    ? { regions: [], versions: [] }
    : falcoCommands(words, { replace, group, ...(program !== undefined && { program }) });
}

function shellScalar(
  node: YamlNode,
  source: string,
  keys: ContainerKeys,
  group: string,
  program: string | undefined,
): HostReading {
  if (node.kind !== "scalar" || node.alias !== undefined) return { regions: [], versions: [] };
  const { text, map } = scalarText(node, source);
  const decoded = decodeDollars(text, keys.dollars);
  return nested(
    withoutShell(shellReading(decoded.text, program === undefined ? {} : { program })),
    composeMaps(map, decoded.map),
    { group },
  );
}
