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

/** Falco's short texts of its codes. Source: facts on rules files, sections 9 and 10. */
const DESCRIPTIONS: Readonly<Record<string, string>> = {
  LOAD_ERR_FILE_READ: "File read error",
  LOAD_ERR_YAML_PARSE: "YAML parse error",
  LOAD_ERR_YAML_VALIDATE: "Error validating internal structure of YAML file",
  LOAD_ERR_COMPILE_CONDITION: "Error compiling condition",
  LOAD_ERR_COMPILE_OUTPUT: "Error compiling output",
  LOAD_ERR_VALIDATE: "Error validating rule/macro/list/exception objects",
  LOAD_ERR_EXTENSION: "Error in extension item",
  LOAD_UNKNOWN_SOURCE: "Unknown event source",
  LOAD_UNSAFE_NA_CHECK: "Unsafe <NA> comparison in condition",
  LOAD_NO_EVTTYPE: "Condition has no event-type restriction",
  LOAD_UNKNOWN_FILTER: "Unknown field or event-type in condition or output",
  LOAD_UNUSED_MACRO: "Unused macro",
  LOAD_UNUSED_LIST: "Unused list",
  LOAD_UNKNOWN_ITEM: "Unknown rules file item",
  LOAD_DEPRECATED_ITEM: "Used deprecated item",
  LOAD_WARNING_EXTENSION: "Warning in extension item",
  LOAD_APPEND_NO_VALUES: "Overriding/appending with no values",
  LOAD_EXCEPTION_NAME_NOT_UNIQUE: "Multiple exceptions defined with the same name",
  LOAD_INVALID_MACRO_NAME: "Invalid macro name",
  LOAD_INVALID_LIST_NAME: "Invalid list name",
  LOAD_COMPILE_CONDITION: "Warning in rule condition",
  LOAD_UNKNOWN_KEY: "Unknown key in item definition",
};

function toIssue(issue: FalcoIssue, documents: readonly Document[], files: readonly ReadFile[]): object {
  const { file, ...position } = positionOf(issue, documents);
  const name = files[file < 0 ? issue.file : file]?.path ?? "";
  return {
    code: issue.code,
    codedesc: DESCRIPTIONS[issue.code] ?? issue.check,
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
