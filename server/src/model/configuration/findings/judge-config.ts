import { complexKeyIn, valueOf, type YamlMap, type YamlReading } from "../../../syntax/yaml-node.ts";
import type { ConfigContext, MergedPart } from "../context.ts";
import { environmentFindings } from "./environment-findings.ts";
import { shows } from "../behaviour.ts";
import type { ConfigFinding } from "../finding.ts";
import { keyFindings } from "./key-findings.ts";
import { mergeFindings } from "./merge-findings.ts";
import { listItems } from "../node-path.ts";
import { pathFindings } from "./path-findings.ts";
import { withSecondRemoved } from "./plugin-findings.ts";
import { unknownSelections } from "./rule-names.ts";
import { rulesetFindings, withPluginAdded } from "./ruleset-findings.ts";
import { startFindings } from "./start-findings.ts";
import { valueFindings } from "./value-findings.ts";
import { isolatedSteps } from "../../../text/isolated.ts";
import type { Steps } from "../../../text/to-end.ts";

const COMPLEX_KEY = "A key must be a single value, not a list or a map.";

/**
 * Everything there is to say about one configuration file, in steps: what Falco rejects, logs, or silently takes otherwise.
 * `source` is the text that was read; spans are offsets in it. Findings come in the order of the text.
 */
