import { readYaml } from "../../syntax/yaml.ts";
import { configuredRules } from "../embedding/rules-refs.ts";
import type { Host } from "../host.ts";

/** falcoctl's own configuration. It holds nothing of Falco's, and says which version of the default rules is installed. */
export const falcoctlConfigHost: Host = {
  id: "falcoctl",
  files: ["falcoctl.yaml"],
  languages: ["yaml"],
  matches: (path) => /(?:^|\/)falcoctl\.ya?ml$/.test(path),
  read: (_path, text) => ({
    regions: [],
    versions: readYaml(text).documents.flatMap(({ root }) => configuredRules(root, text)),
  }),
};
