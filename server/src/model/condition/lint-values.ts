/** Values that no field of their check can hold. Each follows from what a field can hold, so none is a guess. */
import type { Comparison } from "../../syntax/condition/ast.ts";
import type { LintFinding } from "./finding.ts";
import { lintFinding } from "./lint-finding.ts";
import type { Constant } from "./value.ts";

const EQUALITY: ReadonlySet<string> = new Set(["=", "==", "!=", "in", "intersects"]);

/** Values of a form that a field never has. */
export function impossibleValues(
  node: Comparison,
  constants: readonly Constant[],
  findings: LintFinding[],
): void {
  const { left, operator, modifier } = node;
  if (left.kind !== "field" || operator.kind !== "operator" || modifier) return;
  const shape = SHAPES.get(left.name);
  if (!shape || !(EQUALITY.has(operator.name) || shape.operators.includes(operator.name))) return;
  // One path among many names does no harm but to itself.
  if (shape.why === "name" && constants.some(({ text }) => !shape.never.test(text))) return;
  for (const { text, span } of constants) {
    if (!shape.never.test(text)) continue;
    const field = constants.length === 1 ? shape.field : undefined;
    const value = shape.value?.(text);
    const instead = field === undefined ? {} : { instead: { field, span: left.nameSpan } };
    findings.push(
      lintFinding(
        {
          code: "impossible-value",
          why: shape.why,
          span,
          field: left.name,
          value: text,
          ...(value !== undefined && { right: value }),
          ...instead,
        },
        node,
      ),
    );
  }
}

interface ValueShape {
  readonly why: "result" | "folder" | "name";
  /** What no value of the field looks like. */
  readonly never: RegExp;
  /** Further operators that ask for the whole value, or for its beginning. */
  readonly operators: readonly string[];
  readonly value?: (text: string) => string | undefined;
  /** The field that holds such values. */
  readonly field?: string;
}

const PATH = { why: "name", never: /^\/[^/*]+\/[^*]*$/, operators: ["startswith"] } as const;

/** By field. Source: libs 0.25.4, sinsp_filtercheck_event.cpp (`evt.res`), sinsp_filtercheck_fd.cpp (`fd.directory`), threadinfo (`comm`). */
const SHAPES: ReadonlyMap<string, ValueShape> = new Map<string, ValueShape>([
  [
    "evt.res",
    {
      why: "result",
      never: /^(?:[Ss]uccess|[Oo][Kk]|[Ff]ail(?:ed|ure)?|[Ee]rrors?|true|false|0)$/,
      operators: [],
      value: (text) => (/^(?:success|ok|true|0)$/i.test(text) ? "SUCCESS" : undefined),
    },
  ],
  [
    "fd.directory",
    {
      why: "folder",
      never: /^\/.*[^/]\/$/,
      operators: ["endswith"],
      value: (text) => text.replace(/(?<!\/)\/+$/, ""),
    },
  ],
  ["proc.name", { ...PATH, field: "proc.exepath" }],
  ["proc.pname", { ...PATH, field: "proc.pexepath" }],
  [
    "fd.filename",
    { why: "name", never: /\//, operators: ["startswith", "endswith", "contains"], field: "fd.name" },
  ],
]);
