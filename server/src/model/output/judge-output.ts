import { nearest } from "../condition/nearest.ts";
import type { Catalog } from "../../catalog/catalog.ts";
import { CONSTRUCTS } from "../../catalog/language.ts";
import type { FieldAbsence, FieldDeprecation, FieldInfo } from "../../catalog/fields/field-info.ts";
import { type OutputToken, outputTokens, shorterTexts } from "../../syntax/output/template.ts";
import type { Finding } from "../../text/finding.ts";
import { keptBy } from "../../text/kept.ts";
import type { Span } from "../../text/span.ts";

/** What is wrong with an output, as Falco 0.44.1 formats it. Spans are offsets in the output's text. */
export type OutputFinding = Finding & {
  /** Null for what Falco does not mind. */ readonly falco: string | null;
} & (
    | {
        readonly code: "unknown-output-field";
        readonly name: string;
        readonly near?: string;
        readonly plugins: readonly string[] /** The sources whose rules the plugins provide it to, where the rule is of another. */;
        readonly onlyFor?: readonly string[] /** The rule's source and those whose rules have the field, where it is only for others. */;
        readonly elsewhere?: {
          readonly source: string;
          readonly sources: readonly string[];
        } /** How it is written with the argument that it does not have. */;
        readonly syntax?: readonly string[] /** It was there once. */;
        readonly removed?: FieldAbsence & { readonly kind: "removed" };
      }
    | {
        readonly code: "bare-percent";
        /** What follows and represents a field, and the field. */
        readonly word?: string;
        readonly near?: string;
        /** The word is a field in the delimiters of other tools. */
        readonly isDelimited?: boolean;
        /** What to write for the sign after a number. */
        readonly inWords?: string;
      }
    | {
        readonly code: "partial-output-field" /** What is printed, and what is after it as text. */;
        readonly name: string;
        readonly tail: string;
        readonly near?: string;
      }
    | {
        readonly code: "absent-output-field" /** As it is printed, with its argument. */;
        readonly name: string;
        readonly events: readonly string[];
      }
    | ({
        readonly code: "deprecated-output-field";
        readonly name: string;
        readonly deprecation: FieldDeprecation | "removed-by-falco";
        readonly since: string;
      } & TokenPlace)
  );

/** Absent where the name is there without a percent sign. */
export interface TokenPlace {
  /** With its percent sign. */
  readonly token?: Span;
  /** What goes with it: a label before it (`dir=`), and a space that nothing follows. */
  readonly removal?: Span;
}

/** How a string is recognized as a field or a transformer that rules of the source may use. */
export type IsFilterField = (text: string) => boolean;

export function judgeOutput(
  text: string,
  source: string,
  catalog: Catalog,
  isFilterField: IsFilterField,
): readonly OutputFinding[] {
  const findings: OutputFinding[] = [];
  for (const token of outputTokens(text)) {
    // Falco takes this one out before it looks at the rest.
    if (token.text.startsWith("container.info")) continue;
    if (token.text !== "" && (isFilterField(token.text) || withoutArgument(token, isFilterField))) continue;
    const part = shorterTexts(token).find(isFilterField);
    if (part !== undefined) findings.push(...partial(token, part, source, catalog));
    else if (token.text === "") findings.push(barePercent(token, text, source, catalog));
    else findings.push(unknown(token, source, catalog));
  }
  const warned = deprecated(text, catalog, source);
  findings.push(...warned, ...quietlyDeprecated(text, catalog, source, warned));
  return findings.sort((a, b) => a.span.start - b.span.start);
}

function withoutArgument({ text }: OutputToken, isFilterField: IsFilterField): boolean {
  const bracket = text.indexOf("[");
  return bracket > 0 && text.endsWith("]") && isFilterField(text.slice(0, bracket));
}

