import type { YamlReading } from "../../syntax/yaml-node.ts";
import { listedPlugins } from "./listed-plugins.ts";
import type { PluginFile } from "./plugin-file.ts";
import { isPluginInfo, pluginInfo } from "./plugin-info.ts";
import { writtenPlugin } from "./written-plugin.ts";

/**
 * Reads a file that describes plugins, in any of its forms: what `falco --list --format json` prints, the text of
 * `falco --plugin-info`, or YAML or JSON with the keys of `falco-plugin.schema.json`. `path` names the plugin of a list
 * that does not name it.
 */
export function readPluginFile(path: string, text: string, yaml: YamlReading | undefined): PluginFile {
  if (isPluginInfo(text)) return pluginInfo(text);
  const [problem] = yaml?.problems ?? [];
  if (problem)
    return {
      descriptions: [],
      findings: [{ code: "plugin-file", span: problem.span, problem: "syntax", text: problem.message }],
    };
  const root = yaml?.documents[0]?.root;
  return listedPlugins(root, nameFrom(path)) ?? writtenPlugin(root, text);
}

/** The name of the file up to its first dot. */
function nameFrom(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1).replace(/\.[^]*/, "");
}
