/** Compiles `falco.schema.json` into a function that needs neither ajv nor `eval` at run time. Run by every build. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv } from "ajv";
import standaloneModule from "ajv/dist/standalone/index.js";

const HERE = path.dirname(fileURLToPath(import.meta.url));

/** Where the validator goes. It is checked in, so that types and tests need no build; a test proves it fresh. */
export const VALIDATOR_FILE = path.resolve(HERE, "../server/src/model/configuration/schema-validator.js");

const ANNOTATIONS = new Set([
  "description",
  "markdownDescription",
  "default",
  "deprecated",
  "x-file-match",
  "title",
  "if",
  "then",
]);

/** Returns the validator's module for a schema, by default for the one that is checked in. */
export function compiledValidator(text = readFileSync(path.join(HERE, "falco.schema.json"), "utf8")): string {
  const schema = bare(JSON.parse(text), false);
  const ajv = new Ajv({
    allErrors: true,
    strict: true,
    allowUnionTypes: true,
    strictRequired: false,
    messages: false,
    code: { source: true, esm: true, optimize: 2 },
  });
  const validate = ajv.compile(schema as object);
  // The package is CommonJS, so that what it exports may come wrapped.
  const { default: wrapped } = standaloneModule as unknown as { default?: typeof standaloneModule };
  const standalone = wrapped ?? standaloneModule;
  return `// Made by schemas/compile.ts from schemas/falco.schema.json.\n${standalone(ajv, validate)}\n`;
}

/** The schema without what only editors read. `named` says that the keys of `value` are names of properties. */
function bare(value: unknown, named: boolean): unknown {
  if (Array.isArray(value)) return value.map((item) => bare(item, false));
  if (value === null || typeof value !== "object") return value;
  const { anyOf } = value as { anyOf?: readonly [unknown, { pattern?: string; type?: unknown }] };
  // Of a narrow and a wide form only the wide one decides.
  if (!named && anyOf && anyOf[1].type !== "object") return bare(anyOf[1], false);
  const kept: Record<string, unknown> = {};
  for (const [key, below] of Object.entries(value)) {
    if (named || !ANNOTATIONS.has(key)) kept[key] = bare(below, !named && key === "properties");
  }
  return kept;
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  mkdirSync(path.dirname(VALIDATOR_FILE), { recursive: true });
  writeFileSync(VALIDATOR_FILE, compiledValidator());
}
