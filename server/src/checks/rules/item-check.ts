import type { ItemFinding } from "../../model/ruleset/items/items.ts";
import type { CheckInfo, FalcoVerdict, Rendered, Severity } from "../check.ts";

/** A check that words the findings made while reading, merging and compiling items. */
export interface ItemCheck extends CheckInfo {
  /** How a finding reads. `text` is the text of the finding's item: spans of fixes are offsets in it. */
  render(finding: ItemFinding, text: string): Rendered;
}

/**
 * The check, with a `render` that heeds what Falco says of this very finding: where that is not the
 * check's own verdict, the finding's verdict is given, and the severity that goes with it.
 */
export function defineItemCheck(check: ItemCheck): ItemCheck {
  return {
    ...check,
    render(finding, text) {
      const rendered = check.render(finding, text);
      const falco = toVerdict(finding.falco);
      if (falco === check.falco) return rendered;
      return { falco, severity: severityOf(falco), ...rendered };
    },
  };
}

/** What stops Falco is an error, what it complains of a warning, and what only we say a hint. */
export function severityOf(falco: FalcoVerdict): Severity {
  if (falco === null) return "hint";
  return falco === "fatal" || falco.startsWith("LOAD_ERR_") ? "error" : "warning";
}

function toVerdict(falco: string | null): FalcoVerdict {
  if (falco === "schema" || falco === "fatal" || falco === "log") return falco;
  return falco?.startsWith("LOAD_") ? `LOAD_${falco.slice("LOAD_".length)}` : null;
}
