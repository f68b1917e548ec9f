import type { Catalog, FieldLookup } from "../catalog.ts";
import { type FieldInfo, fieldAt, isFieldInfo } from "./field-info.ts";

/**
 * What a name in a condition represents. Falco takes the longest field that the name begins with and gives the rest to it;
 * only fields with a dotted argument take a rest, so the whole name is tried first and then its leading parts.
 */
export function lookupField(catalog: Catalog, name: string, source: string): FieldLookup {
  const whole = catalog.fieldFor(name, source);
  if (whole) return { kind: "found", field: whole, type: whole.type };
  for (const part of leadingParts(name)) {
    const field = catalog.fieldFor(part, source);
    if (field?.arg?.dotted) return withSuffix(catalog, field, name.slice(part.length + 1));
  }
  return absence(catalog, name, source);
}

/** The words that can follow a field and a dot, as far as they are known. */
export function suffixes(catalog: Catalog, field: FieldInfo): readonly string[] {
  const dotted = field.arg?.dotted;
  if (dotted === undefined || dotted === "subsystem" || dotted === "key") return [];
  if (dotted === "parameter") return catalog.events.parameterNames;
  if (dotted === "event") return catalog.events.typeNames.filter((name) => catalog.events.event(name));
  return dotted;
}

function withSuffix(catalog: Catalog, field: FieldInfo, suffix: string): FieldLookup {
  const dotted = field.arg?.dotted;
  if (dotted === "parameter") {
    const parameter = catalog.events.parameter(suffix);
    if (!parameter) {
      const known = catalog.events.parameterPrefix(suffix);
      return { kind: "bad-suffix", field, suffix, ...(known !== undefined && { known }) };
    }
    return { kind: "found", field, suffix, type: field.type === "DYNAMIC" ? parameter.rawType : field.type };
  }
  const isKnown =
    dotted === "key" ||
    (dotted === "subsystem" && /^[a-zA-Z_]+$/.test(suffix)) ||
    suffixes(catalog, field).includes(suffix);
  return isKnown
    ? { kind: "found", field, suffix, type: field.type }
    : { kind: "bad-suffix", field, suffix, known: "" };
}

/** The most helpful reason first: seen by other rules, then a plugin or another version that has it, then a removal. */
function absence(catalog: Catalog, name: string, source: string): FieldLookup {
  const names = [name, ...leadingParts(name)];
  const elsewhere = names.map((one) => fieldOf(catalog, one, name)).find((field) => field !== undefined);
  if (elsewhere) return { kind: "other-source", field: elsewhere, sources: elsewhere.sources };
  const records = names.flatMap((one) =>
    catalog.knownField(one).filter((record) => one === name || record.arg?.dotted),
  );
  const reasons = records.flatMap((record) => {
    const reason = fieldAt(record, catalog.target, catalog.plugins);
    if (isFieldInfo(reason)) return [];
    const isServed = record.sources.includes("*") || record.sources.includes(source);
    return [reason.kind === "needs-plugin" && !isServed ? { ...reason, onlyFor: record.sources } : reason];
  });
  return reasons.find((reason) => reason.kind !== "removed") ?? reasons[0] ?? { kind: "unknown" };
}

/** The field of a leading part, when it can take the rest of the name. */
function fieldOf(catalog: Catalog, part: string, name: string): FieldInfo | undefined {
  const field = catalog.field(part);
  return part === name || field?.arg?.dotted ? field : undefined;
}

/** `a.b.c` → `a.b`, `a`. */
function leadingParts(name: string): readonly string[] {
  const parts: string[] = [];
  for (let dot = name.indexOf("."); dot >= 0 && parts.length < MOST_PARTS; dot = name.indexOf(".", dot + 1))
    if (dot > 0) parts.unshift(name.slice(0, dot));
  return parts;
}

/** More parts than any field has, so that the length of a name does not count. */
const MOST_PARTS = 12;
