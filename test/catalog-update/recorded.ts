/** What a Falco of a release prints, made of what the facts have of it: represents a recording of the program. */
import { readFileSync } from "node:fs";
import type { Answers } from "../../scripts/catalog/answers.ts";
import type { Checkout } from "../../scripts/catalog/checkout.ts";
import { compare, isThere } from "../../scripts/catalog/run.ts";
import { SOURCE_NAMES, type Sources } from "../../scripts/catalog/sources.ts";

export const SOURCES_FOLDER = new URL("../../schemas/sources/", import.meta.url);

export function sourceText(name: string): string {
  return readFileSync(new URL(`${name}.json`, SOURCES_FOLDER), "utf8");
}

export const TODAY = Object.fromEntries(
  SOURCE_NAMES.map((name) => [name, JSON.parse(sourceText(name))]),
) as unknown as Sources;

interface Release {
  readonly version: string;
  readonly engineVersion: { readonly semver: string };
  readonly libsVersion: string;
  readonly driverVersion: string;
  readonly pluginApiVersion: string;
  readonly driverApiVersion: string;
  readonly driverSchemaVersion: string;
  readonly containerPlugin: string;
  readonly defaultRules: string;
  readonly falcoctlVersion: string;
}

function releaseOf(version: string): Release {
  const found = TODAY.versions.versions.find((one) => one.version === version);
  if (!found) throw new Error(`No record of ${version}`);
  return found as unknown as Release;
}

export function recorded(version: string): Answers {
  const release = releaseOf(version);
  return {
    version: [
      `Falco version: ${version} (x86_64)`,
      `Libs version:  ${release.libsVersion}`,
      `Plugin API:    ${release.pluginApiVersion}`,
      `Engine:        ${release.engineVersion.semver}`,
      "Driver:",
      `  API version:    ${release.driverApiVersion}`,
      `  Schema version: ${release.driverSchemaVersion}`,
      `  Default driver: ${release.driverVersion}`,
    ].join("\n"),
    fields: JSON.stringify({ fieldclasses: fieldClasses(version) }),
    events: events(),
    plugins: `1 Plugins Loaded:\n\nName: container\nDescription: d\nContact: c\nVersion: ${release.containerPlugin}\nCapabilities:\n  - Field Extraction\n`,
    help: help(version),
    config: JSON.stringify(configSchema(version)),
    rules: JSON.stringify(ruleSchema(version)),
    defaults: "",
  };
}

interface Field {
  readonly class: string;
  readonly sources: readonly string[];
  readonly arg: { readonly mode: string; readonly kinds: readonly string[] } | null;
}

function fieldClasses(version: string): readonly object[] {
  const listed = TODAY.fields.fields.filter(
    (field) =>
      isThere(field, version) &&
      !field.removedInPlugin &&
      !field.flags.hidden &&
      (field.plugin === null || field.plugin === "container"),
  );
  const classes = new Map<string, object[]>();
  for (const one of listed) {
    const field = one as unknown as Field & (typeof listed)[number];
    const changed = field.typeChanges?.find((change) => compare(change.in, version) > 0);
    const type = changed?.from ?? field.type;
    const isDeprecated = field.deprecatedIn !== null && compare(field.deprecatedIn, version) <= 0;
    const tags = [
      ...(field.arg ? [field.arg.mode === "required" ? "ARG_REQUIRED" : "ARG_ALLOWED"] : []),
      ...(field.arg?.kinds.includes("index") ? ["ARG_INDEX"] : []),
      ...(field.arg?.kinds.some((kind) => kind !== "index") ? ["ARG_KEY"] : []),
      ...(isDeprecated ? ["EPF_DEPRECATED"] : []),
    ];
    const key = `${field.class} ${field.sources.join()}`;
    classes.set(key, [
      ...(classes.get(key) ?? []),
      { name: field.name, type: field.isList ? `LIST(${type})` : type, desc: "d", tags },
    ]);
  }
  return [...classes].map(([key, fields]) => {
    const [name, sources = ""] = key.split(" ");
    return { name, desc: "d", event_sources: sources.split(","), fields };
  });
}

function events(): string {
  const named = TODAY.events.names.map(
    ({ name, params = [] }) => `< ${name}(${params.map((one) => `UINT32 ${one.name}`).join(", ")})`,
  );
  return [
    ...named,
    ...TODAY.events.genericSyscalls.map((name) => `> ${name}(SYSCALLID ID, UINT16 nativeID)`),
  ].join("\n");
}

function help(version: string): string {
  const lines = TODAY["cli-args"].options
    .filter((option) => isThere(option, version))
    .map((option) => {
      const { arg } = option as unknown as {
        readonly arg: { readonly shape: string; readonly name?: string };
      };
      const left = `${option.names[0]?.startsWith("--") ? "    " : ""}${option.names.join(", ")}${arg.name ? ` <${arg.name}>` : ""}`;
      const isDeprecated = option.deprecatedIn !== null && compare(option.deprecatedIn, version) <= 0;
      return `  ${left.padEnd(30)} ${isDeprecated ? "DEPRECATED: " : ""}What it does\n${" ".repeat(33)}and more of that.`;
    });
  return `Falco version: ${version} (x86_64)\nFalco - Cloud Native Runtime Security\nUsage:\n  falco [OPTION...]\n\n${lines.join("\n")}\n`;
}

interface SchemaNode {
  type?: string | readonly string[];
  properties?: Map<string, SchemaNode>;
  items?: SchemaNode;
}

