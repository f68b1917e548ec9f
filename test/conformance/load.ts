import { existsSync, readFileSync } from "node:fs";
import { parsePlugins } from "../../server/src/catalog/plugins.ts";
import { readDocument } from "../../server/src/hosts/document.ts";
import {
  type FalcoIssue,
  type FalcoLoad,
  falcoResults,
} from "../../server/src/model/ruleset/falco-results.ts";
import { createWorkspace, type Ruleset, type Snapshot } from "../../server/src/model/workspace/workspace.ts";

/** The thirteen plugins that the verdicts were made with. */
export const VERDICT_PLUGINS =
  "container,json,k8saudit,cloudtrail,okta,github,gcpaudit,k8smeta,krsi,anomalydetection,kafka,collector,dummy";

const SHARED = new URL("../../../shared/", import.meta.url);

/** Whether the corpus and the verdicts lie beside the project. Says so where they do not. */
export const hasShared = existsSync(new URL("verdicts/", SHARED));
if (!hasShared)
  console.log("skipped: the corpus and Falco's verdicts are not beside the project (../shared)");

export function sharedText(path: string): string {
  return readFileSync(new URL(path, SHARED), "utf8");
}

export function sharedLines<T>(path: string): readonly T[] {
  return hasShared ? lines(sharedText(path)) : [];
}

export function ownLines<T>(path: string): readonly T[] {
  return lines(readFileSync(new URL(`../data/${path}`, import.meta.url), "utf8"));
}

function lines<T>(text: string): readonly T[] {
  return text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as T);
}

export interface Verdict {
  readonly id: string;
  readonly files: readonly string[];
  readonly plugins: string | readonly string[];
  readonly successful: boolean;
  readonly fatal?: string;
  readonly results?: readonly {
    readonly errors: readonly VerdictIssue[];
    readonly warnings: readonly VerdictIssue[];
  }[];
}

export interface VerdictIssue {
  readonly code: string;
  readonly item?: string;
  /** The kinds of place from the file inwards. */
  readonly path: readonly string[];
  readonly line: number;
}

const workspace = createWorkspace();

/** Loads texts as one ruleset, for Falco 0.44.1. */
export function load(
  texts: readonly string[],
  plugins: Verdict["plugins"] = "all",
): {
  readonly snapshot: Snapshot;
  readonly ruleset: Ruleset;
  readonly falco: FalcoLoad;
  lineOf(issue: FalcoIssue): number;
} {
  const documents = new Map(
    texts.map((text, i) => [
      `file:///${i}.yaml`,
      readDocument(`file:///${i}.yaml`, `${i}.yaml`, text, undefined, { as: "rules" }),
    ]),
  );
  const spec =
    plugins === "all"
      ? VERDICT_PLUGINS
      : typeof plugins === "string"
        ? plugins
        : plugins.length === 0
          ? "none"
          : plugins.join(",");
  const { value } = parsePlugins(spec);
  const snapshot = workspace.snapshot(documents, {
    target: "0.44.1",
    plugins: value,
    rulesFiles: [],
    exactRuleset: [...documents.keys()],
  });
  const [ruleset] = snapshot.rulesets;
  if (!ruleset) throw new Error("no ruleset was made");
  return {
    snapshot,
    ruleset,
    falco: falcoResults(ruleset.input),
    lineOf({ at }) {
      for (const { regions, lines: index } of documents.values()) {
        const place = at && regions[0]?.items?.items.find(({ item }) => item === at.item);
        if (place) return index.position(place.start + at.span.start).line;
      }
      return 0;
    },
  };
}

/** In what our load differs from Falco's; empty when it does not. Warnings count as sets of the last result. */
export function differences(verdict: Verdict, texts: readonly string[]): readonly string[] {
  const { falco, lineOf } = load(texts, verdict.plugins);
  const successful = falco.fatal === undefined && falco.results.every((result) => result.successful);
  if (successful !== verdict.successful)
    return [`successful is ${verdict.successful}, ours ${successful}${falco.fatal ?? ""}`];
  if (!verdict.results)
    return falco.fatal === undefined ? [`Falco ends (${verdict.fatal}), ours does not`] : [];
  const found: string[] = [];
  verdict.results.forEach(({ errors: [theirs] }, i) => {
    const ours = falco.results[i]?.errors[0];
    if (theirs?.code !== ours?.code || (theirs?.item ?? "") !== (ours?.itemName ?? ""))
      found.push(
        `error ${theirs?.code} of ${theirs?.item}, ours ${ours?.code} (${ours?.found.finding.code}) of ${ours?.itemName}`,
      );
    else if (theirs && ours && theirs.path.join() !== wayOf(ours))
      found.push(`${theirs.code} in ${theirs.path.join()}, ours in ${wayOf(ours)}`);
    else if (theirs && ours && theirs.code !== "LOAD_ERR_YAML_PARSE" && theirs.line !== lineOf(ours))
      found.push(`${theirs.code} in line ${theirs.line}, ours ${lineOf(ours)}`);
  });
  const theirs = new Set(
    verdict.results.at(-1)?.warnings.map(({ code, item, path }) => `${code} of ${item} in ${path.join()}`),
  );
  const ours = new Set(
    falco.results.at(-1)?.warnings.map((issue) => `${issue.code} of ${issue.itemName} in ${wayOf(issue)}`),
  );
  for (const warning of theirs) if (!ours.has(warning)) found.push(`misses warning ${warning}`);
  for (const warning of ours) if (!theirs.has(warning)) found.push(`adds warning ${warning}`);
  return found;
}

function wayOf({ locations }: FalcoIssue): string {
  return locations.map(({ type }) => type).join();
}
