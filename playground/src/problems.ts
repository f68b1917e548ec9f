import type { Diagnostic } from "vscode-languageserver";
import { byId, element } from "./elements.ts";

const SEVERITIES = ["error", "warning", "info", "hint"];

/** Shows the problems of all files, by file and line, each with a way to its place and to its documentation. */
export function showProblems(
  problems: readonly { readonly name: string; readonly diagnostics: readonly Diagnostic[] }[],
  goTo: (name: string, line: number, column: number) => void,
): void {
  const count = problems.reduce((sum, { diagnostics }) => sum + diagnostics.length, 0);
  byId("tab-problems").textContent = `Problems (${count})`;
  const items = problems.flatMap(({ name, diagnostics }) =>
    diagnostics
      .toSorted((one, other) => one.range.start.line - other.range.start.line)
      .map((diagnostic) => {
        const { line, character } = diagnostic.range.start;
        const severity = SEVERITIES[(diagnostic.severity ?? 1) - 1] ?? "error";
        const button = element(
          "button",
          { type: "button", onclick: () => goTo(name, line + 1, character + 1) },
          element("span", { className: `badge ${severity}` }, severity),
          element("span", { className: "message" }, String(diagnostic.message)),
        );
        const link = element("a", { href: diagnostic.codeDescription?.href ?? "" }, String(diagnostic.code));
        return element("li", {}, button, element("small", {}, `${name}:${line + 1}:${character + 1} `, link));
      }),
  );
  byId("problems").replaceChildren(
    items.length > 0 ? element("ul", {}, ...items) : element("p", {}, "No problems."),
  );
}
