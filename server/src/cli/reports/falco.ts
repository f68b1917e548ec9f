import { falcoMessage } from "../../checks/falco-message.ts";
import type { FalcoLocation } from "../../model/ruleset/falco-locations.ts";
import { type FalcoIssue, falcoResults } from "../../model/ruleset/falco-results.ts";
import type { Spot } from "../../model/ruleset/loaded-text.ts";
import type { Ruleset } from "../../model/workspace/workspace.ts";
import type { Document } from "../../hosts/document.ts";
import { lineIndex } from "../../text/line-index.ts";
import type { ReadFile } from "../files.ts";
import { table } from "../../text/table.ts";

/** Falco's own JSON on loading the files, so that what reads `falco -V` can read this. */
export function falcoReport(
  ruleset: Ruleset,
  files: readonly ReadFile[],
): { readonly text: string; readonly errors: boolean } {
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
const DESCRIPTIONS = table<string>({
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
});

function toIssue(issue: FalcoIssue, documents: readonly Document[], files: readonly ReadFile[]): object {
  const { code, found, locations } = issue;
  const places = locations.map(({ type, name, at, inText }) => {
    const { file, ...start } = positionOf(at, documents);
    const path = files[file < 0 ? issue.file : file]?.path ?? "";
    const position = inText
      ? { name: shortened(inText.text), ...added(start, inText) }
      : { name: path, ...start };
    return { item_type: type, item_name: name, position };
  });
  return {
    code,
    codedesc: DESCRIPTIONS.get(code) ?? code,
    message: falcoMessage(found),
    context: { locations: places, snippet: "" },
  };
}

interface FalcoPosition {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

function positionOf(
  at: Spot | undefined,
  documents: readonly Document[],
): FalcoPosition & { readonly file: number } {
  for (const [file, document] of documents.entries()) {
    const place = at && document.regions[0]?.items?.items.find(({ item }) => item === at.item);
    if (!place) continue;
    const offset = place.start + at.span.start;
    const { line, character } = document.lines.position(offset);
    return { file, line, column: character, offset };
  }
  return { file: -1, line: 0, column: 0, offset: 0 };
}

/** Falco adds a place in a condition, lines and columns counted from 1, to where the condition begins. Source: facts on conditions, section 10. */
function added(
  { line, column, offset }: FalcoPosition,
  { text, offset: inner }: NonNullable<FalcoLocation["inText"]>,
): FalcoPosition {
  const { line: innerLine, character } = lineIndex(text).position(inner);
  return { line: line + innerLine + 1, column: column + character + 1, offset: offset + inner };
}

/** A condition as Falco names it: quoted, its first 17 characters where it has more than 20. */
function shortened(condition: string): string {
  return `"${condition.length > 20 ? `${condition.slice(0, 17)}...` : condition}"`;
}
