import type {
  EnvironmentRecord,
  LoaderWordRecord,
  OptionRecord,
  PrintPresetRecord,
} from "../../catalog/records.ts";
import { isAtLeast, stageAt, type Version } from "../../catalog/version.ts";
import { nearestName } from "../../text/names.ts";
import type { InvocationFinding, OptionRewrite } from "./finding.ts";
import type { GivenOption, Invocation, MalformedOption, StrayWord, Word } from "./invocation.ts";
import { judgeLoader } from "./judge-loader.ts";
import { removal, rewriteOption, spanOf } from "./rewrite-option.ts";
import { isolated } from "../../text/isolated.ts";

/** What is known of command lines, in every release. */
export interface CommandLineFacts {
  readonly options: readonly OptionRecord[];
  readonly environment: readonly EnvironmentRecord[];
  readonly printPresets: readonly PrintPresetRecord[];
  readonly loaderWords: readonly LoaderWordRecord[];
  /** Event sources that are known; others may come with plugins that are not. */
  readonly sources?: readonly string[];
}

/** Everything that is wrong with a command line for the release `target`, in the order of the line. Values of `-o` are checked elsewhere. */
export function judgeInvocation(
  invocation: Invocation,
  facts: CommandLineFacts,
  target: Version,
): InvocationFinding[] {
  if (invocation.program !== "falco") return judgeLoader(invocation, facts.loaderWords, target);
  const findings = invocation.parts.flatMap((part) =>
    isolated(
      () => `Checking a ${part.kind} of a command line`,
      [],
      () => judgePart(part, invocation, facts, target),
    ),
  );
  return [...findings, ...repeated(invocation), ...conflicts(invocation, target)].sort(
    (a, b) => a.span.start - b.span.start || a.span.end - b.span.end,
  );
}

function judgePart(
  part: Invocation["parts"][number],
  invocation: Invocation,
  facts: CommandLineFacts,
  target: Version,
): InvocationFinding[] {
  switch (part.kind) {
    case "stray":
      return judgeStray(part);
    case "malformed":
      return judgeMalformed(part, facts, target);
    case "option":
      return judgeOption(part, invocation, facts, target);
  }
}

/** Falco leaves a word alone that belongs to no option: anyone who wrote it meant something by it. */
function judgeStray({ word, after }: StrayWord): InvocationFinding[] {
  if (word.opaque || word.text === "") return [];
  // After an option that is not known the word may be its value.
  if (after && !after.record) return [];
  const shape = after?.record?.arg.shape;
  const isValue =
    after !== undefined &&
    (shape === "optional-value" || (shape === "none" && /^(?:true|false)$/.test(word.text)));
  const joins = isValue && after.value === undefined && !after.grouped && after.name.startsWith("--");
  const edits = joins
    ? [{ span: { start: after.word.span.end, end: word.span.end }, newText: `=${word.text}` }]
    : [];
  return [
    {
      code: "ignored-argument",
      span: word.span,
      word: word.text,
      ...(isValue ? { option: after.name } : {}),
      joins,
      edits,
    },
  ];
}

function judgeMalformed(
  { word, record }: MalformedOption,
  facts: CommandLineFacts,
  target: Version,
): InvocationFinding[] {
  if (word.opaque) return [];
  if (
    record &&
    stageAt(record, target) !== "removed" &&
    record.arg.shape === "value" &&
    !word.text.startsWith("--")
  ) {
    return [joinedArgument(word)];
  }
  const near = nearestName(word.text, optionNames(facts, target));
  return [
    {
      code: "unknown-option",
      span: word.span,
      name: word.text,
      ...(near === undefined ? {} : { nearest: near, replace: word.span }),
    },
  ];
}

/** An option's letter with its value after it. The value loses the spaces around it, which Falco would keep; one with an option in it is several. */
function joinedArgument({ text, span, opaque }: Word): InvocationFinding {
  const name = text.slice(0, 2);
  const value = text.slice(2).replace(/^=/, "").trim();
  const edits = opaque || value === "" || /\s-/.test(value) ? [] : [{ span, newText: `${name}\0${value}` }];
  // Nothing is reported at what is filled in.
  const place = opaque ? { start: span.start, end: span.start + name.length } : span;
  return { code: "option-argument", span: place, problem: "joined", name, value, edits };
}

/** Whether a letter's value in the same word has signs that Falco does not take there, whatever is filled in besides. */
function isJoined({ word, value }: GivenOption): boolean {
  return (
    value?.separate === false &&
    /^-[A-Za-z][^]*[^A-Za-z0-9]/.test(word.known ?? "") &&
    !word.text.startsWith("--")
  );
}

function judgeOption(
  option: GivenOption,
  invocation: Invocation,
  facts: CommandLineFacts,
  target: Version,
): InvocationFinding[] {
  const { record, name, span } = option;
  if (!record) {
    if (option.word.opaque) return [];
    const near = option.grouped ? undefined : nearestName(name, optionNames(facts, target));
    return [
      { code: "unknown-option", span, name, ...(near === undefined ? {} : { nearest: near, replace: span }) },
    ];
  }
  const stage = stageAt(record, target);
  if (stage === "notYet")
    return record.since === undefined
      ? []
      : [{ code: "future-option", span, name, since: record.since, target }];
  const rewrite = (): { rewrite?: OptionRewrite } => {
    const made = rewriteOption(option, invocation, facts.options, target);
    return made ? { rewrite: made } : {};
  };
  if (stage === "removed")
    return [{ code: "removed-option", span: spanIn(option), name, record, target, ...rewrite() }];
  const preset = ineffectivePreset(option, facts, target);
  if (preset) return [preset];
  const argument = isJoined(option) ? [joinedArgument(option.word)] : judgeArgument(option, facts);
  if (stage === "deprecated")
    return [
      { code: "deprecated-option", span: spanIn(option), name, record, target, ...rewrite() },
      ...argument,
    ];
  return argument;
}