function inSchema(version: string): readonly string[] {
  return TODAY["config-keys"].keys.flatMap(({ path, ranges: { schema } }) =>
    schema &&
    compare(schema.first, version) <= 0 &&
    (schema.last === "master" || compare(schema.last, version) >= 0)
      ? [path]
      : [],
  );
}

function configSchema(version: string): object {
  const root: SchemaNode = {};
  for (const path of inSchema(version)) {
    let node = root;
    for (const [, name = "", list = ""] of path.matchAll(/([^.[\]]+)((?:\[\])*)(?:\.|$)/g)) {
      node.properties ??= new Map();
      const below: SchemaNode = node.properties.get(name) ?? {};
      node.properties.set(name, below);
      node = below;
      for (let depth = 0; depth < list.length / 2; depth++) {
        node.items ??= {};
        node = node.items;
      }
    }
  }
  return { $ref: "#/definitions/Falco", definitions: { Falco: plain(root) } };
}

function plain({ properties, items }: SchemaNode): object {
  return {
    type: properties ? "object" : items ? "array" : "string",
    ...(properties && {
      properties: Object.fromEntries([...properties].map(([name, node]) => [name, plain(node)])),
    }),
    ...(items && { items: plain(items) }),
  };
}

function ruleSchema(version: string): object {
  const names = TODAY["rule-items"].keys
    .filter(({ schemaSince }) => schemaSince === null || compare(schemaSince, version) <= 0)
    .map(({ key }) => [key, { type: "string" }]);
  return { type: "array", items: { properties: Object.fromEntries(names) } };
}

/** The files of a release's checkout that are looked at. */
export function checkoutFiles(version: string): ReadonlyMap<string, string> {
  const { libsVersion, engineVersion, defaultRules, falcoctlVersion, containerPlugin } = releaseOf(version);
  const [major, minor, patch] = engineVersion.semver.split(".");
  const options = TODAY["cli-args"].options
    .filter((option) => isThere(option, version))
    .map(({ names }) => `("${names.map((name) => name.replace(/^-+/, "")).join(",")}", "d")`);
  const keys = inSchema(version).map((path) => `"${path.split(".").at(-1)?.replace("[]", "")}": {}`);
  return new Map([
    ["userspace/falco/app/options.cpp", options.join("\n")],
    ["userspace/falco/config_json_schema.h", keys.join("\n")],
    [
      "userspace/engine/falco_engine_version.h",
      `#define FALCO_ENGINE_VERSION_MAJOR ${major}\n#define FALCO_ENGINE_VERSION_MINOR ${minor}\n#define FALCO_ENGINE_VERSION_PATCH ${patch}\n`,
    ],
    ["cmake/modules/falcosecurity-libs.cmake", `set(FALCOSECURITY_LIBS_VERSION "${libsVersion}")\n`],
    ["cmake/modules/rules.cmake", `set(FALCOSECURITY_RULES_FALCO_VERSION "${defaultRules}")\n`],
    ["cmake/modules/falcoctl.cmake", `set(FALCOCTL_VERSION "${falcoctlVersion}")\n`],
    ["CMakeLists.txt", `set(CONTAINER_VERSION "${containerPlugin}")\n`],
  ]);
}

export function recordedCheckout(version: string): Checkout {
  const { engineVersion, libsVersion, containerPlugin, defaultRules, falcoctlVersion } = releaseOf(version);
  const tags = TODAY.versions.versions.map((one) => one.version).filter((tag) => tag !== "master");
  return {
    tags,
    tag: version,
    date: "2026-06-10",
    engine: engineVersion.semver,
    libs: libsVersion,
    rules: defaultRules,
    falcoctl: falcoctlVersion,
    containerPlugin,
    firstChart: "9.1.0",
    read: (tag, file) => checkoutFiles(tag).get(file),
  };
}

/** The data as it was when a release was the newest. */
export function asOf(release: string): Sources {
  const isLater = (version: unknown): boolean =>
    typeof version === "string" && /^\d/.test(version) && compare(version, release) > 0;
  const back = <T extends { readonly since: string | null }>(records: readonly T[]): readonly T[] =>
    records
      .filter(({ since }) => !isLater(since))
      .map((one) => ({
        ...one,
        ...("deprecatedIn" in one && isLater(one.deprecatedIn) && { deprecatedIn: null }),
        ...("removedIn" in one && isLater(one.removedIn) && { removedIn: null }),
      }));
  const meta = <T extends { readonly meta: object }>(source: T): T => ({
    ...source,
    meta: { ...source.meta, falco: release },
  });
  const keys = back(TODAY["config-keys"].keys).map((key) => ({
    ...key,
    ranges: Object.fromEntries(
      Object.entries(key.ranges).map(([what, range]) => [
        what,
        range && { ...range, last: range.last === release ? "master" : range.last },
      ]),
    ),
  }));
  const plugins = TODAY.fields.plugins.map((plugin) =>
    plugin.bundledVersionAt
      ? {
          ...plugin,
          bundledVersionAt: Object.fromEntries(
            Object.entries(plugin.bundledVersionAt).filter(([version]) => !isLater(version)),
          ),
        }
      : plugin,
  );
  return {
    ...TODAY,
    versions: meta({
      ...TODAY.versions,
      versions: TODAY.versions.versions.filter(({ version }) => !isLater(version)),
    }),
    fields: meta({ ...TODAY.fields, plugins, fields: back(TODAY.fields.fields) }),
    "cli-args": meta({ ...TODAY["cli-args"], options: back(TODAY["cli-args"].options) }),
    "config-keys": meta({ ...TODAY["config-keys"], keys }),
    "rule-items": meta({
      ...TODAY["rule-items"],
      keys: TODAY["rule-items"].keys,
    }),
  };
}
