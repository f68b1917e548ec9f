import { checkPage, DOCUMENTATION } from "../../checks/documentation.ts";
import { ALL_CHECKS } from "../../checks/registry.ts";
import type { Severity } from "../../checks/check.ts";
import type { Document } from "../../hosts/document.ts";
import { markdownOf } from "../check-pages.ts";
import { fingerprintsOf } from "./fingerprints.ts";
import type { Report } from "./report.ts";

const LEVELS: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  info: "note",
  hint: "note",
};

/** A SARIF 2.1.0 log, as code scanning services take it. Lines and columns count from 1 in UTF-16 units; safe fixes are included. */
export function sarifReport(report: Report, version: string): string {
  const found = new Set(report.files.flatMap(({ problems }) => problems.map(({ code }) => code)));
  const rules = ALL_CHECKS.map(({ code, severity, falco, optional }) => ({
    id: code,
    ...(found.has(code) && helpOf(code)),
    helpUri: checkPage(code),
    defaultConfiguration: { level: LEVELS[severity], enabled: optional !== true },
    ...(falco !== null && { properties: { falco } }),
  }));
  const indices = new Map(rules.map(({ id }, index) => [id, index]));
  const pathsByUri = new Map(report.files.map(({ path, document }) => [document.uri, { path, document }]));
  const fingerprints = fingerprintsOf(report);
  const results = report.files.flatMap(({ path, document, problems }) =>
    problems.map((problem) => {
      const { code, severity, message, span, related, fixes } = problem;
      return {
        ruleId: code,
        partialFingerprints: { "falcoLint/v1": fingerprints.get(problem) },
        ruleIndex: indices.get(code) ?? -1,
        level: LEVELS[severity],
        message: { text: message },
        locations: [
          {
            physicalLocation: {
              artifactLocation: artifact(path),
              region: region(document, span.start, span.end),
            },
          },
        ],
        ...(related.length > 0 && {
          relatedLocations: related.flatMap((other) => {
            const file = pathsByUri.get(other.uri);
            return file
              ? [
                  {
                    message: { text: other.message },
                    physicalLocation: {
                      artifactLocation: artifact(file.path),
                      region: region(file.document, other.start, other.end),
                    },
                  },
                ]
              : [];
          }),
        }),
        ...(fixes.some(({ safety }) => safety === "safe") && {
          fixes: fixes
            .filter(({ safety }) => safety === "safe")
            .map(({ title, edits }) => ({
              description: { text: title },
              artifactChanges: [...new Set(edits.map(({ uri }) => uri))].flatMap((uri) => {
                const file = pathsByUri.get(uri);
                const own = edits.filter((edit) => edit.uri === uri);
                return file
                  ? [
                      {
                        artifactLocation: artifact(file.path),
                        replacements: own.map(({ start, end, newText }) => ({
                          deletedRegion: region(file.document, start, end),
                          insertedContent: { text: newText },
                        })),
                      },
                    ]
                  : [];
              }),
            })),
        }),
      };
    }),
  );
  const tool = { driver: { name: "falco-lint", version, informationUri: DOCUMENTATION, rules } };
  return `${JSON.stringify({ $schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [{ tool, columnKind: "utf16CodeUnits", results }] })}\n`;
}

/** What services show beside a result, from the page of its check. */
function helpOf(code: string): object {
  const markdown = markdownOf(code);
  if (markdown === undefined) return {};
  const [, what = code] = /## What it does\n\n([^]*?)\n\n/.exec(markdown) ?? [];
  return {
    shortDescription: { text: what.replaceAll("\n", " ") },
    help: { text: `See ${checkPage(code)}.`, markdown },
  };
}

/** A path with slashes, percent-encoded as a relative reference must be. */
function artifact(path: string): { readonly uri: string } {
  return {
    uri: path.replaceAll("\\", "/").replace(/^\.\//, "").split("/").map(encodeURIComponent).join("/"),
  };
}

function region(document: Document, start: number, end: number): object {
  const from = document.lines.position(start);
  const to = document.lines.position(end);
  return {
    startLine: from.line + 1,
    startColumn: from.character + 1,
    endLine: to.line + 1,
    endColumn: to.character + 1,
  };
}
