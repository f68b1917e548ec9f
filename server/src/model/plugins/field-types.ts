import { type FieldArgument, VALUE_TYPES, type ValueType } from "../../catalog/records.ts";

/** The types of plugins' fields, by the names that Falco's plugin interface has for them. */
const BY_NAME: ReadonlyMap<string, ValueType> = new Map([
  ["string", "CHARBUF"],
  ["uint64", "UINT64"],
  ["bool", "BOOL"],
  ["reltime", "RELTIME"],
  ["abstime", "ABSTIME"],
  ["ipaddr", "IPADDR"],
  ["ipnet", "IPNET"],
]);

/** The names of types that a field of a plugin can have. */
export const FIELD_TYPES: readonly string[] = [...BY_NAME.keys()];

/** A type by the name that plugins or Falco's lists have for it. */
export function valueType(name: string): ValueType | undefined {
  const upper = name.toUpperCase().replace(/^PT_/, "");
  return BY_NAME.get(name.toLowerCase()) ?? VALUE_TYPES.find((type) => type === upper);
}

/** The argument of a plugin's field, which is in brackets: a number, or any text as a key. */
export function bracketSyntax(
  name: string,
  {
    isRequired,
    isIndex,
    isKey,
  }: { readonly isRequired: boolean; readonly isIndex: boolean; readonly isKey: boolean },
): FieldArgument {
  const bracket = [...(isIndex ? (["index"] as const) : []), ...(isKey ? (["key"] as const) : [])];
  return {
    mode: isRequired ? "required" : "optional",
    bracket,
    syntax: [...(isRequired ? [] : [name]), `${name}[${isKey ? "KEY" : "N"}]`],
  };
}