/** A preset after its letter is part of what is meant; a value in a word of its own is not. */
function spanIn(option: GivenOption): { start: number; end: number } {
  return option.grouped
    ? option.span
    : option.value && !option.value.separate && !option.name.startsWith("--")
      ? option.word.span
      : option.span;
}

function optionNames(facts: CommandLineFacts, target: Version): string[] {
  const living = facts.options.filter((record) => {
    const stage = stageAt(record, target);
    return stage === "active" || stage === "deprecated";
  });
  return living.flatMap((record) => record.names.filter((name) => name.startsWith("--")));
}

function ineffectivePreset(
  option: GivenOption,
  { printPresets }: CommandLineFacts,
  target: Version,
): InvocationFinding | undefined {
  const { value, record } = option;
  if (!value || value.opaque || !record?.names.includes("--print")) return undefined;
  const preset = printPresets.find((one) => one.values.includes(value.text));
  if (!preset || !isAtLeast(target, nextMinor(preset.effectiveUntil))) return undefined;
  const edits = option.grouped ? [] : [removal(option)];
  return {
    code: "ineffective-option",
    span: spanOf(option),
    name: option.name,
    value: value.text,
    since: nextMinor(preset.effectiveUntil),
    literal: preset.note.startsWith("literal"),
    edits,
  };
}

/** The release line after the last in which something worked: such changes come with minor releases. */
function nextMinor(version: Version): Version {
  const [major = "0", minor = "0"] = version.split(".");
  return `${Number(major)}.${Number(minor) + 1}.0`;
}

function judgeArgument(option: GivenOption, facts: CommandLineFacts): InvocationFinding[] {
  const { record, value, name } = option;
  if (!record) return [];
  if (option.lacksValue)
    return [{ code: "option-argument", span: option.span, problem: "missing", name, edits: [] }];
  if (!value || value.opaque) return [];
  if (value.separate && facts.options.some((other) => other.names.includes(value.text))) {
    return [
      {
        code: "option-argument",
        span: option.span,
        problem: "looks-like-option",
        name,
        value: value.text,
        edits: [],
      },
    ];
  }
  const { enum: allowed } = record.arg;
  if (allowed && !allowed.includes(value.text.toLowerCase())) {
    const near = nearestName(value.text, allowed);
    const edits = near === undefined ? [] : [{ span: value.span, newText: near }];
    return [
      {
        code: "option-argument",
        span: value.span,
        problem: "not-allowed",
        name,
        value: value.text,
        allowed,
        edits,
      },
    ];
  }
  if (record.arg.name === "event_source" && facts.sources && !facts.sources.includes(value.text)) {
    const near = nearestName(value.text, facts.sources);
    if (near !== undefined)
      return [
        {
          code: "option-argument",
          span: value.span,
          problem: "unknown-source",
          name,
          value: value.text,
          allowed: [near],
          edits: [{ span: value.span, newText: near }],
        },
      ];
  }
  if (record.arg.name === "num_seconds" && !/^-?(?:0x[0-9A-Fa-f]+|\d+)$/.test(value.text)) {
    return [
      {
        code: "option-argument",
        span: value.span,
        problem: "not-a-number",
        name,
        value: value.text,
        edits: [],
      },
    ];
  }
  return [];
}

/** Of an option that takes one value, the last is the one that counts. */
function repeated({ parts }: Invocation): InvocationFinding[] {
  const given = parts.filter(
    (part): part is GivenOption =>
      part.kind === "option" &&
      part.value !== undefined &&
      part.record !== undefined &&
      !part.record.repeatable,
  );
  const last = new Map(given.map((option) => [option.record, option]));
  return given.flatMap((option): InvocationFinding[] => {
    const later = last.get(option.record);
    if (!later || later === option) return [];
    const related = [{ ...spanOf(later), message: `\`${later.name}\` is repeated here.` }];
    return [{ code: "repeated-option", span: spanOf(option), name: option.name, related }];
  });
}

/** Options that Falco rejects beside each other. */
const CONFLICTS: readonly (readonly [string, string])[] = [
  ["--enable-source", "--disable-source"],
  ["--markdown", "--format"],
];

function conflicts({ parts }: Invocation, target: Version): InvocationFinding[] {
  const find = (name: string): GivenOption | undefined =>
    parts.find(
      (part): part is GivenOption =>
        part.kind === "option" &&
        part.record !== undefined &&
        part.record.names.includes(name) &&
        !["removed", "notYet"].includes(stageAt(part.record, target)),
    );
  return CONFLICTS.flatMap(([one, other]): InvocationFinding[] => {
    const pair = [find(one), find(other)]
      .filter((option) => option !== undefined)
      .sort((a, b) => a.span.start - b.span.start);
    const [first, second] = pair;
    if (!first || !second) return [];
    const related = [{ ...first.span, message: `\`${first.name}\` is used here.` }];
    return [
      { code: "conflicting-options", span: second.span, first: first.name, second: second.name, related },
    ];
  });
}
