/** What a Falco program says of itself, read from what it prints. */
import { readPluginFile } from "../../server/src/model/plugins/read-plugin-file.ts";
import { bracketSyntax, valueType } from "../../server/src/model/plugins/field-types.ts";

/** The answers of one Falco, as it prints them. An answer that it does not give is empty. */
export interface Answers {
  /** `--version`. */
  readonly version: string;
  /** `--list --format json`. */
  readonly fields: string;
  /** `--list-events`. */
  readonly events: string;
  /** `--list-plugins`. */
  readonly plugins: string;
  /** `--help`. */
  readonly help: string;
  /** `--config-schema`. */
  readonly config: string;
  /** `--rule-schema`. */
  readonly rules: string;
  /** `-L` with JSON, on the default rules. */
  readonly defaults: string;
}

/** The options that get each answer. */
export const QUESTIONS: Readonly<Record<Exclude<keyof Answers, "defaults">, readonly string[]>> = {
  version: ["--version"],
  fields: ["--list", "--format", "json"],
  events: ["--list-events"],
  plugins: ["--list-plugins"],
  help: ["--help"],
  config: ["--config-schema"],
  rules: ["--rule-schema"],
};

export interface ToldVersions {
  readonly falco: string;
  readonly libs: string;
  readonly engine: string;
  readonly pluginApi: string;
  readonly driverApi: string;
  readonly driverSchema: string;
  readonly driver: string;
}

/** The versions in the answer to `--version`. Throws where it does not name Falco's. */
export function versionsIn(text: string): ToldVersions {
  const of = (label: string): string =>
    new RegExp(`^\\s*${label}: *(\\S+)`, "im").exec(text)?.[1]?.replace(/^v/, "") ?? "";
  const falco = /^\d+\.\d+\.\d+/.exec(of("Falco version"))?.[0];
  if (falco === undefined) throw new Error("The answer to --version does not name Falco's version.");
  return {
    falco,
    libs: of("Libs version"),
    engine: of("Engine"),
    pluginApi: of("Plugin API"),
    driverApi: of("API version"),
    driverSchema: of("Schema version"),
    driver: of("Default driver"),
  };
}

export interface ToldField {
  readonly name: string;
  readonly class: string;
  readonly sources: readonly string[];
  readonly type: string;
  readonly isList: boolean;
  readonly isDeprecated: boolean;
  readonly arg?: {
    readonly mode: string;
    readonly kinds: readonly string[];
    readonly syntax: readonly string[];
  };
}

interface ListedField {
  readonly name: string;
  readonly type?: string;
  readonly desc?: string;
  readonly tags?: readonly string[];
}

/** The fields in the answer to `--list --format json`. */
export function fieldsIn(text: string): readonly ToldField[] {
  const { fieldclasses } = JSON.parse(text) as {
    readonly fieldclasses: readonly {
      readonly name: string;
      readonly event_sources?: readonly string[];
      readonly fields: readonly ListedField[];
    }[];
  };
  return fieldclasses.flatMap((one) =>
    one.fields.map((field): ToldField => {
      const [, inner] = /^LIST\((\w+)\)$/.exec(field.type ?? "") ?? [];
      const has = (tag: string): boolean => (field.tags ?? []).includes(tag);
      const [isRequired, isIndex, isKey] = [has("ARG_REQUIRED"), has("ARG_INDEX"), has("ARG_KEY")];
      const takes = isRequired || has("ARG_ALLOWED");
      const syntax = takes ? bracketSyntax(field.name, { isRequired, isIndex, isKey }) : undefined;
      return {
        name: field.name,
        class: one.name,
        sources: one.event_sources ?? [],
        type: valueType(inner ?? field.type ?? "CHARBUF") ?? "CHARBUF",
        isList: inner !== undefined || has("EPF_IS_LIST"),
        isDeprecated: has("EPF_DEPRECATED") || /\bdeprecated\b/i.test(field.desc ?? ""),
        ...(syntax && { arg: { mode: syntax.mode, kinds: syntax.bracket ?? [], syntax: syntax.syntax } }),
      };
    }),
  );
}

