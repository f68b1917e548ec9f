import descriptions from "../../../schemas/config-descriptions.json" with { type: "json" };

const BY_PATH: ReadonlyMap<string, string> = new Map(Object.entries(descriptions));

/** What a key of the configuration does, in Markdown; undefined for a path that no release knew. */
export function configDescription(path: string): string | undefined {
  return BY_PATH.get(path);
}
