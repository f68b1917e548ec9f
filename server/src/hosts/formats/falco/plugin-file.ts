import { shiftMap } from "../../../text/offset-map.ts";
import type { Host } from "../../host.ts";

/** A file that describes a plugin, by its name. */
export const pluginFile: Host = {
  id: "plugin",
  files: ["*.falco-plugin.json", "*.falco-plugin.yaml", "*.falco-plugin.yml"],
  languages: ["yaml"],
  matches: (path) => /\.falco-plugin\.(?:ya?ml|json)$/i.test(path),
  read: (_path, text) => ({
    regions: [{ kind: "plugin", text, map: shiftMap(0, text.length) }],
    versions: [],
  }),
};
