import type { FalcoctlRecord } from "../../server/src/catalog/falcoctl/falcoctl-records.ts";
import { ShapeError, anything, defined, list, mapOf, oneOf, optional, record, text, version } from "../shape.ts";

const sourceShape = record({
  meta: anything,
  config: mapOf(anything),
  index: mapOf(anything),
  registry: mapOf(anything),
  commands: list(
    record({
      name: text,
      aliases: optional(list(text)),
      description: text,
      takes: optional(oneOf(["artifacts"])),
    }),
  ),
  options: list(
    record({
      names: list(text),
      of: list(text),
      value: optional(oneOf(["text", "list", "duration"])),
      values: optional(list(text)),
      description: text,
      deprecatedIn: optional(version),
      replacedBy: optional(text),
    }),
  ),
});

/** `sources/falcoctl.json` → the schema of falcoctl's configuration, and its commands with their options. */
export function convertFalcoctl(source: unknown): FalcoctlRecord {
  const { config, index, registry, commands, options } = sourceShape(source, "falcoctl.json");
  const names = new Set(["", ...commands.map(({ name }) => name)]);
  for (const { of } of options)
    for (const name of of)
      if (!names.has(name)) throw new ShapeError(`falcoctl.json ${name}`, "is an unknown command");
  return {
    config,
    index,
    registry,
    commands: commands.map((command) => defined({ ...command })),
    options: options.map((option) => defined({ ...option })),
  };
}
