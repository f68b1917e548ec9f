/** `falco-lint.yaml`: what a team decides once for the editor and the command line. */
import { plainValue } from "../syntax/plain-value.ts";
import { readYaml } from "../syntax/yaml.ts";
import { nearestName } from "../text/names.ts";
import type { Span } from "../text/span.ts";

export const PROJECT_FILE = "falco-lint.yaml";

/** The keys, and what each decides. Those of the editor's settings mean the same. */
export const PROJECT_KEYS = [
  "target",
  "plugins",
  "rulesFiles",
  "defaultRules",
  "severity",
  "exclude",
  "maxWarnings",
  "baseline",
  "maxFileSize",
  "format",
] as const;

export interface ProjectFile {
  /** Values by key, as JSON would have them. */
  readonly values: Readonly<Partial<Record<(typeof PROJECT_KEYS)[number], unknown>>>;
  readonly problems: readonly { readonly span: Span; readonly message: string }[];
}

/** Reads the text of a project file. What is wrong is left out; never throws. */
export function readProjectFile(text: string): ProjectFile {
  const { documents, problems } = readYaml(text);
  const [first] = problems;
  if (first) return { values: {}, problems: [{ span: first.span, message: "The file is not valid YAML." }] };
  const root = documents[0]?.root;
  if (!root || (root.kind === "scalar" && root.isNull)) return { values: {}, problems: [] };
  if (root.kind !== "map")
    return { values: {}, problems: [{ span: root.span, message: "The file must be a mapping." }] };
  const values = new Map<string, unknown>();
  const wrong: { readonly span: Span; readonly message: string }[] = [];
  for (const { key, value } of root.entries) {
    if (PROJECT_KEYS.some((known) => known === key.text)) values.set(key.text, plainValue(value));
    else {
      const near = nearestName(key.text, PROJECT_KEYS);
      const hint = near === undefined ? "" : ` Did you mean \`${near}\`?`;
      wrong.push({ span: key.span, message: `Unknown key \`${key.text}\`.${hint}` });
    }
  }
  return { values: Object.fromEntries(values), problems: wrong };
}

/** The editor's settings with what the project decides, which comes first. */
export function withProject(section: unknown, { values }: ProjectFile): unknown {
  const given = typeof section === "object" && section !== null && !Array.isArray(section) ? section : {};
  return { ...given, ...values };
}
