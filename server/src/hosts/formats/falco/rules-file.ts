import { isConfigFragment, kindOfName } from "../../../syntax/file-kind.ts";
import { holdsKind, kindOfLongText } from "../../../syntax/likely-kind.ts";
import { readYaml } from "../../../syntax/yaml.ts";
import { shiftMap } from "../../../text/offset-map.ts";
import type { Host } from "../../host.ts";

/** The beginning of an item, or a key that only Falco's items have beside these others. */
const ITEM =
  /^[ \t]*(?:-|\[)[\s{]*["']?(?:rule|macro|list|required_)|^(?:-[ \t]*|[ \t]+)["']?condition["']?[ \t]*:/m;

/** A rules file: by name, or by the first item it holds. */
export const rulesFile: Host = {
  id: "rules",
  files: ["*.yaml", "*.yml"],
  languages: ["yaml", "falco-rules"],
  matches(path, text) {
    const byName = kindOfName(path);
    if (byName) return byName === "rules" && holdsKind("rules", path, text);
    return /\.ya?ml$/i.test(path) && ITEM.test(text) && kindOfLongText(text) === "rules";
  },
  read: (_path, text) => ({
    regions: [{ kind: "rules", text, map: shiftMap(0, text.length) }],
    versions: [],
  }),
};

/** falco.yaml or a fragment of it: by name, or by keys that hardly another program has. */
export const configFile: Host = {
  id: "config",
  files: ["*.yaml", "*.yml"],
  languages: ["yaml", "falco-config"],
  matches(path, text) {
    const byName = kindOfName(path);
    if (byName) return byName === "config" && holdsKind("config", path, text);
    if (!/\.ya?ml$/i.test(path)) return false;
    return (
      kindOfLongText(text) === "config" ||
      (/(?:^|\/)config\.d\/[^/]+$/.test(path) && isConfigFragment(readYaml(text).documents[0]?.root))
    );
  },
  read: (_path, text) => ({
    regions: [{ kind: "config", text, map: shiftMap(0, text.length) }],
    versions: [],
  }),
};
