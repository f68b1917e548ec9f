import { readYaml } from "../syntax/yaml.ts";
import { valueOf } from "../syntax/yaml-node.ts";
import { COMPOSE_KEYS, containerReading } from "./container.ts";
import type { Host } from "./host.ts";
import { joined } from "./nested.ts";

/** Compose files. Each service is a group of its own. */
export const composeHost: Host = {
  id: "compose",
  matches: (path, text) => /(?:^|\/)[^/]*compose[^/]*\.ya?ml$/.test(path) && /^services:/m.test(text),
  read(_path, text) {
    if (!text.includes("falco")) return { regions: [], versions: [] };
    return joined(
      readYaml(text).documents.flatMap(({ root }) => {
        const services = valueOf(root, "services");
        if (services?.kind !== "map") return [];
        return services.entries.map(({ key, value }) => containerReading(value, text, COMPOSE_KEYS, key.text));
      }),
    );
  },
};
