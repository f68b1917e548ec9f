import { kindOfText } from "../syntax/file-kind.ts";
import { shiftMap } from "../text/offset-map.ts";
import { helmValuesHost } from "./helm-values.ts";
import type { HostReading } from "./host.ts";
import { kubernetesHost } from "./kubernetes.ts";
import { NOTHING } from "./nested.ts";
import { regionOf } from "./yaml-regions.ts";

/** A YAML text without a file name, as on a page or in a script: Kubernetes objects, chart values, rules or a configuration. */
export function readYamlText(text: string): HostReading {
  const path = "block.yaml";
  for (const host of [kubernetesHost, helmValuesHost]) {
    if (host.matches(path, text)) return host.read(path, text);
  }
  const kind = kindOfText(text);
  return kind === "other" ? NOTHING : { regions: [regionOf(kind, text, shiftMap(0, text.length), {})], versions: [] };
}
