import { readYaml } from "../../syntax/yaml.ts";
import { textOf, valueOf } from "../../syntax/yaml-node.ts";
import { withBranches } from "../embedding/branches.ts";
import { chartRelease } from "../embedding/chart-release.ts";
import { withTemplates } from "../commands/container.ts";
import type { Host } from "../host.ts";
import { joined, NOTHING } from "../embedding/nested.ts";
import { maskTemplate } from "../embedding/template.ts";

/** Helmfiles: the releases of Falco's chart, with the values that are in the file itself. */
export const helmfileHost: Host = {
  id: "helmfile",
  files: ["*.yaml", "*.yml"],
  languages: ["yaml"],
  matches: (path) =>
    /(?:^|\/)helmfile[^/]*\.ya?ml(?:\.gotmpl)?$/.test(path) ||
    /(?:^|\/)helmfile\.d\/[^/]+\.ya?ml(?:\.gotmpl)?$/.test(path),
  read(_path, text) {
    if (!text.includes("falco")) return NOTHING;
    const source = maskTemplate(text, "go");
    const releases = readYaml(source).documents.flatMap(({ root }) => {
      const list = valueOf(root, "releases");
      return list?.kind === "seq" ? list.items : [];
    });
    const readings = joined(
      releases.map((release, index) => {
        const values = valueOf(release, "values");
        const parts = {
          version: "version",
          values: values?.kind === "seq" ? values.items : [],
          settings: valueOf(release, "set"),
        };
        return withTemplates(
          chartRelease(release, parts, source, `${textOf(release, "name") ?? ""}/${String(index)}`),
        );
      }),
    );
    return withBranches(readings, text);
  },
};
