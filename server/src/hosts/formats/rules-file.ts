import { isConfigFragment, kindOfName, kindOfText } from "../../syntax/file-kind.ts";
import { readYaml } from "../../syntax/yaml.ts";
import { shiftMap } from "../../text/offset-map.ts";
import type { Host } from "../host.ts";

const SNIFFED = 200_000;

/** A rules file: by name, or by the first item it holds. */
export const rulesFile: Host = {
  id: "rules",
  matches(path, text) {
    const byName = kindOfName(path);
    if (byName) return byName === "rules";
    return (
      /\.ya?ml$/i.test(path) &&
      /^-\s*["']?(?:rule|macro|list|required_)/m.test(text) &&
      kindOf(text) === "rules"
    );
  },
  read: (_path, text) => ({
    regions: [{ kind: "rules", text, map: shiftMap(0, text.length) }],
    versions: [],
  }),
};

/** falco.yaml or a fragment of it: by name, or by keys that hardly another program has. */
export const configFile: Host = {
  id: "config",
  matches(path, text) {
    const byName = kindOfName(path);
    if (byName) return byName === "config";
    if (!/\.ya?ml$/i.test(path)) return false;
    return (
      kindOf(text) === "config" ||
      (/(?:^|\/)config\.d\/[^/]+$/.test(path) && isConfigFragment(readYaml(text).documents[0]?.root))
    );
  },
  read: (_path, text) => ({
    regions: [{ kind: "config", text, map: shiftMap(0, text.length) }],
    versions: [],
  }),
};

/** What a text is by its content. A long one is told by its first part, cut at an item or a top-level key. */
function kindOf(text: string): "rules" | "config" | "other" {
  return kindOfText(text.length <= SNIFFED ? text : text.slice(0, text.lastIndexOf("\n", SNIFFED) + 1));
}
