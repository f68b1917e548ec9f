/** What a configuration or a command line adds to the outputs of rules. Falco compiles it with each of them, and exits where it cannot. */
import type { Catalog } from "../../catalog/catalog.ts";
import { scalarText } from "../../syntax/scalar-text.ts";
import { textOf, valueOf, type YamlNode, type YamlScalar } from "../../syntax/yaml-node.ts";
import type { OffsetMap } from "../../text/offset-map.ts";
import { keptBy } from "../../text/kept.ts";
import { shift } from "../../text/span.ts";
import type { KnownRule } from "../configuration/findings/ruleset-findings.ts";
import { listItems } from "../configuration/node-path.ts";
import { hasReference } from "../configuration/scalar-value.ts";
import type { Judge, TextFinding } from "../ruleset/judge.ts";

export interface ExtraOutput {
  /** As Falco compiles it: a field alone has its percent sign. */
  readonly text: string;
  /** From there to the text that it was read from. */
  readonly map: OffsetMap;
  /** Which rules it is added to. */
  readonly match: ExtraMatch;
}

interface ExtraMatch {
  readonly source?: string;
  readonly rule?: string;
  readonly tags: readonly string[];
}

/** The texts and fields of `append_output`; `source` is what `root` was read from. Those that hold `${VAR}` are not known. */
export function* extraOutputs(root: YamlNode | undefined, source: string): Generator<ExtraOutput> {
  for (const item of listItems(valueOf(root, "append_output"))) {
    const match = matchOf(valueOf(item, "match"));
    yield* extraText(valueOf(item, "extra_output"), source, match);
    for (const field of listItems(valueOf(item, "extra_fields"))) {
      if (field.kind === "scalar") yield* extraField(field, source, match);
      const [pair, more] = field.kind === "map" ? field.entries : [];
      if (pair && !more) yield* extraText(pair.value, source, match);
    }
  }
}

function matchOf(node: YamlNode | undefined): ExtraMatch {
  const [source, rule] = [textOf(node, "source"), textOf(node, "rule")];
  const tags = listItems(valueOf(node, "tags")).flatMap((tag) => (tag.kind === "scalar" ? [tag.text] : []));
  return { ...(source && { source }), ...(rule && { rule }), tags };
}

function extraText(node: YamlNode | undefined, source: string, match: ExtraMatch): readonly ExtraOutput[] {
  if (node?.kind !== "scalar" || node.isNull || node.alias !== undefined || hasReference(node.text))
    return [];
  return [{ ...scalarText(node, source), match }];
}

function extraField(node: YamlScalar, source: string, match: ExtraMatch): readonly ExtraOutput[] {
  return extraText(node, source, match).map(({ text, map }) => ({
    text: `%${text}`,
    map: afterSign(map),
    match,
  }));
}

/** The map of a text to which a sign was added in front. */
function afterSign(map: OffsetMap): OffsetMap {
  return {
    length: map.length + 1,
    at: (offset) => map.at(Math.max(0, offset - 1)),
    endAt: (offset) => map.endAt(Math.max(0, offset - 1)),
    from: (outer) => {
      const inner = map.from(outer);
      return inner === undefined ? undefined : inner + 1;
    },
    edit: (span, newText) => (span.start === 0 ? undefined : map.edit(shift(span, -1), newText)),
  };
}

/**
 * What is wrong with such a text. It is compiled for the sources of the rules that it is added to; where these are not
 * known, only what is wrong for every source counts.
 */
export function judgeExtraOutput(
  { text, match }: ExtraOutput,
  {
    catalog,
    judge,
    rules,
  }: { readonly catalog: Catalog; readonly judge: Judge; readonly rules?: readonly KnownRule[] },
): readonly TextFinding[] {
  const matched = rules?.filter((rule) => isMatch(rule, match)).map(({ source }) => source);
  const sources = [...new Set(matched ?? (match.source ? [match.source] : catalog.sources))].filter(
    (source) => catalog.sources.includes(source),
  );
  const answers = answersOf(judge);
  const kind = `${matched === undefined} ${sources.join(" ")}`;
  const known = answers.now.get(kind)?.get(text) ?? answers.before.get(kind)?.get(text);
  const found = known ?? judgedFor(sources, text, judge, matched !== undefined);
  const now = answers.now.get(kind) ?? new Map<string, readonly TextFinding[]>();
  answers.now.set(kind, now.set(text, found.length > 0 ? found : NOTHING));
  return found;
}

/** Of a long configuration nearly all texts are the ones before. By the sources that they are for, and by text. */
type Answers = Map<string, Map<string, readonly TextFinding[]>>;

const answersOf = keptBy((_judge: Judge): { before: Answers; now: Answers } => ({
  before: new Map(),
  now: new Map(),
}));

const NOTHING: readonly TextFinding[] = [];

/** Forgets what was not asked since the last time. */
export function forgetOutputs(judge: Judge): void {
  const answers = answersOf(judge);
  answers.before = answers.now;
  answers.now = new Map();
}

function judgedFor(
  sources: readonly string[],
  text: string,
  judge: Judge,
  areKnown: boolean,
): readonly TextFinding[] {
  const keyOf = ({ code, span }: TextFinding): string => `${code} ${span.start} ${span.end}`;
  const found = sources.map(
    (source) => new Map(judge.output(text, source).map((finding) => [keyOf(finding), finding])),
  );
  // What the first source says of a name counts: it has the fields that are meant.
  const all = new Map(found.toReversed().flatMap((own) => [...own]));
  const everywhere = (key: string): boolean => found.every((own) => own.has(key));
  // What Falco does not mind is worth a hint as soon as one source shows it.
  return [...all]
    .filter(([key, { falco }]) => areKnown || falco === null || everywhere(key))
    .map(([, finding]) => finding);
}

function isMatch(rule: KnownRule, { source, rule: name, tags }: ExtraMatch): boolean {
  return (
    (source === undefined || rule.source === source) &&
    (name === undefined || rule.name === name) &&
    tags.every((tag) => rule.tags.includes(tag))
  );
}
