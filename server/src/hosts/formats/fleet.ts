import { readYaml } from "../../syntax/yaml.ts";
import { valueOf } from "../../syntax/yaml-node.ts";
import { withBranches } from "../embedding/branches.ts";
import { chartRelease } from "../embedding/chart-release.ts";
import { withTemplates } from "../commands/container.ts";
import type { Host } from "../host.ts";
import { joined, NOTHING } from "../embedding/nested.ts";
import { maskTemplate } from "../embedding/template.ts";

/** Rancher's `fleet.yaml`, where it installs Falco's chart. */
export const fleetHost: Host = {
  id: "fleet",
  files: ["fleet.yaml", "fleet.yml"],
  languages: ["yaml"],
  matches: (path) => /(?:^|\/)fleet\.ya?ml$/.test(path),
  read(_path, text) {
    if (!text.includes("falco")) return NOTHING;
    // What Fleet fills in it marks as `${ … }`; other braces are Helm's.
    const source = maskTemplate(maskTemplate(text, "terraform"), "go");
    const readings = readYaml(source).documents.map(({ root }, index) => {
      const helm = valueOf(root, "helm");
      const group = `fleet/${String(index)}`;
      const parts = { version: "version", values: [valueOf(helm, "values")] };
      // What a target gets besides is for the same chart.
      const customized = valueOf(root, "targetCustomizations");
      const others = (customized?.kind === "seq" ? customized.items : []).map((one, at) =>
        chartRelease(
          helm,
          { version: "", values: [valueOf(valueOf(one, "helm"), "values")] },
          source,
          `${group}/${String(at)}`,
        ),
      );
      return withTemplates(joined([chartRelease(helm, parts, source, group), ...others]));
    });
    return withBranches(joined(readings), text);
  },
};
