import { nearestName } from "../../text/names.ts";
import { once } from "../../text/kept.ts";
import { artifactOf } from "../default-rules.ts";
import { defaultRulesData, pluginData } from "../data.ts";

/** The artifacts that the rules and the plugins project publish, by their names in the default index of falcoctl. */
export const publishedArtifacts = once((): readonly string[] => [
  ...new Set([
    ...defaultRulesData.files.map(({ file, plugin }) =>
      plugin === undefined ? artifactOf(file) : `${plugin}-rules`,
    ),
    ...pluginData.plugins.map(({ name }) => name),
  ]),
]);

/** The address of the index that the projects publish. Source: falcosecurity/falcoctl, internal/config/config.go, `DefaultIndex`. */
export const DEFAULT_INDEX = "https://falcosecurity.github.io/falcoctl/index.yaml";

/** The published artifact that a name comes close to without being one; nothing for a full reference. */
export function nearestArtifact(name: string): string | undefined {
  const known = publishedArtifacts();
  if (!/^[a-z][\w-]*$/i.test(name) || known.includes(name)) return undefined;
  return nearestName(name, known);
}
