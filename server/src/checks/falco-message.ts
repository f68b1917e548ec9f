import type { FalcoFound } from "../model/ruleset/falco-results.ts";
import { ITEM_CHECKS, TEXT_CHECKS } from "./registry.ts";

/** Our words for what Falco would report. */
export function falcoMessage({ kind, finding, text }: FalcoFound): string {
  return kind === "item"
    ? (ITEM_CHECKS.get(finding.code)?.render(finding, text).message ?? finding.code)
    : (TEXT_CHECKS.get(finding.code)?.render(finding, text).message ?? finding.code);
}
