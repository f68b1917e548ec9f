import type { OptionRecord, OptionReplacement } from "../../catalog/records.ts";
import { isAtLeast, type Version } from "../../catalog/version.ts";
import { keptBy, keptFor } from "../../text/kept.ts";
import type { Edit, Span } from "../../text/span.ts";
import { intervalOf, SHORTEST_INTERVAL } from "../configuration/interval.ts";
import type { OptionRewrite } from "./finding.ts";
import { type GivenOption, type Invocation, placesOf } from "./invocation.ts";

const WORD_END = "\0";

/** How an option that is deprecated or gone is written for `target`; undefined when nothing replaces it. `options` are all that are known. */
export function rewriteOption(
  option: GivenOption,
  invocation: Invocation,
  options: readonly OptionRecord[],
  target: Version,
): OptionRewrite | undefined {
  const replacement = option.record?.replacedBy?.find((one) => holdsFor(one, target));
  if (!replacement) return undefined;
  const { kind, form, automatic, configKeys = [] } = replacement;
  const base = { kind, form, automatic, configKeys };
  if (kind === "drop") return { ...base, words: [], edits: option.grouped ? [] : [removal(option)] };
  if (kind === "config-file") return { ...base, words: [], edits: [] };
  const forms = withoutGiven(formWords(form), invocation, options, target);
  if (option.value && !isAccepted(forms, option.value))
    return { ...base, automatic: false, words: forms, edits: [] };
  const words = filled(forms, option.value);
  // A place that nothing is given for would be written as it is in the form.
  const isOpen = !option.value && words.some((word) => PLACEHOLDER.test(word));
  const edits = automatic && !option.grouped && !isOpen ? editsFor(option, forms, invocation) : [];
  return { ...base, words, edits };
}

const INTERVAL = /^metrics\.interval=(.*)$/;

/** Falco ends at an interval that is too short or cannot be read. */
function isAccepted(forms: readonly string[], value: NonNullable<GivenOption["value"]>): boolean {
  const form = forms.find((word) => INTERVAL.test(word) && PLACEHOLDER.test(word));
  const interval = form === undefined ? undefined : INTERVAL.exec(filled([form], value)[0] ?? "")?.[1];
  return interval === undefined || (!value.opaque && (intervalOf(interval) ?? 0) >= SHORTEST_INTERVAL);
}

function holdsFor(replacement: OptionReplacement, target: Version): boolean {
  if (replacement.from !== undefined && !isAtLeast(target, replacement.from)) return false;
  if (replacement.before !== undefined && isAtLeast(target, replacement.before)) return false;
  // A replacement for some values only is the business of who knows the value.
  return !replacement.when?.startsWith("value");
}

/** The words of a form, of which some are quoted for a shell. */
const formWords = keptFor((form: string): readonly string[] =>
  [...form.matchAll(/'([^']*)'|(\S+)/g)].map((match) => match[1] ?? match[2] ?? ""),
);

/**
 * The words without the settings that another option of the line is there to give: the default that comes with one option
 * is not to win over the value of another, whichever is last.
 */
function withoutGiven(
  forms: readonly string[],
  invocation: Invocation,
  options: readonly OptionRecord[],
  target: Version,
): string[] {
  const { records, keys } = givenBy(invocation);
  const isGiven = (key: string): boolean =>
    settersOf(options)(target)
      .get(key)
      ?.some((record) => keys.has(key) || records.has(record)) === true;
  const isDropped = (word: string | undefined): boolean => {
    const key = word === undefined || PLACEHOLDER.test(word) ? undefined : /^([\w.]+)=/.exec(word)?.[1];
    return key !== undefined && isGiven(key);
  };
  return forms.filter((word, index) => !isDropped(word) && !(word === "-o" && isDropped(forms[index + 1])));
}

/** The options of a line, and the keys that their values begin with. */
const givenBy = keptBy(({ parts }: Invocation) => {
  const given = parts.filter((part): part is GivenOption => part.kind === "option");
  return {
    records: new Set(given.map(({ record }) => record)),
    keys: new Set(given.flatMap(({ value }) => /^[^=]*(?==)/.exec(value?.text ?? "")?.[0] ?? [])),
  };
});

