import {
  type FileKind,
  hasConfigKey,
  hasConfigKeys,
  kindOfName,
  kindOfText,
} from "../../syntax/file-kind.ts";
import { readYaml } from "../../syntax/yaml.ts";
import { shiftMap } from "../../text/offset-map.ts";
import { helmValuesHost } from "../formats/helm-values.ts";
import type { HostReading } from "../host.ts";
import { kubernetesHost } from "../formats/kubernetes.ts";
import { NOTHING } from "./nested.ts";
import { regionOf } from "./yaml-regions.ts";

/** The file that a text is written to. */
export interface WrittenFile {
  readonly path: string;
  /** The text is put after what the file holds already. */
  readonly isAdded: boolean;
}

/**
 * A YAML text within another, as on a page or in a script: Kubernetes objects, chart values, rules or a configuration.
 * Its content says what it is, and the file that it is written to where the content hardly says.
 */
export function readYamlText(text: string, file?: WrittenFile): HostReading {
  const own = file && ownKind(text, file);
  if (own) return reading(own, text, file);
  const path = "block.yaml";
  for (const host of [kubernetesHost, helmValuesHost]) {
    if (host.matches(path, text)) return host.read(path, text);
  }
  const told = kindOfText(text);
  if (told === "config" && file && isAnothers(text, file)) return NOTHING;
  return reading(told === "other" && isNamedConfig(text, file) ? "config" : told, text, file);
}

/** What lies in Falco's own folder is Falco's, however much it looks like another program's. */
function ownKind(text: string, { path }: WrittenFile): FileKind | undefined {
  const kind = path.startsWith("/etc/falco/") ? kindOfName(path) : undefined;
  const root = kind && readYaml(text).documents[0]?.root?.kind;
  return (kind === "config" && root === "map") || (kind === "rules" && root === "seq") ? kind : undefined;
}

/** Whether a file that is written to another program's place has keys only that such a program may have too. */
function isAnothers(text: string, { path }: WrittenFile): boolean {
  return !/falco/i.test(path) && !readYaml(text).documents.some(({ root }) => hasConfigKeys(root));
}

function isNamedConfig(text: string, file: WrittenFile | undefined): boolean {
  return (
    file !== undefined &&
    kindOfName(file.path) === "config" &&
    readYaml(text).documents.some(({ root }) => hasConfigKey(root))
  );
}

function reading(kind: FileKind, text: string, file: WrittenFile | undefined): HostReading {
  if (kind === "other") return NOTHING;
  const extra = kind === "config" && file ? { name: file.path, ...(file.isAdded && { fragment: true }) } : {};
  return { regions: [regionOf(kind, text, shiftMap(0, text.length), extra)], versions: [] };
}
