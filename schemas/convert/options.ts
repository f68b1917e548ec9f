import type { EnvironmentRecord, ImageRecord, LoaderWordRecord, OptionRecord, PrintPresetRecord } from "../../server/src/catalog/records.ts";
import {
  ShapeError,
  anything,
  defined,
  flag,
  list,
  oneOf,
  optional,
  record,
  since,
  some,
  text,
  version,
  words,
} from "../shape.ts";
import { toScope } from "./scope.ts";

export interface Options {
  readonly options: readonly OptionRecord[];
  readonly environment: readonly EnvironmentRecord[];
  readonly printPresets: readonly PrintPresetRecord[];
  readonly loaderWords: readonly LoaderWordRecord[];
  readonly images: readonly ImageRecord[];
}

/** `sources/cli-args.json` → options of `falco`, environment variables, words of the driver loader and of falcoctl. */
export function convertOptions(source: unknown, configPaths: ReadonlySet<string>): Options {
  const read = sourceShape(source, "cli-args.json");
  const names = read.options.flatMap((option) => option.names);
  if (new Set(names).size !== names.length) throw new ShapeError("cli-args.json", "an option stands there twice");
  for (const option of read.options) {
    for (const path of option.replacedBy.flatMap((one) => one.configKeys ?? [])) {
      if (!configPaths.has(path)) throw new ShapeError(`cli-args.json ${option.names.join()}`, `unknown config key \`${path}\``);
    }
  }
  return {
    options: read.options.map(toOption),
    environment: read.environment.map((variable) => {
      const { status: _status, source: _source, ...rest } = variable;
      return defined({ ...rest, since: /^chart/.test(rest.since) ? undefined : since(rest.since, `cli-args.json ${rest.name}`) });
    }),
    printPresets: read.printPresets.map(({ value, source: _source, ...rest }) =>
      defined({ values: value.split(" / "), ...rest }),
    ),
    images: read.images.map(({ source: _source, ...rest }) => defined({ ...rest })),
    loaderWords: [...read.driverLoader, ...read.driverLoaderImage, ...read.falcoctlDriver].map(toLoaderWord),
  };
}

const optionShape = record({
  names: list(text),
  short: optional(text),
  long: optional(text),
  arg: record({
    shape: oneOf(["none", "value", "optional-value"]),
    name: words,
    implicit: optional(text),
    enum: optional(list(text)),
  }),
  repeatable: flag,
  description: text,
  since,
  deprecatedIn: optional(version),
  removedIn: optional(version),
  status: oneOf(["active", "deprecated", "removed"]),
  replacedBy: list(
    record({
      kind: oneOf(["config-option", "option", "config-file", "drop"]),
      form: text,
      configKeys: optional(list(text)),
      example: optional(record({ before: text, after: text })),
      when: optional(text),
      automatic: (value, where) => flag(value, where) ?? false,
    }),
  ),
  note: words,
  source: list(text),
});
const loaderShape = record({
  name: text,
  tool: optional(text),
  subcommand: optional(text),
  description: text,
  since,
  removedIn: optional(version),
  replacedBy: words,
  note: words,
  source: text,
});
const sourceShape = record({
  meta: anything,
  options: list(optionShape),
  printPresets: list(record({ value: text, since: optional(version), effectiveUntil: version, note: text, source: text })),
  environment: list(
    record({
      name: text,
      scope: text,
      description: text,
      since: text,
      deprecatedIn: optional(version),
      removedIn: optional(version),
      status: oneOf(["active", "removed"]),
      default: words,
      replacedBy: words,
      source: list(text),
    }),
  ),
  driverLoader: list(loaderShape),
  driverLoaderImage: list(loaderShape),
  falcoctlDriver: list(loaderShape),
  images: list(record({ name: text, removedIn: version, replacedBy: text, variant: optional(text), source: text })),
});

function toOption(option: ReturnType<typeof optionShape>): OptionRecord {
  const where = `cli-args.json ${option.names.join()}`;
  return defined({
    names: option.names,
    arg: defined({ ...option.arg }),
    repeatable: option.repeatable,
    description: option.description,
    since: option.since,
    deprecatedIn: option.deprecatedIn,
    removedIn: option.removedIn,
    replacedBy: some(option.replacedBy.map(({ when, ...rest }) => defined({ ...rest, ...toScope(when, where) }))),
    note: option.note,
  });
}

const TOOLS: Readonly<Record<string, LoaderWordRecord["tool"]>> = {
  "falco-driver-loader": "falco-driver-loader",
  "falcosecurity/falco-driver-loader image": "falco-driver-loader image",
  "falcoctl driver (all)": "falcoctl driver",
  "falcoctl driver install": "falcoctl driver install",
  "falcoctl driver config": "falcoctl driver config",
};

function toLoaderWord(word: ReturnType<typeof loaderShape>): LoaderWordRecord {
  const where = `cli-args.json ${word.name}`;
  const tool = TOOLS[word.tool ?? word.subcommand ?? ""];
  if (!tool) throw new ShapeError(where, "belongs to an unknown tool");
  const [, name, value] = /^(?:falco-driver-loader )?(\S+)(?: <(.+)>)?/.exec(word.name) ?? [];
  if (!name) throw new ShapeError(where, "has no name");
  return defined({
    tool,
    // The record of the script itself carries a remark in the place of a word.
    name: name === "(script)" ? "falco-driver-loader" : name,
    value,
    description: word.description,
    since: word.since,
    removedIn: word.removedIn,
    replacedBy: word.replacedBy,
    note: word.note,
  });
}
