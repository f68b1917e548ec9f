import { readYaml } from "../syntax/yaml.ts";
import { shiftMap } from "../text/offset-map.ts";
import { shellReading } from "./falco-commands.ts";
import { findValues } from "./helm-values.ts";
import type { Host, HostReading, StatedVersion } from "./host.ts";
import { joined, nested, NOTHING } from "./nested.ts";
import { MASK } from "./template.ts";

/**
 * Terraform: values of Falco's chart and shell scripts in here-documents, and the chart's version in `helm_release`.
 * Whatever stands there is Terraform's template, so nothing is edited. Values built by `yamlencode` are not read.
 */
export const terraformHost: Host = {
  id: "terraform",
  matches: (path) => /\.tf$/.test(path),
  read(_path, text) {
    if (!text.includes("falco")) return NOTHING;
    const masked = text.replace(/[$%]\{[^}\r\n]*\}/g, (whole) => MASK.repeat(whole.length));
    const bodies = [...masked.matchAll(/<<[-~]?"?(\w+)"?[ \t]*\r?\n([^]*?)^[ \t]*\1[ \t]*$/gm)].map((match) => {
      const body = match[2] ?? "";
      const start = match.index + match[0].indexOf("\n") + 1;
      return nested(bodyReading(body), shiftMap(start, body.length), { group: String(start), template: true });
    });
    return joined([...bodies, { regions: [], versions: chartVersions(text) }]);
  },
};

function bodyReading(body: string): HostReading {
  if (!body.includes("falco") && !/^[ \t]*-\s+(?:rule|macro|list):/m.test(body)) return NOTHING;
  if (/^\s*#!/.test(body)) return shellReading(body);
  return joined(readYaml(body).documents.map(({ root }) => findValues(root, body, "values")));
}

/** `chart = "falco"` and `version = "4.2.0"` of one resource. */
function chartVersions(text: string): StatedVersion[] {
  return [...text.matchAll(/^resource\s+"helm_release"[^]*?^\}/gm)].flatMap(({ 0: block, index }): StatedVersion[] => {
    const version = /^[ \t]*version\s*=\s*"v?(\d+\.\d+\.\d+)"/m.exec(block);
    if (version?.[1] === undefined || !/^\s*chart\s*=\s*"(?:falcosecurity\/)?falco"/m.test(block)) return [];
    const end = index + version.index + version[0].length - 1;
    return [{ of: "chart", version: version[1], span: { start: end - version[1].length, end } }];
  });
}