export function* judgeConfig(
  reading: YamlReading,
  source: string,
  context: ConfigContext,
): Steps<readonly ConfigFinding[]> {
  const [document, ...more] = reading.documents;
  // Falco reads the first document and never looks at what follows.
  const end = more.length > 0 && document ? document.span.end : source.length;
  const problem = reading.problems.find(({ span, isLastKey }) => span.start <= end && !isLastKey);
  if (problem) {
    const { span, message, spaces } = problem;
    return [{ code: "config-syntax", span, path: "", falco: "fatal", message, ...(spaces && { spaces }) }];
  }
  const findings: ConfigFinding[] = [];
  const root = document?.root;
  const key = complexKeyIn(root);
  if (key) return [{ code: "config-syntax", span: key.span, path: "", falco: "fatal", message: COMPLEX_KEY }];
  if (root?.kind === "map") {
    const { lookUp } = context;
    const parts: readonly (readonly [what: string, find: () => Steps<readonly ConfigFinding[]>])[] = [
      ["keys", () => keyFindings(root, source, context)],
      ["values", () => valueFindings(root, context)],
      ["start", () => startOf(root, source, context)],
      ["environment", () => inOneStep(() => environmentFindings(root, context))],
      [
        "rules",
        () =>
          inOneStep(() => (context.rules || !context.names ? [] : unknownSelections(root, context.names))),
      ],
      ["paths", () => inOneStep(() => (lookUp ? pathFindings(root, lookUp, context) : []))],
    ];
    for (const [what, find] of parts) {
      const where = (): string => `Checking the ${what} of configuration ${context.path ?? ""}`;
      for (const finding of yield* isolatedSteps(where, [], find)) findings.push(finding);
      if (source.length > LONG) yield;
    }
  } else {
    const found = root?.kind === "seq" ? "list" : root === undefined || root.isNull ? "nothing" : "text";
    const fatal =
      (found === "list" && context.role === "fragment") || (found === "text" && context.role === "main");
    const falco = fatal ? "fatal" : shows(context.target, "schemaCheck") ? "schema" : null;
    findings.push({
      code: "config-not-a-map",
      span: firstWord(source, root?.span.start ?? 0),
      path: "",
      falco,
      found,
    });
  }
  for (const { root: extra } of more)
    if (extra)
      findings.push({
        code: "ignored-document",
        span: firstWord(source, extra.span.start),
        path: "",
        falco: null,
      });
  const single = yield* inOne(yield* withoutDoubles(findings));
  if (single.length > MANY) yield;
  return single.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

/** From how many characters on a part of the work is a step of its own. */
const LONG = 50_000;

/** How many findings are looked at in one step, where they are compared with the others. */
const MANY = 5000;

// biome-ignore lint/correctness/useYield: a step by itself
function* inOneStep<T>(work: () => T): Steps<T> {
  return work();
}

/** Together with other files, the whole decides how Falco starts; each file then gets what lies in it. */
function* startOf(root: YamlMap, source: string, context: ConfigContext): Steps<readonly ConfigFinding[]> {
  const { merged } = context;
  const open = merged ? !merged.config.complete : listItems(valueOf(root, "config_files")).length > 0;
  const complete = (finding: ConfigFinding): ConfigFinding =>
    withSecondRemoved(withPluginAdded(finding, root, source), root, source);
  const sourceAt: ConfigContext["sourceAt"] = (span) => {
    const at = merged ? merged.config.place(span) : span;
    const isHere = at && (!("uri" in at) || at.uri === merged?.uri);
    return isHere ? { text: source, shift: span.start - at.start } : undefined;
  };
  if (!merged) return (yield* startFindings(root, { ...context, open, sourceAt })).map(complete);
  const own =
    context.role === "fragment"
      ? (yield* startFindings(root, context)).filter(({ code }) => code === "nested-config-files")
      : [];
  const whole = yield* startFindings(merged.config.root, { ...context, role: "main", open, sourceAt });
  const ofRules = context.rules ? rulesetFindings(merged.config, context.rules) : [];
  const shared = [...whole, ...ofRules].flatMap((finding) => placedIn(finding, merged).map(complete));
  return [...own, ...shared, ...mergeFindings(merged, context)];
}

/** A finding of the whole in the text of one file; none when it lies in another. */
function placedIn(finding: ConfigFinding, { config, uri }: MergedPart): readonly ConfigFinding[] {
  const at = config.place(finding.span);
  if (at?.uri !== uri) return [];
  const places = (finding.related ?? []).flatMap(({ message, ...span }) => {
    const place = config.place(span);
    return place ? [{ ...place, message }] : [];
  });
  const related = places.filter((place) => place.uri === uri);
  const beside = places.filter((place) => place.uri !== uri);
  return [{ ...finding, span: { start: at.start, end: at.end }, related, beside }];
}

/** What is placed at a whole document marks its first word only. */
function firstWord(source: string, from: number): { readonly start: number; readonly end: number } {
  const word = /\S+/.exec(source.slice(from));
  return word
    ? { start: from + word.index, end: from + word.index + word[0].length }
    : { start: 0, end: Math.min(1, source.length) };
}

const WEIGHT = { fatal: 3, schema: 2, log: 1, none: 0 } as const;

/** Two ways of finding the same fault at the same place tell it once, by its worst effect. */
function* withoutDoubles(findings: readonly ConfigFinding[]): Steps<readonly ConfigFinding[]> {
  const kept = new Map<string, ConfigFinding>();
  for (const [at, finding] of findings.entries()) {
    if (at % MANY === MANY - 1) yield;
    const what = finding.code === "missing-config-key" ? finding.name : "";
    const id = `${finding.code} ${finding.span.start} ${finding.path} ${what}`;
    const earlier = kept.get(id);
    if (!earlier || WEIGHT[finding.falco ?? "none"] > WEIGHT[earlier.falco ?? "none"]) kept.set(id, finding);
  }
  return [...kept.values()];
}

/** All that one block does not have, as one finding. */
function* inOne(findings: readonly ConfigFinding[]): Steps<ConfigFinding[]> {
  const made: ConfigFinding[] = [];
  const places = new Map<string, number>();
  for (const [index, finding] of findings.entries()) {
    if (index % MANY === MANY - 1) yield;
    const id = `${finding.span.start} ${finding.path} ${finding.falco}`;
    const at = finding.code === "missing-config-key" ? places.get(id) : undefined;
    const first = at === undefined ? undefined : made[at];
    if (at !== undefined && first?.code === "missing-config-key" && finding.code === "missing-config-key")
      made[at] = { ...first, others: [...(first.others ?? []), finding.name] };
    else {
      if (finding.code === "missing-config-key") places.set(id, made.length);
      made.push(finding);
    }
  }
  return made;
}
