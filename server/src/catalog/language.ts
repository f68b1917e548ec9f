import { languageData, ruleItemData } from "./data.ts";
import type {
  ConstantKind,
  ConstructRecord,
  ItemKeyRecord,
  ItemKind,
  LoadCodeRecord,
  ModifierRecord,
  OperatorRecord,
  PriorityRecord,
  TransformerRecord,
  TypeGroup,
} from "./language-records.ts";
import type { ValueType } from "./records.ts";

/*
 * The condition language and the shape of rules files over all versions. What a target has of it, the Catalog says.
 */

export const OPERATORS: ReadonlyMap<string, OperatorRecord> = byName(languageData.operators);
export const MODIFIERS: ReadonlyMap<string, ModifierRecord> = byName(languageData.modifiers);
export const TRANSFORMERS: ReadonlyMap<string, TransformerRecord> = byName(languageData.transformers);
export const CONSTRUCTS: ReadonlyMap<string, ConstructRecord> = new Map(
  languageData.constructs.map((construct) => [construct.id, construct]),
);

/** Longest text value that Falco compiles, in UTF-8 bytes. Source: sinsp_filtercheck.h. */
export const MAX_VALUE_BYTES: number = languageData.maxValueBytes;

const GROUPS: ReadonlyMap<ValueType, TypeGroup> = new Map(
  languageData.typeGroups.flatMap(({ name, types }) =>
    types.map((type): [ValueType, TypeGroup] => [type, name]),
  ),
);
const CONSTANTS: ReadonlyMap<ValueType, ConstantKind> = new Map(
  languageData.constants.flatMap(({ kind, types }) =>
    types.map((type): [ValueType, ConstantKind] => [type, kind]),
  ),
);

/** The group of types that operators treat alike; undefined for types that can only be tested with `exists`. */
export function typeGroup(type: ValueType): TypeGroup | undefined {
  return GROUPS.get(type);
}

/** How a constant is read for a type; undefined for types that take none. */
export function constantKind(type: ValueType): ConstantKind | undefined {
  return CONSTANTS.get(type);
}

/** Whether a field with many values may have this type; any other can not be compared. */
function isListFieldType(type: ValueType): boolean {
  return languageData.listFieldTypes.includes(type);
}

/** Whether Falco lets an operator compare a left-hand side of this type. */
export function accepts(operator: OperatorRecord, type: ValueType, isList: boolean): boolean {
  if (operator.right === "none") return true;
  if (isList) return operator.listFields === true && isListFieldType(type);
  const group = typeGroup(type);
  return group !== undefined && operator.groups.includes(group);
}

/** Keys of one kind of item, in the order that people write them. */
export function itemKeys(item: ItemKind): readonly ItemKeyRecord[] {
  return ruleItemData.keys.filter((key) => key.item === item);
}

export function itemKey(item: ItemKind, key: string): ItemKeyRecord | undefined {
  return ruleItemData.keys.find((one) => one.item === item && one.key === key);
}

/** From the most severe to the least. */
export const PRIORITIES: readonly PriorityRecord[] = ruleItemData.priorities;

/** The priority that Falco's loader reads from a text: any case, the whole word. */
export function priority(text: string): PriorityRecord | undefined {
  const upper = text.toUpperCase();
  return PRIORITIES.find((one) => one.name === upper || one.aliases?.includes(upper));
}

const CODES: ReadonlyMap<string, LoadCodeRecord> = new Map(
  ruleItemData.codes.map((code) => [code.code, code]),
);

/** A code of Falco's load results. */
export function loadCode(code: string): LoadCodeRecord | undefined {
  return CODES.get(code);
}

function byName<T extends { readonly name: string }>(records: readonly T[]): ReadonlyMap<string, T> {
  return new Map(records.map((record) => [record.name, record]));
}
