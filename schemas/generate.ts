/**
 * Writes everything that is generated: `schemas/catalog/*.json` from `schemas/sources/*.json`, which people edit, the
 * schemas for other editors with their validator, and what the client needs from the hosts.
 * A new Falco release is new sources, `npm run generate`, and a diff to review with one record on each line.
 * Stops at anything that is unknown. With `--check` it writes nothing and fails when a file is out of date.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { convertAnnouncements } from "./convert/announcements.ts";
import { convertConfigKeys } from "./convert/config-keys.ts";
import { convertDefaultRuleFacts } from "./convert/default-rule-facts.ts";
import { artifactFiles, convertDefaultRules } from "./convert/default-rules.ts";
import { convertEvents } from "./convert/events.ts";
import { convertFalcoctl } from "./convert/falcoctl.ts";
import { convertFields } from "./convert/fields.ts";
import { convertHabits } from "./convert/habits.ts";
import { convertHelmValues } from "./convert/helm-values.ts";
import { convertLanguage } from "./convert/language.ts";
import { convertOptions } from "./convert/options.ts";
import { convertRuleItems } from "./convert/rule-items.ts";
import { convertAttack, tagNames } from "./convert/attack.ts";
import { convertPluginSettings } from "./convert/plugin-settings.ts";
import { convertUsage } from "./convert/usage.ts";
import { convertVersions } from "./convert/versions.ts";
import { compiledValidator } from "./compile.ts";
import { clientStrings } from "./client-strings.ts";
import { clientFileNames, manifestWithEvents } from "./editor-files.ts";
import { publishedSchemas } from "./generate-config-schema.ts";
import { manifestStrings } from "../scripts/manifest-strings.mjs";
import { ShapeError, anything, record, text, unused } from "./shape.ts";

type CatalogFiles = Readonly<Record<string, object>>;

const root = new URL("..", import.meta.url);

try {
  const stale = (await generated()).filter(([name, content]) => !isWritten(name, content));
  if (process.argv.includes("--check")) {
    for (const [name] of stale)
      console.error(`${name} is not what its sources say: run \`npm run generate\`.`);
    if (stale.length > 0) process.exitCode = 1;
  } else {
    for (const [name, content] of stale) {
      writeFileSync(new URL(name, root), content);
      console.log(`${name} written`);
    }
  }
} catch (error) {
  if (!(error instanceof ShapeError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

/** Every generated file by its path from the root. */
async function generated(): Promise<readonly (readonly [name: string, content: string])[]> {
  const manifest = manifestWithEvents(readFileSync(new URL("package.json", root), "utf8"));
  return [
    ...Object.entries(catalogFiles()).map(
      ([name, content]) => [`schemas/catalog/${name}`, print(content)] as const,
    ),
    ...schemaFiles(),
    ["client/src/file-names.ts", clientFileNames()],
    ["l10n/bundle.l10n.json", await clientStrings(new URL("client/src/", root))],
    ["package.json", manifest],
    ["package.nls.json", `${JSON.stringify(manifestStrings(JSON.parse(manifest)).strings, undefined, 2)}\n`],
  ];
}

/** The published schemas, and the validator that is compiled from the one for `falco.yaml`. */
function schemaFiles(): readonly (readonly [name: string, content: string])[] {
  const schemas = Object.entries(publishedSchemas());
  const config = schemas.find(([name]) => name === "falco.schema.json")?.[1] ?? "";
  return [
    ...schemas.map(([name, content]) => [`schemas/${name}`, content] as const),
    ["server/src/model/configuration/schema-validator.js", compiledValidator(config)],
  ];
}

function catalogFiles(): CatalogFiles {
  const { loaderWarns, ...items } = convertRuleItems(source("rule-items"));
  const { fields, plugins } = convertFields(source("fields"), loaderWarns);
  const config = convertConfigKeys(source("config-keys"));
  const paths = new Set(config.keys.map((key) => key.path));
  const header = sourceHeader();
  const attack = convertAttack(source("attack"));
  const language = convertLanguage(source("language"));
  const defaults = convertDefaultRules(source("default-rules"));
  const files: CatalogFiles = {
    "fields.json": { fields },
    "plugins.json": { plugins },
    "plugin-settings.json": convertPluginSettings(
      source("plugin-settings"),
      new Set(plugins.map(({ name }) => name)),
    ),
    "falcoctl.json": convertFalcoctl(source("falcoctl")),
    "events.json": convertEvents(source("events")),
    "habits.json": convertHabits(source("habits"), fields, items.priorities),
    "language.json": language,
    "rule-items.json": items,
    "config-keys.json": config,
    "options.json": convertOptions(source("cli-args"), paths),
    "helm-values.json": convertHelmValues(source("helm-values")),
    "versions.json": convertVersions(source("versions")),
    "default-rules.json": defaults,
    "default-rule-facts.json": convertDefaultRuleFacts(
      source("default-rule-facts"),
      artifactFiles(source("default-rules")),
    ),
    "attack.json": attack,
    "usage.json": convertUsage(
      source("usage"),
      fields,
      defaults.names,
      language.transformers,
      tagNames(attack),
    ),
    "announcements.json": convertAnnouncements(source("announcements")),
  };
  return Object.fromEntries(Object.entries(files).map(([name, content]) => [name, { header, ...content }]));
}

/** The releases that the catalogue was made from, as the field table names them. */
function sourceHeader(): { readonly falco: string; readonly libs: string; readonly engine: string } {
  const { meta } = record({
    meta: record({
      falco: text,
      libs: text,
      engine: text,
      listTypesAllowed: unused,
      pluginFieldTypes: unused,
      files: unused,
    }),
    eventSources: anything,
    plugins: anything,
    fields: anything,
  })(source("fields"), "fields.json");
  return { falco: meta.falco, libs: meta.libs, engine: meta.engine };
}

function source(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`schemas/sources/${name}.json`, root), "utf8"));
}

function isWritten(name: string, content: string): boolean {
  try {
    return readFileSync(new URL(name, root), "utf8") === content;
  } catch {
    return false;
  }
}

/** JSON with one record a line, so that a diff shows what changed. */
function print(content: object): string {
  const members = Object.entries(content).map(([key, value]) => {
    const isRecords = Array.isArray(value) && (typeof value[0] === "object" || key === "lines");
    const body = isRecords
      ? `[\n${value.map((item) => `    ${JSON.stringify(item)}`).join(",\n")}\n  ]`
      : JSON.stringify(value);
    return `  ${JSON.stringify(key)}: ${body}`;
  });
  return `{\n${members.join(",\n")}\n}\n`;
}
