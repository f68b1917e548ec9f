import { fixOf, replaceScalar } from "./entry-edits.ts";
import { defineItemCheck } from "./item-check.ts";
import { didYouMean, meantName } from "./item-words.ts";

/** A source that no loaded plugin provides. See unknown-source.md. */
export const unknownSource = defineItemCheck({
  code: "unknown-source",
  severity: "warning",
  falco: "LOAD_UNKNOWN_SOURCE",
  render(finding, text) {
    const source = finding.detail ?? "";
    const meant = meantName(source, finding.options ?? ["syscall"]);
    const advice = meant ? didYouMean(meant) : " Load the plugin that provides it.";
    return {
      message: `No plugin provides the source \`${source}\`, so Falco skips rule \`${finding.name}\`.${advice}`,
      fixes: meant ? fixOf(`Write \`${meant}\``, "unsafe", replaceScalar(text, finding.span, meant)) : [],
    };
  },
});
