import type { JsonSchema } from "./generate-config-schema.ts";

const SCALAR = { type: ["string", "number", "boolean"] };
const BOOLEAN = { type: ["boolean", "string"], pattern: "^(?:true|false)$" };
const WHOLE = { type: ["integer", "string"], pattern: "^\\s*\\+?[0-9]+$", minimum: 0 };
const PRIORITIES = [
  "EMERGENCY",
  "ALERT",
  "CRITICAL",
  "ERROR",
  "WARNING",
  "NOTICE",
  "INFORMATIONAL",
  "INFO",
  "DEBUG",
];
const OVERRIDABLE = [
  "items",
  "condition",
  "desc",
  "output",
  "priority",
  "enabled",
  "tags",
  "exceptions",
  "warn_evttypes",
  "skip-if-unknown-filter",
  "capture",
  "capture_duration",
];

/**
 * The schema for rules files: the keys of Falco's own, with one difference. Falco's wants priorities in upper case
 * although the loader takes any; ours follows the loader.
 */
export function rulesSchema(): JsonSchema {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    $id: "https://www.schemastore.org/falco-rules.json",
    title: "Falco rules",
    description: "A rules file of Falco: rules, macros, lists and what they require.",
    "x-file-match": ["falco_rules.yaml", "falco_rules.local.yaml", "*_rules.yaml", "**/rules.d/*.yaml"],
    type: "array",
    items: {
      type: "object",
      additionalProperties: false,
      properties: {
        rule: told(
          SCALAR,
          "Name of the rule. A later rule of the same name replaces this one, or changes it with `override`.",
        ),
        macro: told(
          SCALAR,
          "Name of the macro, a piece of condition that rules and other macros use by name.",
        ),
        list: told(
          SCALAR,
          "Name of the list, a set of values that conditions, macros and other lists use by name.",
        ),
        desc: told(SCALAR, "What the rule detects and why that matters, for the people who read its alerts."),
        condition: told(
          SCALAR,
          "The filter an event must pass, for example `evt.type = execve and proc.name = bash`.",
        ),
        output: told(
          SCALAR,
          "The text of the alert. Fields are written `%field`, for example `%proc.cmdline`.",
        ),
        priority: told(
          {
            anyOf: [
              { enum: PRIORITIES },
              { type: "string", pattern: `^(?:${PRIORITIES.map(anyCase).join("|")})$` },
            ],
          },
          "Severity of an alert of this rule. Upper and lower case mean the same.",
        ),
        source: told(
          { ...SCALAR, default: "syscall" },
          "The event source that the rule reads: `syscall`, or the source of a plugin.",
        ),
        enabled: told({ ...BOOLEAN, default: true }, "Whether the rule runs."),
        tags: told(
          { type: "array", items: SCALAR },
          "Labels to group rules by. Rules can be turned on and off by tag.",
        ),
        exceptions: told(
          { type: "array", items: exception() },
          "Cases in which the rule keeps quiet although its condition holds.",
        ),
        warn_evttypes: told(
          { ...BOOLEAN, default: true },
          "Whether Falco warns when the condition names no event type and so sees every event.",
        ),
        "skip-if-unknown-filter": told(
          { ...BOOLEAN, default: false },
          "Whether Falco skips the rule, instead of rejecting the file, if it uses an unknown field.",
        ),
        capture: told(
          { ...BOOLEAN, default: false },
          "Whether an alert of this rule starts a recording. The configuration must have `capture` on.",
        ),
        capture_duration: told(WHOLE, "How long that recording runs, in milliseconds."),
        items: told(
          { type: "array", items: { type: ["string", "number", "boolean"] } },
          "The values of the list. Names of other lists are replaced by their values.",
        ),
        append: {
          ...told(BOOLEAN, "Adds to an earlier definition. `override` does the same and says what is added."),
          deprecated: true,
        },
        override: told(override(), "Which keys of an earlier definition this item appends to or replaces."),
        required_engine_version: told(SCALAR, "The least engine version that understands this file."),
        required_plugin_versions: told(
          { type: "array", items: requirement(true) },
          "Plugins that the rules of this file need, with their least versions.",
        ),
      },
    },
  };
}

function told(schema: JsonSchema, description: string): JsonSchema {
  return { description, markdownDescription: description, ...schema };
}

function anyCase(word: string): string {
  return [...word].map((letter) => `[${letter}${letter.toLowerCase()}]`).join("");
}

function exception(): JsonSchema {
  return {
    type: "object",
    additionalProperties: false,
    required: ["name"],
    properties: {
      name: told(SCALAR, "Name of the exception, unique in its rule."),
      fields: { description: "The field, or the list of fields, that is compared." },
      comps: { description: "The operator, or one for each field." },
      values: { description: "The values that are excepted; with several fields, one value for each." },
    },
  };
}

function override(): JsonSchema {
  const how = { enum: ["append", "replace"] };
  return {
    type: "object",
    additionalProperties: false,
    minProperties: 1,
    properties: Object.fromEntries(
      OVERRIDABLE.map((key) => [
        key,
        { description: `Whether \`${key}\` is appended to or replaced.`, ...how },
      ]),
    ),
  };
}

function requirement(withAlternatives: boolean): JsonSchema {
  return {
    type: "object",
    additionalProperties: false,
    required: ["name", "version"],
    properties: {
      name: told(SCALAR, "Name of the plugin."),
      version: told(SCALAR, "Least version of the plugin."),
      ...(withAlternatives && {
        alternatives: told(
          { type: "array", items: requirement(false) },
          "Other plugins, any of which does as well.",
        ),
      }),
    },
  };
}