/** The names in the answer to `--list-events`, with the names of their parameters. */
export function eventsIn(text: string): ReadonlyMap<string, readonly string[]> {
  const events = new Map<string, readonly string[]>();
  for (const [, name = "", parameters = ""] of text.matchAll(/^[<>] (\w+)\((.*)\)\s*$/gm)) {
    const own = parameters.split(/, (?=[A-Z])/).flatMap((one) => /^[A-Z0-9]+ (\w+)/.exec(one)?.[1] ?? []);
    events.set(name, [...new Set([...(events.get(name) ?? []), ...own])]);
  }
  return events;
}

/** The version of each plugin in the answer to `--list-plugins`. */
export function pluginsIn(text: string): ReadonlyMap<string, string> {
  const found = text.split(/^(?=Name: )/m).flatMap((part) => {
    const { descriptions } = readPluginFile("", `${part}\nCapabilities:\n`, undefined);
    return descriptions.flatMap(({ name, version }) =>
      version === undefined ? [] : [[name, version] as const],
    );
  });
  return new Map(found);
}

export interface ToldOption {
  readonly names: readonly string[];
  readonly argument: string | undefined;
  readonly isDeprecated: boolean;
}

/** The options in the answer to `--help`. */
export function optionsIn(text: string): readonly ToldOption[] {
  const options: ToldOption[] = [];
  for (const line of text.split("\n")) {
    const match =
      /^ {1,6}(?:(-[A-Za-z])(?:, *)?)?(--[\w-]+)?(?:[ =]\[?=?<([^>]+)>(?:=<[^>]+>)?\S*)?(?= |$)(.*)$/.exec(
        line,
      );
    const names = [match?.[1], match?.[2]].filter((name) => name !== undefined);
    if (match && names.length > 0)
      options.push({ names, argument: match[3], isDeprecated: /\bdeprecated\b/i.test(match[4] ?? "") });
    else {
      // What a description goes on with on the next line belongs to the option.
      const last = options.at(-1);
      if (last && /\bdeprecated\b/i.test(line)) options[options.length - 1] = { ...last, isDeprecated: true };
    }
  }
  return options;
}

/** The keys in the answer to `--config-schema`, as paths such as `engine.kmod.buf_size_preset`, each with its type. */
export function configKeysIn(text: string): ReadonlyMap<string, string> {
  const root = JSON.parse(text) as Schema;
  const keys = new Map<string, string>();
  collect(root, "", root, keys, 0);
  return keys;
}

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly definitions?: Readonly<Record<string, Schema>>;
}

function collect(schema: Schema, path: string, root: Schema, keys: Map<string, string>, depth: number): void {
  if (depth > 12) return;
  const own = schema.$ref
    ? (root.definitions?.[schema.$ref.replace("#/definitions/", "")] ?? schema)
    : schema;
  if (path !== "" && !keys.has(path)) keys.set(path, [own.type ?? "object"].flat().join("|"));
  for (const one of own.anyOf ?? []) collect(one, path, root, keys, depth + 1);
  if (own.items) collect(own.items, `${path}[]`, root, keys, depth + 1);
  for (const [name, below] of Object.entries(own.properties ?? {}))
    collect(below, path === "" ? name : `${path}.${name}`, root, keys, depth + 1);
}

/** The names of all properties in the answer to `--rule-schema`. */
export function ruleKeysIn(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  const walk = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    for (const [key, below] of Object.entries(value)) {
      if (key === "properties" && typeof below === "object" && below !== null)
        for (const name of Object.keys(below)) names.add(name);
      walk(below);
    }
  };
  walk(JSON.parse(text));
  return names;
}

/** The names of rules, macros and lists in the answer to `-L`. */
export function definitionsIn(text: string): ReadonlySet<string> {
  const {
    rules = [],
    macros = [],
    lists = [],
  } = JSON.parse(text) as Partial<
    Record<"rules" | "macros" | "lists", readonly { readonly info?: { readonly name?: string } }[]>
  >;
  return new Set([...rules, ...macros, ...lists].flatMap(({ info }) => info?.name ?? []));
}
