import { CATALOGUED } from "../../../catalog/plugin-registry.ts";
import { fixOf, replaceScalar } from "../../configuration/settings/entry-edits.ts";
import { defineItemCheck } from "../item-check.ts";
import { didYouMean, meantName, oneOf } from "../items/item-words.ts";
import { SYSCALL } from "../../../catalog/records.ts";

/** A source that no loaded plugin provides. See unknown-source.md. */
export const unknownSource = defineItemCheck({
  code: "unknown-source",
  severity: "warning",
  falco: "LOAD_UNKNOWN_SOURCE",
  growsWithReleases: true,
  render(finding, text) {
    const source = finding.detail ?? "";
    const plugins = CATALOGUED.ofSource(source).map(({ name }) => name);
    if (plugins.length > 0)
      return {
        message: `Source \`${source}\` needs plugin ${oneOf(plugins)}, which is not loaded. Falco skips rule \`${finding.name}\`. Load the plugin.`,
        plugins,
      };
    const meant = meantName(source, finding.options ?? [SYSCALL]);
    const advice = meant ? didYouMean(meant) : " Load the plugin that provides it.";
    return {
      message: `Unknown source \`${source}\`. Falco skips rule \`${finding.name}\`.${advice}`,
      fixes: meant
        ? fixOf(`Replace with \`${meant}\``, "unsafe", replaceScalar(text, finding.span, meant))
        : [],
    };
  },
});