/** Where a part of a name is a field Falco prints that, and the rest as text. */
function partial(
  { text, textSpan }: OutputToken,
  part: string,
  source: string,
  catalog: Catalog,
): readonly OutputFinding[] {
  const full = /^[a-zA-Z0-9_.]+/.exec(text)?.[0] ?? part;
  const tail = full.slice(part.length);
  if (!/[a-zA-Z0-9]/.test(tail)) return [];
  const near = nearest("field", full, catalog, source);
  const span = { start: textSpan.start, end: textSpan.start + full.length };
  return [
    {
      code: "partial-output-field",
      span,
      falco: null,
      name: part,
      tail,
      ...(near !== undefined && { near }),
    },
  ];
}

/** A name in the delimiters of other tools, after the percent sign: `{proc.name}`, `(proc.name)`, `[proc.name]`. */
const DELIMITED = /^(?:\{\{?|\(|<|\[)[ ]*([a-zA-Z][\w.]*(?:\[[^\]]*\])?)[ ]*(?:\}\}?|\)|>|\])/;

function barePercent(
  { span, textSpan }: OutputToken,
  text: string,
  source: string,
  catalog: Catalog,
): OutputFinding {
  const rest = text.slice(textSpan.start);
  const [delimited, inner] = DELIMITED.exec(rest) ?? [];
  const word = delimited ?? /^[a-z][a-z0-9_]+(?![\w.])/.exec(rest)?.[0];
  const name = inner ?? word;
  const near = name === undefined ? undefined : fieldMeant(name, source, catalog);
  const [amount] = /[0-9] ?$/.exec(text.slice(Math.max(0, span.start - 2), span.start)) ?? [];
  const inWords =
    amount === undefined || /^[\w%]/.test(rest) ? undefined : amount.endsWith(" ") ? "percent" : " percent";
  return {
    code: "bare-percent",
    span,
    falco: "LOAD_ERR_COMPILE_OUTPUT",
    ...(word !== undefined && near !== undefined && { word, near, isDelimited: delimited !== undefined }),
    ...(inWords !== undefined && { inWords }),
  };
}

/** The field that is written, that the letters make without a dot (`username`), or that ends in the word. */
function fieldMeant(name: string, source: string, catalog: Catalog): string | undefined {
  const [bare] = name.split("[");
  if (bare !== undefined && catalog.lookupField(bare, source).kind === "found") return name;
  if (name.includes(".")) return nearest("field", name, catalog, source);
  const names = catalog.fieldNames(source);
  const letters = lettersOf(name);
  return (
    names.find((field) => lettersOf(field) === letters) ??
    names.find((field) => field === `${name}.name`) ??
    [`evt.${name}`, `proc.${name}`, ...names].find(
      (field) => field.endsWith(`.${name}`) && catalog.lookupField(field, source).kind === "found",
    )
  );
}

function lettersOf(name: string): string {
  return name.replace(/[._]/g, "").toLowerCase();
}

function unknown(token: OutputToken, source: string, catalog: Catalog): OutputFinding {
  const [whole, field = "", argument = ""] = /^([\w.]+)\[(\w+)\]$/.exec(token.text) ?? [];
  const dotted = `${field}.${argument}`;
  // An argument by its name comes after a dot.
  if (whole !== undefined && catalog.lookupField(dotted, source).kind === "found")
    return {
      code: "unknown-output-field",
      span: token.textSpan,
      falco: "LOAD_ERR_COMPILE_OUTPUT",
      name: whole,
      plugins: [],
      near: dotted,
    };
  const name = /^[a-zA-Z0-9_.]+/.exec(token.text)?.[0] ?? token.text;
  const isCall = token.text.startsWith(`${name}(`);
  const found = isCall ? undefined : catalog.lookupField(name, source);
  const near =
    isCall || found?.kind === "other-source" || found?.kind === "found"
      ? undefined
      : nearest("field", name, catalog, source);
  const plugins = found?.kind === "needs-plugin" ? found.plugins : [];
  const onlyFor = found?.kind === "needs-plugin" && found.onlyFor ? { onlyFor: found.onlyFor } : {};
  const span = isCall
    ? token.textSpan
    : { start: token.textSpan.start, end: token.textSpan.start + name.length };
  const lacks =
    found?.kind === "found" &&
    found.suffix === undefined &&
    token.text === name &&
    found.field.arg?.mode === "required"
      ? { syntax: found.field.arg.syntax }
      : {};
  const elsewhere = found?.kind === "other-source" ? { elsewhere: { source, sources: found.sources } } : {};
  const removed = found?.kind === "removed" ? { removed: found } : {};
  return {
    code: "unknown-output-field",
    span,
    falco: "LOAD_ERR_COMPILE_OUTPUT",
    name,
    plugins,
    ...onlyFor,
    ...elsewhere,
    ...removed,
    ...lacks,
    ...(near !== undefined && { near }),
  };
}

