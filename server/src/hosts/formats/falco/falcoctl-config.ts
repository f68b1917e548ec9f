import { readYaml } from "../../../syntax/yaml.ts";
import { shiftMap } from "../../../text/offset-map.ts";
import { configuredRules } from "../../embedding/rules-refs.ts";
import type { Host } from "../../host.ts";

/** falcoctl's own configuration, which also says which version of the default rules is installed. */
export const falcoctlConfigHost: Host = {
  id: "falcoctl",
  files: ["falcoctl.yaml"],
  languages: ["yaml"],
  // A file of that name can be values of the chart, whose keys are around the same settings.
  matches: (path, text) => /(?:^|\/)falcoctl\.ya?ml$/.test(path) && !/^(?:falcoctl|falco):/m.test(text),
  read: (_path, text) => ({
    regions: [{ kind: "falcoctl", text, map: shiftMap(0, text.length) }],
    versions: readYaml(text).documents.flatMap(({ root }) => configuredRules(root, text)),
  }),
};

/** Lists of artifacts that falcoctl reads or that are made for it: an index, or the registry of plugins. */
export const artifactListHost: Host = {
  id: "artifacts",
  files: ["index.yaml", "registry.yaml"],
  languages: ["yaml"],
  matches: (path, text) => listOf(path, text) !== undefined,
  read: (path, text) => {
    const name = listOf(path, text);
    return {
      regions: name === undefined ? [] : [{ kind: "falcoctl", text, map: shiftMap(0, text.length), name }],
      versions: [],
    };
  },
};

/** Other programs have files of these names too. */
function listOf(path: string, text: string): "index" | "registry" | undefined {
  const [, name] = /(?:^|\/)(index|registry)\.ya?ml$/.exec(path) ?? [];
  if (name === "registry")
    return /^plugins:/m.test(text) && /^ +capabilities:/m.test(text) ? "registry" : undefined;
  const isIndex =
    /^ *(?:- *)?type: *(?:plugin|rulesfile|asset)\b/m.test(text) && /^ *(?:- *)?repository:/m.test(text);
  return name === "index" && isIndex ? "index" : undefined;
}
