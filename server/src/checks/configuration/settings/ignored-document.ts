import { defineConfigCheck } from "../config-check.ts";

/** A second YAML document, which Falco never reads. See ignored-document.md. */
export const ignoredDocument = defineConfigCheck({
  code: "ignored-document",
  quiet: "warning",
  render: () => ({
    message:
      "Falco reads only the first YAML document of a configuration. Move these keys before the separator.",
  }),
});
