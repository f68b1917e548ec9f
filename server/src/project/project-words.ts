/** Keys and values of `falco-lint.yaml`: what they are, and what could be there. */
import { PLUGINS } from "../catalog/plugins.ts";
import { projectKeyAt } from "../catalog/project-keys.ts";
import { RELEASES } from "../catalog/releases.ts";
import { checkPage } from "../checks/documentation.ts";
import { ALL_CHECKS } from "../checks/registry.ts";
import { SEVERITIES } from "../checks/severities.ts";
import type { Candidate } from "../features/completion/candidate.ts";
import type { Hover } from "../features/hover/hover-text.ts";
import type { Document } from "../hosts/document.ts";
import { projectFileHost } from "../hosts/formats/falco/own-files.ts";
import { yamlPathAt } from "../syntax/yaml-path.ts";

/** What the key at a place decides, with the page of a check; undefined in other files. */
export function projectHover({ host, text }: Document, offset: number): Hover | undefined {
  if (host !== projectFileHost.id) return undefined;
  const { keys, word, isKey } = yamlPathAt(text, offset);
  const name = text.slice(word.start, word.end).replace(/:$/, "");
  const path = [...keys.map((key) => key.name), ...(isKey ? [name] : [])];
  const check = path.length === 2 && path[0] === "severity" ? CHECKS.get(name) : undefined;
  // In a hover, editors follow addresses of the web only.
  const markdown = check
    ? `Check \`${name}\`: ${levelOf(check)}. [Documentation](${checkPage(check.code)})`
    : projectKeyAt(path)?.description;
  return markdown && isKey
    ? { markdown, span: { start: word.start, end: word.start + name.length } }
    : undefined;
}

/** Keys and values that could be at a place; undefined in other files. */
export function projectCandidates(
  { host, text }: Document,
  offset: number,
): readonly Candidate[] | undefined {
  if (host !== projectFileHost.id) return undefined;
  const { keys, word, canBeKey, isKey, siblings, listAbove } = yamlPathAt(text, offset);
  const path = keys.map(({ name }) => name);
  const isMap = path.length === 0 || path[0] === "severity" || path[0] === "format";
  const isKeyPlace = isMap && path.length < 2 && (canBeKey || isKey) && !listAbove.at(-1);
  const own = text.slice(word.start, word.end).replace(/:$/, "");
  const known = isKeyPlace
    ? keysAt(path).filter(([name]) => name === own || !siblings.includes(name))
    : valuesAt(path).map((name): Word => [name]);
  return known.map(([label, detail], rank) => ({
    label,
    // Keys of Falco's configuration have other documentation.
    kind: "value",
    edit: { span: word, newText: isKeyPlace && !isKey ? `${label}: ` : label },
    ...(detail !== undefined && { detail }),
    rank,
  }));
}

type Word = readonly [name: string, detail?: string];

function keysAt(path: readonly string[]): readonly Word[] {
  return path[0] === "severity"
    ? [...CHECKS].sort().map(([code, check]): Word => [code, levelOf(check)])
    : [...(projectKeyAt(path)?.properties ?? [])].map(([name, { description }]): Word => [name, description]);
}

const CHECKS = new Map(ALL_CHECKS.map((check) => [check.code as string, check]));

/** How severe a check is where nobody says otherwise. */
function levelOf({ severity, optional }: (typeof ALL_CHECKS)[number]): string {
  return optional ? `off by default, else ${severity}` : `${severity} by default`;
}

function valuesAt([key]: readonly string[]): readonly string[] {
  switch (key) {
    case "target":
      return RELEASES.map(({ version }) => version).reverse();
    case "plugins":
      return ["auto", "all", "default", "none", ...PLUGINS.map(({ name }) => name)];
    case "severity":
      return SEVERITIES;
    default:
      return [];
  }
}
