/** `falco-lint.yaml`: what a team decides once for the editor and the command line. */
import { projectSchema } from "../catalog/project-keys.ts";
import { judgeProjectFile } from "../checks/judge-project-file.ts";
import { plainValue } from "../syntax/plain-value.ts";
import { readYaml } from "../syntax/yaml.ts";
import type { Span } from "../text/span.ts";

export const PROJECT_FILE = "falco-lint.yaml";

/** The keys; those of the editor's settings mean the same. */
type ProjectKey =
  | "target"
  | "plugins"
  | "rulesFiles"
  | "defaultRules"
  | "severity"
  | "exclude"
  | "maxWarnings"
  | "baseline"
  | "cache"
  | "maxFileSize"
  | "format";

export interface ProjectFile {
  /** Values by key, as JSON would have them. */
  readonly values: Readonly<Partial<Record<ProjectKey, unknown>>>;
  readonly problems: readonly { readonly span: Span; readonly message: string }[];
}

/** Reads the text of a project file. What cannot be read is left out; never throws. */
export function readProjectFile(text: string): ProjectFile {
  const reading = readYaml(text);
  const root = reading.problems.length > 0 ? undefined : reading.documents[0]?.root;
  const known = projectSchema().properties;
  const values = new Map(
    (root?.kind === "map" ? root.entries : [])
      .filter(({ key }) => known.has(key.text))
      .map(({ key, value }) => [key.text, plainValue(value)]),
  );
  return { values: Object.fromEntries(values), problems: judgeProjectFile(reading) };
}

/** The editor's settings with what the project decides, which comes first. */
export function withProject(section: unknown, { values }: ProjectFile): unknown {
  const given = typeof section === "object" && section !== null && !Array.isArray(section) ? section : {};
  return { ...given, ...values };
}
