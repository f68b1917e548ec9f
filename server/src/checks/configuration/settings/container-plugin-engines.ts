import { defineConfigCheck, wordList } from "../config-check.ts";

/** Settings of the container plugin that name some runtimes only. See container-plugin-engines.md. */
export const containerPluginEngines = defineConfigCheck({
  code: "container-plugin-engines",
  quiet: "error",
  render: ({ missing }) => ({
    message: `The container plugin rejects \`engines\` without ${wordList(missing).replace(/ or /, " and ")}. Falco exits. List all seven runtimes, each with \`enabled\`.`,
  }),
});
