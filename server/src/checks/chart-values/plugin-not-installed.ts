import type { PluginNotInstalled } from "../../model/chart-values/finding.ts";
import { defineCheck } from "../check.ts";

/** Plugins that are loaded and not installed. See plugin-not-installed.md. */
export const pluginNotInstalled = defineCheck<PluginNotInstalled>({
  code: "plugin-not-installed",
  severity: "error",
  falco: "fatal",
  render: ({ name, problem, edits }) => ({
    message: `Plugin \`${name}\` is not in Falco's image, and ${REASONS[problem](name)}`,
    fixes:
      edits.length === 0
        ? []
        : [
            {
              title: problem === "types" ? "Add `plugin` to `allowedTypes`" : `Add \`${name}\` to \`refs\``,
              safety: "unsafe",
              edits,
            },
          ],
  }),
});

const REASONS: Readonly<Record<PluginNotInstalled["problem"], (name: string) => string>> = {
  refs: (name) =>
    `falcoctl does not install it. Add \`${name}\` to \`falcoctl.config.artifact.install.refs\`.`,
  types: () =>
    "falcoctl is not allowed to install plugins. Add `plugin` to `falcoctl.config.artifact.allowedTypes`.",
  off: () => "falcoctl is disabled. Set `falcoctl.artifact.install.enabled: true`.",
};