/** By key, the options that are there to give it. */
const settersOf = keptBy((options: readonly OptionRecord[]) =>
  keptFor((target: Version) => {
    const setters = new Map<string, OptionRecord[]>();
    for (const record of options) {
      const own = record.replacedBy?.find((one) => holdsFor(one, target));
      for (const word of own?.automatic === true ? formWords(own.form) : []) {
        const [key = "", value] = word.split("=", 2);
        if (value === undefined || !PLACEHOLDER.test(word)) continue;
        const known = setters.get(key);
        if (known) known.push(record);
        else setters.set(key, [record]);
      }
    }
    return setters;
  }),
);

const PLACEHOLDER = /<[\w ]+>/;
const OPTIONAL_PLACE = /^(--[\w-]+)=<[\w ]+>$/;

/** The words with the value in its place. A place after `=` that no value is given for goes with its sign, and a value with a unit keeps its own. */
function filled(forms: readonly string[], value: { readonly text: string } | undefined): string[] {
  if (!value) return forms.map((word) => word.replace(OPTIONAL_PLACE, "$1"));
  const place = /[a-z]\s*$/.test(value.text) ? /<n>(?:ms)?|<[\w ]+>/ : PLACEHOLDER;
  return forms.map((word) => word.replace(place, () => value.text));
}

/** Where the option is, its value included. */
export function spanOf(option: GivenOption): Span {
  return { start: option.word.span.start, end: Math.max(option.word.span.end, option.value?.span.end ?? 0) };
}

/** Takes an option out, together with its value and one gap. */
export function removal(option: GivenOption): Edit {
  const { start, end } = spanOf(option);
  return start > 0
    ? { span: { start: start - 1, end }, newText: "" }
    : { span: { start, end: end + 1 }, newText: "" };
}

function editsFor(option: GivenOption, forms: readonly string[], invocation: Invocation): Edit[] {
  const common = forms.filter((word, index) => !PLACEHOLDER.test(word) && forms[index - 1] === "-o");
  const [first, second] = forms;
  if (common.length > 0 && forms.some((word) => PLACEHOLDER.test(word)) && option.record?.repeatable) {
    return repeatedEdits(option, forms, new Set(common), invocation);
  }
  if (forms.length === 2 && first !== undefined && second !== undefined && option.value?.separate) {
    return [{ span: option.word.span, newText: first }, ...valueEdits(option.value, second)];
  }
  if (option.value?.opaque) return [];
  return [{ span: spanOf(option), newText: filled(forms, option.value).join(WORD_END) }];
}

/** The value written into its form: a value that is not known keeps its text and gets the rest put around it. */
function valueEdits(value: NonNullable<GivenOption["value"]>, form: string): Edit[] {
  if (!value.opaque) return [{ span: value.span, newText: filled([form], value)[0] ?? "" }];
  const [before = "", after = ""] = form.split(PLACEHOLDER);
  const { start, end } = value.span;
  const edits = [
    { span: { start, end: start }, newText: before },
    { span: { start: end, end }, newText: after },
  ];
  return edits.filter((edit) => edit.newText !== "");
}

/** Of how many places at once an option is written anew. Each place has a fix of its own, which has all of them. */
export const MOST_PLACES = 100;

/** All of an option's places at once: what does not hold a value is written once, before the first. */
function repeatedEdits(
  option: GivenOption,
  forms: readonly string[],
  common: ReadonlySet<string>,
  invocation: Invocation,
): Edit[] {
  const places = placesOf(invocation, option.record);
  if (
    places.length > MOST_PLACES ||
    places.some((place) => place.grouped || !place.value || place.value.opaque)
  )
    return [];
  const own = forms.filter((word, index) => !common.has(word) && !common.has(forms[index + 1] ?? ""));
  return places.map((place, index) => ({
    span: spanOf(place),
    newText: filled(index === 0 ? forms : own, place.value).join(WORD_END),
  }));
}
