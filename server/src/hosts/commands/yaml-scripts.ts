import { scalarText } from "../../syntax/scalar-text.ts";
import { readYaml } from "../../syntax/yaml.ts";
import type { YamlMap, YamlNode, YamlScalar, YamlSeq } from "../../syntax/yaml-node.ts";
import { withBranches } from "../embedding/branches.ts";
import { withTemplates } from "./container.ts";
import { falcoCommands } from "./falco-commands.ts";
import type { HostReading } from "../host.ts";
import { joined, nested, NOTHING } from "../embedding/nested.ts";
import { scriptReading } from "../formats/script.ts";
import { maskTemplate, type TemplateLanguage } from "../embedding/template.ts";
import { listWords, replaceInList } from "./yaml-words.ts";

/** What a YAML file says to run. */
export interface ScriptReader {
  /** How a text under a key is read; undefined for a key that holds no text of interest. `around` is the map of the key. */
  text(
    key: string,
    scalar: YamlScalar,
    around: YamlMap | undefined,
  ): ((text: string) => HostReading) | undefined;
  /** Whether a list under a key is one command of which each item is a word; `isNested` when it is in a list itself. */
  isCommand?(key: string, isNested: boolean): boolean;
  /** What a map as a whole says, besides the texts in it. */
  map?(node: YamlMap, source: string): HostReading;
}

const MAX_DEPTH = 24;

/** The scripts that a YAML file holds under certain keys, as one text or as a list of texts. */
export function scriptsReading(text: string, language: TemplateLanguage, reader: ScriptReader): HostReading {
  if (!text.includes("falco")) return NOTHING;
  const source = maskTemplate(text, language);
  return withBranches(
    joined(
      readYaml(source).documents.map(({ root }) => (root ? scriptsIn(root, "", source, reader, 0) : NOTHING)),
    ),
    text,
  );
}

/** The reader of a shell script. */
export function shellScript(text: string): HostReading {
  return text.includes("falco") ? scriptReading(text) : NOTHING;
}

/** A list of words that no shell reads. */
function commandReading(node: YamlSeq, source: string): HostReading {
  const words = listWords(node, source, "plain");
  return words
    ? withTemplates(
        falcoCommands(words, {
          replace: replaceInList(node, words, source, "plain"),
          group: String(node.span.start),
        }),
      )
    : NOTHING;
}

/** Where a node is: in a list, or under a key of a map. */
interface Place {
  readonly isNested?: boolean;
  readonly around?: YamlMap;
}

function scriptsIn(
  node: YamlNode,
  key: string,
  source: string,
  reader: ScriptReader,
  depth: number,
  { isNested = false, around }: Place = {},
): HostReading {
  if (depth > MAX_DEPTH || node.alias !== undefined) return NOTHING;
  switch (node.kind) {
    case "map":
      return joined([
        reader.map?.(node, source) ?? NOTHING,
        ...node.entries.map((entry) =>
          scriptsIn(entry.value, entry.key.text, source, reader, depth + 1, { around: node }),
        ),
      ]);
    case "seq":
      if (reader.isCommand?.(key, isNested)) return commandReading(node, source);
      return joined(
        node.items.map((item) => scriptsIn(item, key, source, reader, depth + 1, { isNested: true })),
      );
    case "scalar": {
      const read = reader.text(key, node, around);
      if (!read) return NOTHING;
      const { text, map } = scalarText(node, source);
      return withTemplates(nested(read(text), map, { group: String(node.span.start) }));
    }
  }
}
