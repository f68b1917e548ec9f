import type { NewFinding } from "./finding.ts";
import type { Catalog, FoundField } from "../../catalog/catalog.ts";
import type { FieldInfo } from "../../catalog/fields/field-info.ts";
import { classOf } from "../../catalog/plugin-registry.ts";
import { CONSTRUCTS, TRANSFORMERS } from "../../catalog/language.ts";
import type { TransformerRecord } from "../../catalog/language-records.ts";
import type { ValueType } from "../../catalog/records.ts";
import { nearestName } from "../../text/names.ts";
import { nearest } from "./nearest.ts";
import type { Argument, Call, FieldRef } from "../../syntax/condition/ast.ts";
import type { Span } from "../../text/span.ts";
import { argumentFault } from "./field-argument.ts";
import type { ArgumentsFault, OperandType } from "./finding.ts";

/** What a side of a comparison is. */
export interface Operand extends OperandType {
  /** The field at the bottom of a row of one-argument transformers. */
  readonly field?: FieldInfo;
  /** Whether a transformer or `val` is around it. */
  readonly isCall: boolean;
  /** Whether a transformer of several arguments is at its bottom. Falco then compares it with a field of any type. */
  readonly isComposed?: true;
  /** As written, for messages. */
  readonly name: string;
}

/** What is checked, where the pieces of one comparison put their findings. */
export interface Judging {
  readonly text: string;
  readonly catalog: Catalog;
  readonly source: string;
  readonly check: Span;
  /** Not the field that the comparison is about: Falco's loader does not look at it when it warns. */
  readonly isInner?: true;
  report(finding: NewFinding): void;
}

/** The type of a side; undefined where it has none, which is then reported. */
export function operandOf(node: FieldRef | Call, judging: Judging): Operand | undefined {
  return node.kind === "field" ? fieldOperand(node, judging) : callOperand(node, judging);
}

function fieldOperand(node: FieldRef, judging: Judging): Operand | undefined {
  const found = findField(node, judging);
  if (!found) return undefined;
  const { field, type } = found;
  if (field.deprecated) {
    const loaderWarns = field.loaderWarns && !judging.isInner;
    judging.report({
      code: "deprecated-field",
      span: node.span,
      name: field.name,
      deprecation: field.deprecated,
      loaderWarns,
    });
  }
  return {
    type,
    isList: field.isList,
    field,
    isCall: false,
    name: judging.text.slice(node.span.start, node.span.end),
  };
}

function findField(node: FieldRef, judging: Judging): FoundField | undefined {
  const { catalog, source } = judging;
  const found = catalog.lookupField(node.name, source);
  switch (found.kind) {
    case "found": {
      const fault = argumentFault(node, found, catalog);
      if (fault) judging.report(fault);
      return fault ? undefined : found;
    }
    case "bad-suffix": {
      const near = nearestName(found.suffix, catalog.suffixes(found.field));
      const reason = found.field.arg?.dotted === "parameter" ? "unknown-parameter" : "unknown-suffix";
      const name = found.field.name;
      judging.report({
        code: "bad-field-argument",
        span: node.nameSpan,
        name,
        argument: found.suffix,
        reason,
        isLookup: found.known !== undefined,
        ...(near && { near }),
      });
      return undefined;
    }
    case "other-source":
      judging.report({
        code: "field-of-other-source",
        span: node.nameSpan,
        name: node.name,
        source,
        sources: found.sources,
      });
      return undefined;
    case "unknown": {
      // Fields with a first part of their own are what an unknown plugin has.
      if (catalog.uncatalogued.length > 0 && !catalog.registry.classes.has(classOf(node.name)))
        return undefined;
      const near = nearest("field", node.name, catalog, source);
      judging.report({
        code: "unknown-field",
        span: node.nameSpan,
        name: node.name,
        ...(near && { near }),
        uncatalogued: catalog.uncatalogued,
      });
      return undefined;
    }
    default:
      judging.report({ code: "field-not-available", span: node.nameSpan, name: node.name, absence: found });
      return undefined;
  }
}

function callOperand(node: Call, judging: Judging): Operand | undefined {
  const { catalog, report } = judging;
  const transformer = catalog.transformers.get(node.name);
  if (!transformer) {
    const since = TRANSFORMERS.get(node.name)?.since;
    if (since)
      report({
        code: "not-in-version",
        span: node.nameSpan,
        construct: "transformer",
        name: node.name,
        since,
      });
    return undefined;
  }
  if (!hasTargetSyntax(node, judging)) return undefined;
  const arity = arityFault(node, transformer);
  if (arity) {
    report({
      code: "transformer-arguments",
      span: node.nameSpan,
      transformer: node.name,
      fault: arity,
      crashes: arity === "one",
    });
    return undefined;
  }
  if (node.arg && !transformer.bracket) {
    report({
      code: "transformer-bracket",
      span: bracketSpan(node),
      transformer: node.name,
      fault: "unsupported",
    });
    return undefined;
  }
  return transformer.maxArguments === 1
    ? singleOperand(node, transformer, judging)
    : manyOperand(node, transformer, judging);
}

