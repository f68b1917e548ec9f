import type { Document } from "../../hosts/document.ts";
import { FIELD_TYPES } from "../../model/plugins/field-types.ts";
import { ARGUMENT_KEYS, FIELD_KEYS, PLUGIN_KEYS } from "../../model/plugins/written-plugin.ts";
import { yamlPathAt } from "../../syntax/yaml-path.ts";
import { type Candidate, snippetText } from "./candidate.ts";

/** Keys and types that could be at a place of a file that describes a plugin. */
export function pluginFileCandidates({ text }: Document, offset: number): readonly Candidate[] {
  const { keys, word, canBeKey, isKey, siblings } = yamlPathAt(text, offset);
  const path = keys.map(({ name }) => name).join(".");
  if (canBeKey || isKey) {
    const known = KEYS.get(path) ?? new Map<string, string>();
    return [...known]
      .filter(([name]) => !siblings.includes(name) || name === text.slice(word.start, word.end))
      .map(
        ([name, detail], rank): Candidate => ({
          label: name,
          kind: "config-key",
          edit: { span: word, newText: isKey ? name : `${snippetText(name)}:${AFTER.get(name) ?? " $0"}` },
          isSnippet: !isKey,
          detail,
          rank,
        }),
      );
  }
  const values = VALUES.get(path) ?? [];
  return values.map((label, rank) => ({
    label,
    kind: "value",
    edit: { span: word, newText: label },
    rank,
  }));
}

const KEYS: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map([
  ["", PLUGIN_KEYS],
  ["fields", FIELD_KEYS],
  ["fields.argument", ARGUMENT_KEYS],
]);

const AFTER: ReadonlyMap<string, string> = new Map([
  ["fields", "\n  - name: $0"],
  ["extract_sources", "\n  - $0"],
  ["async_events", "\n  - $0"],
  ["argument", "\n  $0"],
  ["init_schema", "\n  $0"],
]);

const BOOLEANS: readonly string[] = ["true", "false"];

const VALUES: ReadonlyMap<string, readonly string[]> = new Map([
  ["fields.type", FIELD_TYPES],
  ["fields.list", BOOLEANS],
  ...[...ARGUMENT_KEYS.keys()].map((key): [string, readonly string[]] => [
    `fields.argument.${key}`,
    BOOLEANS,
  ]),
]);