/** Falco looks for deprecated names anywhere in the text, with or without a percent sign. */
function deprecated(text: string, catalog: Catalog, source: string): readonly OutputFinding[] {
  const findings: OutputFinding[] = [];
  for (const { name, deprecated: deprecation } of warnedOf(catalog.fieldsFor(source))) {
    const at = text.indexOf(name);
    if (at < 0 || !deprecation) continue;
    const span = { start: at, end: at + name.length };
    const token = outputTokens(text).find(
      ({ text: written, textSpan }) =>
        textSpan.start === at && (written === name || written.startsWith(`${name}[`)),
    );
    findings.push({
      code: "deprecated-output-field",
      span,
      falco: "LOAD_DEPRECATED_ITEM",
      name,
      deprecation,
      since: deprecation.since,
      ...(token && { token: token.span, removal: removalOf(token.span, text) }),
    });
  }
  const info = text.indexOf("%container.info");
  const since = catalog.hasConstruct("containerInfoDropped")
    ? CONSTRUCTS.get("containerInfoDropped")?.since
    : undefined;
  if (info >= 0 && since !== undefined) {
    const span = { start: info, end: info + 15 };
    findings.push({
      code: "deprecated-output-field",
      span,
      falco: "LOAD_DEPRECATED_ITEM",
      name: "container.info",
      since,
      deprecation: "removed-by-falco",
      token: span,
      removal: removalOf(span, text),
    });
  }
  return findings;
}

/** Of more than a thousand fields, the few that Falco warns of. */
const warnedOf = keptBy((fields: readonly FieldInfo[]) =>
  fields.filter(({ loaderWarns, deprecated }) => loaderWarns && deprecated),
);

/** Fields that are deprecated and that Falco does not warn of, where they are printed. */
function quietlyDeprecated(
  text: string,
  catalog: Catalog,
  source: string,
  warned: readonly OutputFinding[],
): readonly OutputFinding[] {
  return outputTokens(text).flatMap(({ text: written, textSpan, span: token }): readonly OutputFinding[] => {
    const name = /^[a-z0-9_.]+/.exec(written)?.[0] ?? "";
    const field =
      name === "" || warned.some(({ span }) => span.start === textSpan.start)
        ? undefined
        : catalog.lookupField(name, source);
    if (field?.kind !== "found" || !field.field.deprecated || field.field.loaderWarns) return [];
    const { name: full, deprecated: deprecation } = field.field;
    const span = { start: textSpan.start, end: textSpan.start + full.length };
    return [
      {
        code: "deprecated-output-field",
        span,
        falco: null,
        name: full,
        deprecation,
        since: deprecation.since,
        token,
        removal: removalOf(token, text),
      },
    ];
  });
}

/** With the label right before it, and the parentheses around both where they hold nothing else. */
function removalOf({ start: token, end }: Span, text: string): Span {
  const start =
    token -
    (/(?<![\w.])[\w.]+[=:]$/.exec(text.slice(Math.max(0, token - LONGEST_LABEL), token))?.[0].length ?? 0);
  const isAlone = text[start - 1] === "(" && text[end] === ")";
  return withLoneBlank(isAlone ? { start: start - 1, end: end + 1 } : { start, end }, text);
}

const LONGEST_LABEL = 100;

/** With the space before it, where nothing but another space or a bracket follows. */
function withLoneBlank({ start, end }: Span, text: string): Span {
  const lone = text[start - 1] === " " && /^(?:[ )]|$)/.test(text.slice(end));
  return { start: lone ? start - 1 : start, end };
}
