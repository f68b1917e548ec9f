import { codeSpan, inert } from "../../text/markdown.ts";
import type { InventoryRule } from "./inventory.ts";

/** A line for each rule: name, priority, source, whether it is enabled, and tags. */
export function inventoryText(rules: readonly InventoryRule[]): string {
  const rows = rules.map(({ name, priority, source, enabled, tags }) => [
    name,
    priority,
    source,
    enabled ? "enabled" : "disabled",
    tags.join(", "),
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  return lines.map((line) => `${line}\n`).join("");
}

/** A table of Markdown. What comes from files is shown as it is written. */
export function inventoryTable(rules: readonly InventoryRule[]): string {
  const rows = rules.map(({ name, priority, source, enabled, tags, description }) =>
    [
      inert(name),
      priority,
      source === "" ? "" : codeSpan(source),
      enabled ? "yes" : "no",
      tags.map(codeSpan).join(" "),
      inert(description.replace(/\s+/g, " ")),
    ]
      .map((cell) => cell.replaceAll("|", "\\|"))
      .join(" | "),
  );
  return [
    "| rule | priority | source | enabled | tags | description |",
    "| --- | --- | --- | --- | --- | --- |",
    ...rows.map((row) => `| ${row} |`),
    "",
  ].join("\n");
}
