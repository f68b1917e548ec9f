import type { PluginFileFinding } from "../../model/plugins/plugin-file.ts";
import { FIELD_TYPES } from "../../model/plugins/field-types.ts";
import { defineCheck } from "../check.ts";

/** A mistake in a file that describes plugins. See plugin-file.md. */
export const pluginFile = defineCheck<PluginFileFinding>({
  code: "plugin-file",
  severity: "error",
  falco: null,
  render(finding) {
    const { near, span } = finding;
    return {
      message: `${MESSAGES[finding.problem](finding)}${near === undefined ? "" : ` Did you mean \`${near}\`?`}`,
      fixes:
        near === undefined
          ? []
          : [{ title: `Replace with \`${near}\``, safety: "unsafe", edits: [{ span, newText: near }] }],
    };
  },
});

const MESSAGES: Readonly<Record<PluginFileFinding["problem"], (finding: PluginFileFinding) => string>> = {
  syntax: ({ text }) => `The file cannot be read as YAML or JSON: ${text}`,
  "not-a-plugin": () =>
    "This file must be a map that describes a plugin. Write at least `name` and `fields`.",
  "names-only": () =>
    "This list has only the names of fields. Use the output of `falco --list --format json` without `-N`.",
  "no-plugin": () =>
    "This list has only fields of Falco. Run `falco --list --format json` with a configuration that loads the plugin.",
  "missing-key": ({ text }) => `Key \`${text}\` is missing. Add it.`,
  "unknown-key": ({ text, near }) => `Unknown key \`${text}\`.${near === undefined ? " Remove it." : ""}`,
  "repeated-field": ({ text }) => `Field \`${text}\` is described twice. Remove one of the two.`,
  "wrong-shape": ({ text, expected = "" }) => `\`${text}\` must be ${expected}.`,
  "wrong-name": ({ text }) =>
    `\`${text}\` is not the name of a field. Write letters, digits, \`_\`, \`-\` and dots, such as \`source.user\`.`,
  "wrong-type": ({ text, near }) =>
    `\`${text}\` is not a type of a field.${
      near === undefined ? ` Use one of ${FIELD_TYPES.map((type) => `\`${type}\``).join(", ")}.` : ""
    }`,
  "wrong-version": ({ text }) => `\`${text}\` is not a version. Write three numbers, such as \`0.1.0\`.`,
};
