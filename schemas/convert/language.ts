import type {
  ConstantKind,
  ConstructRecord,
  ModifierRecord,
  OperatorRecord,
  TransformerRecord,
  TypeGroup,
} from "../../server/src/catalog/language-records.ts";
import { VALUE_TYPES, type ValueType } from "../../server/src/catalog/records.ts";
import { ShapeError, anything, defined, either, flag, list, number, oneOf, optional, record, text, version } from "../shape.ts";

export interface Language {
  readonly operators: readonly OperatorRecord[];
  readonly modifiers: readonly ModifierRecord[];
  readonly transformers: readonly TransformerRecord[];
  readonly constructs: readonly ConstructRecord[];
  readonly typeGroups: readonly { readonly name: TypeGroup; readonly types: readonly ValueType[] }[];
  readonly constants: readonly { readonly kind: ConstantKind; readonly types: readonly ValueType[] }[];
  readonly listFieldTypes: readonly ValueType[];
  readonly maxValueBytes: number;
}

/** `sources/language.json` → operators, modifiers, transformers and what they do to types. */
export function convertLanguage(source: unknown): Language {
  const read = sourceShape(source, "language.json");
  const grouped = read.typeGroups.flatMap((group) => group.types);
  if (new Set(grouped).size !== grouped.length) throw new ShapeError("language.json typeGroups", "a type stands in two groups");
  return {
    operators: read.operators.map((operator) => defined({ ...operator })),
    modifiers: read.modifiers,
    transformers: read.transformers.map((transformer) => {
      const { inputs, output, ...rest } = transformer;
      return defined({ ...rest, inputs: inputs === "any" ? undefined : inputs, output: output === "same" ? undefined : output });
    }),
    constructs: read.constructs,
    typeGroups: read.typeGroups,
    constants: read.constants,
    listFieldTypes: read.listFieldTypes,
    maxValueBytes: read.maxValueBytes,
  };
}

const type = oneOf(VALUE_TYPES);
const group = oneOf(["number", "boolean", "text", "bytes", "address"]);
const sourceShape = record({
  meta: anything,
  typeGroups: list(record({ name: group, types: list(type) })),
  constants: list(
    record({ kind: oneOf(["integer", "boolean", "text", "bytes", "port", "address", "network", "refused"]), types: list(type) }),
  ),
  operators: list(
    record({
      name: text,
      right: oneOf(["none", "value", "number", "hex", "list"]),
      groups: list(group),
      listFields: flag,
      rightField: flag,
      modifier: flag,
      needsBlank: flag,
      since: optional(version),
      description: text,
    }),
  ),
  modifiers: list(record({ name: text, since: version, description: text })),
  transformers: list(
    record({
      name: text,
      left: flag,
      right: flag,
      minArguments: number,
      maxArguments: optional(number),
      inputs: either(oneOf(["any"]), list(type)),
      lists: flag,
      output: either(oneOf(["same"]), type),
      bracket: flag,
      since: version,
      description: text,
    }),
  ),
  constructs: list(record({ id: text, since: version, description: text })),
  maxValueBytes: number,
  listFieldTypes: list(type),
});
