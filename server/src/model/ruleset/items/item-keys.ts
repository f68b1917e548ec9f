/** Keys of each item kind, as Falco 0.44.1 reads them. Source: facts on rules files, sections 2 and 5. */

export type ItemKind = "rule" | "macro" | "list" | "required_engine_version" | "required_plugin_versions";

/** In the order in which Falco decides the kind of an item. */
export const ITEM_KINDS: readonly ItemKind[] = [
  "required_engine_version",
  "required_plugin_versions",
  "list",
  "macro",
  "rule",
];

export const ITEM_KEYS: Readonly<Record<ItemKind, readonly string[]>> = {
  required_engine_version: ["required_engine_version"],
  required_plugin_versions: ["required_plugin_versions"],
  list: ["list", "items", "append", "override"],
  macro: ["macro", "condition", "append", "override"],
  rule: [
    "rule",
    "desc",
    "condition",
    "output",
    "priority",
    "source",
    "enabled",
    "tags",
    "exceptions",
    "warn_evttypes",
    "skip-if-unknown-filter",
    "capture",
    "capture_duration",
    "append",
    "override",
  ],
};

interface Overridable {
  readonly append: readonly string[];
  readonly replace: readonly string[];
}

export const OVERRIDABLE: Readonly<Record<"rule" | "macro" | "list", Overridable>> = {
  list: { append: ["items"], replace: ["items"] },
  macro: { append: ["condition"], replace: ["condition"] },
  rule: {
    append: ["condition", "output", "desc", "tags", "exceptions"],
    replace: [
      "condition",
      "output",
      "desc",
      "tags",
      "exceptions",
      "priority",
      "enabled",
      "warn_evttypes",
      "skip-if-unknown-filter",
      "capture",
      "capture_duration",
    ],
  },
};

/** Falco's priorities from most to least urgent. `Info` is an alias of `Informational`. */
export const PRIORITIES: readonly string[] = [
  "Emergency",
  "Alert",
  "Critical",
  "Error",
  "Warning",
  "Notice",
  "Informational",
  "Debug",
];

/** Falco's spelling of a priority written in any case, or undefined. */
export function priorityOf(text: string): string | undefined {
  const lower = text.toLowerCase();
  return lower === "info" ? "Informational" : PRIORITIES.find((name) => name.toLowerCase() === lower);
}

/** A name that a condition can refer to. */
export const MACRO_NAME = /^[a-zA-Z][a-zA-Z0-9_]*$/;
export const LIST_NAME = /^[^()"'\s=,]+$/;
