import type { ParsedRegion } from "../hosts/document.ts";
import { rereadYaml } from "../syntax/reread-yaml.ts";
import { readYaml } from "../syntax/yaml.ts";
import { applyEdits, type Edit } from "../text/span.ts";

/** Whether edits of a region leave YAML as good as it was. */
export type KeepsYaml = (edits: readonly Edit[]) => boolean;

/** How much text is read to try the fixes of one region, in UTF-16 units; what comes after that is not tried. */
const MOST_READ = 1_000_000;

/** Words that are no more than words in any place of a scalar. */
const WORD = /^[\w./-]+$/;

/**
 * Edits that write one word instead of another pass. All others rely on where entries begin and end: they are tried, and in a text
 * that is not YAML only those pass that repair some of it.
 */
export function keepingYaml({ yaml, text }: ParsedRegion): KeepsYaml {
  let left = MOST_READ;
  return (edits) => {
    if (!yaml || edits.every((edit) => isWord(edit, text))) return true;
    left -= text.length;
    const broken = yaml.problems.length;
    if (left < 0) return broken === 0;
    const made = applyEdits(text, edits);
    const after = (rereadYaml(made, text, yaml) ?? readYaml(made)).problems.length;
    return broken === 0 ? after === 0 : after < broken;
  };
}

function isWord({ span, newText }: Edit, text: string): boolean {
  return WORD.test(newText) && WORD.test(text.slice(span.start, span.end));
}
