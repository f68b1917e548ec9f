import type { Breakage } from "../../migrate/breakage.ts";

/** What would break at each of several releases, as a table: one column a release, one line a check. */
export function targetsTable(breakages: readonly Breakage[]): string {
  const codes = [...new Set(breakages.flatMap(({ codes: found }) => found.map(({ code }) => code)))];
  const row = (name: string, cells: readonly (number | string)[]): string[] => [name, ...cells.map(String)];
  const rows = [
    row(
      "",
      breakages.map(({ target }) => target),
    ),
    row(
      "errors",
      breakages.map(({ errors }) => errors),
    ),
    row(
      "warnings",
      breakages.map(({ warnings }) => warnings),
    ),
    ...codes.map((code) =>
      row(
        `  ${code}`,
        breakages.map(({ codes: found }) => found.find((one) => one.code === code)?.count ?? 0),
      ),
    ),
  ];
  const widths =
    rows[0]?.map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0))) ?? [];
  return `${rows
    .map((cells) =>
      cells
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join("  ")
        .trimEnd(),
    )
    .join("\n")}\n`;
}

export function targetsJson(breakages: readonly Breakage[]): string {
  return `${JSON.stringify({ version: 1, targets: breakages })}\n`;
}
