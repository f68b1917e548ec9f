import { ITEM_CHECKS, TEXT_CHECKS } from "../checks/registry.ts";
import { type FalcoIssue, falcoResults } from "../model/falco-results.ts";
import type { Ruleset } from "../model/workspace.ts";
import type { Document } from "../hosts/document.ts";
import type { ReadFile } from "./files.ts";

/** Falco's own JSON on loading the files, so that what reads `falco -V` can read this. */
export function falcoReport(ruleset: Ruleset, files: readonly ReadFile[]): { readonly text: string; readonly errors: boolean } {
  const { results, fatal } = falcoResults(ruleset.input);
  const documents = files.map(({ document }) => document);
  const made = results.map(({ file, successful, errors, warnings }) => ({
    name: files[file]?.path ?? "",
    successful,
    errors: errors.map((issue) => toIssue(issue, documents, files)),
    warnings: warnings.map((issue) => toIssue(issue, documents, files)),
  }));
  const text = `${JSON.stringify({ falco_load_results: made, ...(fatal && { fatal }) })}\n`;
  return { text, errors: fatal !== undefined || results.some(({ successful }) => !successful) };
}

function toIssue(issue: FalcoIssue, documents: readonly Document[], files: readonly ReadFile[]): object {
  const { file, ...position } = positionOf(issue, documents);
  const name = files[file < 0 ? issue.file : file]?.path ?? "";
  return {
    code: issue.code,
    codedesc: ITEM_CHECKS.get(issue.check)?.code ?? TEXT_CHECKS.get(issue.check)?.code ?? issue.check,
    message: issue.detail === "" ? issue.check : `${issue.check}: ${issue.detail}`,
    context: {
      locations: [{ item_type: issue.itemType, item_name: issue.itemName, position: { name, ...position } }],
      snippet: "",
    },
  };
}

function positionOf({ at }: FalcoIssue, documents: readonly Document[]): { file: number; line: number; column: number; offset: number } {
  for (const [file, document] of documents.entries()) {
    const place = at && document.regions[0]?.items?.items.find(({ item }) => item === at.item);
    if (!place) continue;
    const offset = place.start + at.span.start;
    const { line, character } = document.lines.position(offset);
    return { file, line, column: character, offset };
  }
  return { file: -1, line: 0, column: 0, offset: 0 };
}
