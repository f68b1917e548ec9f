import type { ParsedRegion } from "../../hosts/document.ts";
import { hasFlaws, placedIn } from "../../syntax/items.ts";
import type { ItemRepair } from "../../syntax/item-repair.ts";
import type { YamlProblem } from "../../syntax/yaml-node.ts";
import type { ItemFinding } from "../ruleset/items/items.ts";

type SyntaxCode = "yaml-syntax" | "not-a-list";

/** What the YAML reader rejects in a region of rules. */
export interface SyntaxFindings {
  readonly kind: "syntax";
  readonly region: ParsedRegion;
  readonly found: readonly SyntaxFound[];
}

export interface SyntaxFound {
  /** Spans are offsets in the region's text from `start`. */
  readonly finding: ItemFinding<SyntaxCode>;
  readonly start: number;
  /** The text of the item, or of the region where it is in none. */
  readonly text: string;
}

/** Most characters that are marked of what is not part of the list. */
const LONGEST_STRAY = 40;

/** Returns what the YAML reader rejects, once for each item. */
export function syntaxFindings(region: ParsedRegion): SyntaxFindings {
  const found: SyntaxFound[] = [];
  const { problems = [], misplaced = [] } = region.items ?? {};
  const items = region.items ? placedIn(region.items, hasFlaws) : [];
  for (const { item, start } of items) {
    const first = item.repair ?? item.problems[0];
    const code = item.problems.length > 0 ? "yaml-syntax" : "not-a-list";
    if (first) found.push({ finding: findingOf(code, first, item.repair), start, text: item.text });
  }
  const repaired = items.flatMap(({ item, start }) =>
    item.repair ? item.stray.map((one) => one.start + start) : [],
  );
  const [first] = problems;
  if (first) found.push({ finding: findingOf("yaml-syntax", first), start: 0, text: region.text });
  for (const { start, end } of misplaced) {
    if (repaired.includes(start)) continue;
    const span = { start, end: Math.min(end, start + LONGEST_STRAY) };
    found.push({ finding: findingOf("not-a-list", { span, message: "" }), start: 0, text: region.text });
  }
  return { kind: "syntax", region, found };
}

function findingOf(
  code: SyntaxCode,
  { span, message, spaces }: Pick<YamlProblem, "span" | "message" | "spaces">,
  repair?: ItemRepair,
): ItemFinding<SyntaxCode> {
  return {
    code,
    span,
    name: "",
    detail: message,
    place: { type: "rules content", name: "", at: undefined },
    falco: code === "yaml-syntax" ? "LOAD_ERR_YAML_PARSE" : "LOAD_ERR_YAML_VALIDATE",
    ...(repair && { repair }),
    ...(spaces && { spaces }),
  };
}
