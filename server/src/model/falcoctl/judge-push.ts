import { compareVersions, readLoaderVersion } from "../../catalog/version.ts";
import type { ItemView, PluginRequirement } from "../ruleset/items/items.ts";
import type { Invocation, Word } from "../invocation/invocation.ts";
import type { FalcoctlCommandFinding } from "./finding.ts";
import { isFalcoctl, readFalcoctl } from "./read-command.ts";

/**
 * What `falcoctl registry push` states of rules, against what their file requires. Without these options falcoctl takes both
 * from the file. Source: falcosecurity/falcoctl, cmd/registry/push; falcosecurity/plugins, build/registry/pkg/oci.
 */
export function judgePush(
  invocation: Invocation,
  viewsOf: (path: string) => readonly ItemView[] | undefined,
): readonly FalcoctlCommandFinding[] {
  if (!isFalcoctl(invocation)) return [];
  const { name, options, operands, isOpen } = readFalcoctl(invocation);
  const given = (option: string): readonly Word[] =>
    options.flatMap(({ record, value }) => (record?.names.includes(option) && value ? [value] : []));
  if (name !== "registry push" || isOpen) return [];
  const requires = given("--requires");
  const dependsOn = given("--depends-on");
  const malformed = requires.flatMap((word) => (word.text.split(":").length === 2 ? [] : [formOf(word)]));
  if (given("--type").at(-1)?.text !== "rulesfile" || requires.length + dependsOn.length === 0)
    return malformed;
  const views = operands.slice(1).map(({ text }) => viewsOf(text));
  // Of an archive nothing is known.
  if (views.length === 0 || views.includes(undefined)) return malformed;
  const all = views.flatMap((view) => view ?? []);
  return [...malformed, ...lowEngine(requires, all), ...wrongPlugins(dependsOn, all)];
}

function formOf({ text, span }: Word): FalcoctlCommandFinding {
  const expected = "a name and a version, such as `engine_version_semver:0.31.0`";
  return { code: "falcoctl-command", span, text, problem: "form", expected, edits: [] };
}

/** A requirement by the names that falcoctl has for the version of the engine. */
function lowEngine(requires: readonly Word[], views: readonly ItemView[]): readonly FalcoctlCommandFinding[] {
  const engine = views.findLast((view) => view.kind === "required_engine_version");
  const required = engine?.kind === "required_engine_version" ? engine.version : undefined;
  const needed = required === undefined ? undefined : readLoaderVersion(required);
  if (needed === undefined) return [];
  return requires.flatMap((word) => {
    const [, version = ""] = /^engine_version_semver:(.+)$/.exec(word.text) ?? [];
    return lower(word, version, needed, "required_engine_version");
  });
}

function wrongPlugins(
  dependsOn: readonly Word[],
  views: readonly ItemView[],
): readonly FalcoctlCommandFinding[] {
  const [first] = dependsOn;
  if (!first) return [];
  const stated = dependsOn.flatMap((word) =>
    word.text.split("|").map((part) => {
      const [name = "", version = ""] = part.split(":");
      return { word, name, version };
    }),
  );
  const entries = views.flatMap((view) => (view.kind === "required_plugin_versions" ? view.entries : []));
  return entries.flatMap((entry): readonly FalcoctlCommandFinding[] => {
    const all: readonly PluginRequirement[] = [entry, ...entry.alternatives];
    const matching = stated.filter(({ name }) => all.some((one) => one.name === name));
    if (entry.name === undefined || entry.name === "") return [];
    if (matching.length === 0) {
      const { span } = first;
      return [{ code: "falcoctl-command", span, text: entry.name, problem: "undeclared", edits: [] }];
    }
    return matching.flatMap(({ word, name, version }) => {
      const needed = readLoaderVersion(all.find((one) => one.name === name)?.version ?? "");
      return needed === undefined ? [] : lower(word, version, needed, name);
    });
  });
}

function lower(word: Word, version: string, needed: string, what: string): readonly FalcoctlCommandFinding[] {
  const stated = readLoaderVersion(version);
  const required = readLoaderVersion(needed);
  if (stated === undefined || required === undefined || compareVersions(stated, required) >= 0) return [];
  const start = word.span.start + word.text.indexOf(version);
  const span = { start, end: start + version.length };
  return [
    {
      code: "falcoctl-command",
      span,
      text: stated,
      problem: "low",
      expected: what,
      near: required,
      edits: [{ span, newText: required }],
    },
  ];
}
