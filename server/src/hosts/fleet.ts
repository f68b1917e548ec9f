import { readYaml } from "../syntax/yaml.ts";
import { valueOf } from "../syntax/yaml-node.ts";
import { withBranches } from "./branches.ts";
import { chartRelease } from "./chart-release.ts";
import { withTemplates } from "./container.ts";
import type { Host } from "./host.ts";
import { joined, NOTHING } from "./nested.ts";
import { maskTemplate } from "./template.ts";

/** Rancher's `fleet.yaml`, where it installs Falco's chart. */
export const fleetHost: Host = {
  id: "fleet",
  matches: (path) => /(?:^|\/)fleet\.ya?ml$/.test(path),
  read(_path, text) {
    if (!text.includes("falco")) return NOTHING;
    // What Fleet fills in it marks as `${ … }`; other braces are Helm's.
    const source = maskTemplate(maskTemplate(text, "terraform"), "go");
    const readings = readYaml(source).documents.map(({ root }, index) => {
      const helm = valueOf(root, "helm");
      return withTemplates(chartRelease(helm, { version: "version", values: [valueOf(helm, "values")] }, source, `fleet/${String(index)}`));
    });
    return withBranches(joined(readings), text);
  },
};