/** What the target's reader does not know yet of a call it knows by name. */
function hasTargetSyntax(node: Call, { catalog, report }: Judging): boolean {
  const isLiteral = node.args.some((arg) => arg.kind === "text" || arg.kind === "arguments");
  const construct =
    isLiteral && !catalog.hasConstruct("transformerLiteral") ? "transformerLiteral" : undefined;
  const missing = construct && CONSTRUCTS.get(construct);
  if (missing)
    report({
      code: "not-in-version",
      span: node.span,
      construct: missing.id,
      name: missing.description,
      since: missing.since,
    });
  return !missing;
}

function arityFault(
  node: Call,
  { minArguments, maxArguments }: TransformerRecord,
): ArgumentsFault | undefined {
  const count = node.args.length;
  if (count >= minArguments && (maxArguments === undefined || count <= maxArguments)) return undefined;
  if (maxArguments === 1) return "one";
  return maxArguments === undefined ? "at-least-two" : "two";
}

function singleOperand(node: Call, transformer: TransformerRecord, judging: Judging): Operand | undefined {
  const { text, report } = judging;
  const argument = node.args[0];
  const inner = argument && argumentOperand(argument, judging);
  if (!inner) return undefined;
  const name = text.slice(node.span.start, node.span.end);
  if (node.name === "val") return { ...inner, isCall: true, name };
  if (inner.field?.noTransformer) {
    report({ code: "no-transformer", span: node.nameSpan, field: inner.field.name });
    return undefined;
  }
  const isCounted = transformer.name === "len" && inner.isList;
  if (!isCounted && transformer.inputs && !transformer.inputs.includes(inner.type)) {
    report({
      code: "transformer-type",
      span: node.nameSpan,
      transformer: node.name,
      of: { type: inner.type, isList: inner.isList },
    });
    return undefined;
  }
  const type = transformer.output ?? inner.type;
  const { field, isComposed } = inner;
  const isList = transformer.output ? false : inner.isList;
  return { ...(field && { field }), ...(isComposed && { isComposed }), type, isList, isCall: true, name };
}

function manyOperand(node: Call, transformer: TransformerRecord, judging: Judging): Operand | undefined {
  const { text, report } = judging;
  const inner = node.args.map((argument) => argumentOperand(argument, { ...judging, isInner: true }));
  if (inner.some((each) => !each)) return undefined;
  const bases = node.args.map((argument) => baseType(argument, judging));
  const fault = argumentsFault(node.name, bases);
  if (fault) {
    const index = fault === "list-second" || fault === "scalar-second" ? 1 : 0;
    const at = fault === "texts" ? bases.findIndex((base) => base.type !== "CHARBUF" || base.isList) : index;
    const span = node.args[Math.max(0, at)]?.span ?? node.nameSpan;
    report({ code: "transformer-arguments", span, transformer: node.name, fault, crashes: false });
    return undefined;
  }
  const letters = node.arg && [...node.arg.text].length;
  if (node.arg && (letters !== 1 || node.arg.text > "\u007f")) {
    report({
      code: "transformer-bracket",
      span: bracketSpan(node),
      transformer: node.name,
      fault: "not-one-character",
    });
    return undefined;
  }
  const isList = node.name === "getopt" && !node.arg;
  return {
    type: transformer.output ?? "CHARBUF",
    isList,
    isCall: true,
    isComposed: true,
    name: text.slice(node.span.start, node.span.end),
  };
}

function argumentsFault(name: string, bases: readonly OperandType[]): ArgumentsFault | undefined {
  const [first, second] = bases;
  if (!first || !second) return undefined;
  const isText = (base: OperandType): boolean => base.type === "CHARBUF";
  if (name === "join") return first.isList ? "scalar-first" : second.isList ? undefined : "list-second";
  if (name === "concat") return bases.every((base) => isText(base) && !base.isList) ? undefined : "texts";
  if (!first.isList) return "list-first";
  if (second.isList) return "scalar-second";
  return isText(first) && isText(second) ? undefined : "texts";
}

/** What Falco takes an argument of a call of several for: it looks past transformers at what is in them. */
function baseType(argument: Argument, judging: Judging): OperandType {
  if (argument.kind === "arguments") return { type: "CHARBUF", isList: true };
  if (argument.kind === "field") {
    const found = judging.catalog.lookupField(argument.name, judging.source);
    return found.kind === "found" ? { type: found.type, isList: found.field.isList } : TEXT;
  }
  const inner = argument.kind === "call" && argument.args.length === 1 ? argument.args[0] : undefined;
  return inner ? baseType(inner, judging) : TEXT;
}

const TEXT: OperandType = { type: "CHARBUF" satisfies ValueType, isList: false };

function argumentOperand(argument: Argument, judging: Judging): Operand | undefined {
  const name = judging.text.slice(argument.span.start, argument.span.end);
  switch (argument.kind) {
    case "field":
    case "call":
      return operandOf(argument, judging);
    case "text":
      return { ...TEXT, isCall: false, name };
    case "arguments": {
      const items = argument.items.map((item) => argumentOperand(item, { ...judging, isInner: true }));
      return items.every((item) => item) ? { type: "CHARBUF", isList: true, isCall: false, name } : undefined;
    }
    case "missing":
      return undefined;
  }
}

function bracketSpan({ arg, span }: Call): Span {
  return arg ? { start: arg.open.start, end: arg.close?.end ?? span.end } : span;
}
