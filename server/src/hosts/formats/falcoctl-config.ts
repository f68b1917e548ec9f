import { readYaml } from "../../syntax/yaml.ts";
import { shiftMap } from "../../text/offset-map.ts";
import { configuredRules } from "../embedding/rules-refs.ts";
import type { Host } from "../host.ts";

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
