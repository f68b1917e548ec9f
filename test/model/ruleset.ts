import { problemsOf } from "../../server/src/checks/run.ts";
import { readDocument } from "../../server/src/hosts/document.ts";
import { createWorkspace } from "../../server/src/model/workspace/workspace.ts";
import { DEFAULT_SETTINGS, type Settings } from "../../server/src/model/workspace/settings.ts";

/** A snapshot of files by path. */
export function snapshotOf(files: Readonly<Record<string, string>>, settings: Settings = DEFAULT_SETTINGS) {
  const documents = new Map(
    Object.entries(files).map(([path, text]) => [
      `file://${path}`,
      readDocument(`file://${path}`, path, text),
    ]),
  );
  return createWorkspace().snapshot(documents, settings);
}

/** Rules texts as one ruleset in this order. */
export function ruleset(...texts: readonly string[]) {
  const documents = new Map(
    texts.map((text, i) => [
      `file:///${i}.yaml`,
      readDocument(`file:///${i}.yaml`, `/${i}.yaml`, text, undefined, { as: "rules" }),
    ]),
  );
  const snapshot = createWorkspace().snapshot(documents, {
    ...DEFAULT_SETTINGS,
    exactRuleset: [...documents.keys()],
  });
  const [made] = snapshot.rulesets;
  if (!made) throw new Error("no ruleset was made");
  return {
    ...made,
    rules: made.rules,
    codes: [...documents.keys()].map((uri) => problemsOf(snapshot, uri).map(({ code }) => code)),
  };
}

export function macro(name: string, condition: string): string {
  return `- macro: ${name}\n  condition: ${condition}\n`;
}

export function rule(name: string, condition: string, more = ""): string {
  return `- rule: ${name}\n  desc: d\n  condition: ${condition}\n  output: o\n  priority: INFO\n${more}`;
}
