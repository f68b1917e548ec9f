import type { FalcoFound } from "../model/ruleset/falco-results.ts";
import { checkOf } from "./registry.ts";

/** Our words for what Falco would report. */
export function falcoMessage({ finding, text }: FalcoFound): string {
  return checkOf(finding.code).render(finding, text).message;
}
