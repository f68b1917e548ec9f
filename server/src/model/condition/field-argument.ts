import type { Catalog, FoundField } from "../../catalog/catalog.ts";
import { nearestName } from "../../text/names.ts";
import type { FieldRef } from "../../syntax/condition/ast.ts";
import type { Span } from "../../text/span.ts";
import type { ArgumentFault } from "./finding.ts";
import type { NewFinding } from "./finding.ts";

/**
 * What is wrong with the argument of a field that exists: missing where one is needed, there where none may be, or of a
 * wrong form. Plugins read theirs strictly, Falco's own fields each in its way (see `filter.cpp`, `plugin_filtercheck.cpp`).
 */
export function argumentFault(node: FieldRef, found: FoundField, catalog: Catalog): NewFinding | undefined {
  const { field, suffix } = found;
  const { arg } = node;
  const name = field.name;
  if (!arg) {
    if (suffix !== undefined || field.arg?.mode !== "required") return undefined;
    return { code: "missing-field-argument", span: node.nameSpan, name, syntax: field.arg.syntax };
  }
  const span: Span = { start: arg.open.start, end: arg.close?.end ?? node.span.end };
  const kinds = suffix === undefined ? field.arg?.bracket : undefined;
  if (!kinds) {
    if (field.arg?.dotted && suffix === undefined) {
      const words = catalog.suffixes(field);
      const near = words.includes(arg.text) ? arg.text : nearestName(arg.text, words);
      return {
        code: "bad-field-argument",
        span,
        name,
        argument: arg.text,
        reason: "dotted",
        isLookup: false,
        ...(near && { near }),
      };
    }
    return { code: "unexpected-field-argument", span, name, ofPlugin: field.broughtBy !== undefined };
  }
  const reason = field.broughtBy !== undefined ? pluginFault(arg.text, kinds) : coreFault(arg.text, kinds);
  const isName = reason === "number" && field.arg?.dotted && catalog.suffixes(field).includes(arg.text);
  return (
    reason && {
      code: "bad-field-argument",
      span,
      name,
      argument: arg.text,
      reason,
      isLookup: reason === "number" && !NUMBER_READERS.has(name),
      ...(isName && { near: arg.text }),
    }
  );
}

/** Fields that say of a wrong number that it is not one; the others are then not found at all. */
const NUMBER_READERS: ReadonlySet<string> = new Set(["evt.arg", "evt.around", "fd.types"]);
const LARGEST_INDEX = 18446744073709551615n;

/** Plugins' arguments end at the first bracket and must not hold spaces; an index has digits only and no leading zero. */
function pluginFault(text: string, kinds: readonly ("index" | "key")[]): ArgumentFault | undefined {
  if (/[ \t\n\r]/.test(text)) return "blank";
  if (text.includes("]")) return "bracket";
  if (text === "") return kinds.includes("index") ? "index" : undefined;
  if (kinds.includes("key")) return undefined;
  if (!/^[0-9]+$/.test(text)) return "index";
  if (text.length > 1 && text.startsWith("0")) return "leading-zero";
  return BigInt(text) > LARGEST_INDEX ? "too-large" : undefined;
}

/** Falco's own fields take numbers as it takes them elsewhere: a sign is allowed, and leading zeros are. */
function coreFault(text: string, kinds: readonly ("index" | "key")[]): ArgumentFault | undefined {
  if (kinds.includes("key")) return text === "" ? "number" : undefined;
  return /^[ \t\n\v\f\r]*[+-]?[0-9]+$/.test(text) ? undefined : "number";
}
