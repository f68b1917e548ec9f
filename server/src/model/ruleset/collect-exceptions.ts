import type { ItemCode } from "./items/item-code.ts";
import type { LoadContext } from "./judge.ts";
import { finding } from "./items/item-finding.ts";
import type { EffectiveException, EffectiveRule } from "./effective.ts";
import type { ExceptionView, FalcoPlace, ItemFinding, RuleView } from "./items/items.ts";

const OPERATORS = new Set([
  "exists",
  "=",
  "==",
  "!=",
  "<",
  "<=",
  ">",
  ">=",
  "contains",
  "icontains",
  "bcontains",
  "startswith",
  "bstartswith",
  "endswith",
  "glob",
  "iglob",
  "regex",
  "in",
  "intersects",
  "pmatch",
]);
const STRING_OPERATORS = [
  "=",
  "==",
  "!=",
  "contains",
  "icontains",
  "bcontains",
  "startswith",
  "bstartswith",
  "endswith",
  "glob",
  "iglob",
  "regex",
];
const LIST_OPERATORS = ["in", "pmatch", "intersects"];

/** Whether a `comps` entry is an operator, or a string operator with a modifier. */
export function isComparison(text: string): boolean {
  const [operator = "", modifier, ...rest] = text.trim().split(/\s+/);
  if (modifier === undefined) return OPERATORS.has(operator);
  return (
    rest.length === 0 && STRING_OPERATORS.includes(operator) && ["oneof", "anyof", "allof"].includes(modifier)
  );
}

/** What Falco rejects of a new exception's fields and comparisons. */
export function checkNewException(
  view: RuleView,
  exception: ExceptionView,
  source: string,
  unknownSource: boolean,
  context: LoadContext,
  findings: ItemFinding[],
): void {
  const { fields, comps } = exception;
  if (!fields) return;
  const add = adder(view, exception, findings);
  if (fields.list) {
    if (fields.items.length === 0) {
      add("exception-without-fields", fields.node.span, {});
      return;
    }
    if (comps && (!comps.list || comps.items.length !== fields.items.length)) {
      add("exception-length", comps.node.span, {
        detail: "comps",
        options: [String(fields.items.length), String(comps.items.length)],
      });
      return;
    }
    for (const comp of comps?.items ?? []) {
      if (!isComparison(comp.text))
        add("exception-comparison", comp.span, { detail: comp.text, options: [...OPERATORS] });
    }
  } else if (comps) {
    const comp = comps.items[0];
    const simple = comp?.text.trim() ?? "";
    if (comps.list) add("exception-shape", comps.node.span, { detail: "comps" });
    else if (comp && !LIST_OPERATORS.includes(simple) && !(simple.includes(" ") && isComparison(simple))) {
      add("exception-comparison", comp.span, { detail: comp.text, options: LIST_OPERATORS });
    }
  }
  if (unknownSource) return;
  for (const field of fields.items) {
    if (context.isFilterField(field.text, source)) continue;
    const plugins = context.pluginsOfField(field.text, source);
    add("exception-field", field.span, {
      detail: field.text,
      options: [source, ...context.fieldNames(source)],
      ...(plugins.length > 0 && { plugins }),
    });
  }
}

/** What Falco rejects of an exception that is appended to a rule's. */
export function checkAppendedException(
  view: RuleView,
  exception: ExceptionView,
  known: EffectiveException | undefined,
  rule: EffectiveRule,
  context: LoadContext,
  findings: ItemFinding[],
): void {
  const add = adder(view, exception, findings);
  if (!known) {
    if (!exception.fields) add("exception-without-fields", exception.nameNode.span, {});
    else if (!exception.values) add("exception-without-values", exception.nameNode.span, {});
    else checkNewException(view, exception, rule.source, rule.unknownSource, context, findings);
    return;
  }
  if (exception.fields) add("exception-refined", exception.fields.node.span, { detail: "fields" });
  else if (exception.comps) add("exception-refined", exception.comps.node.span, { detail: "comps" });
  else if (!exception.values)
    add("append-no-values", exception.nameNode.span, { falco: "LOAD_APPEND_NO_VALUES" });
}

type Add = (
  code: ItemCode,
  span: { start: number; end: number },
  extra: { detail?: string; options?: readonly string[]; plugins?: readonly string[]; falco?: string },
) => void;

function adder(view: RuleView, exception: ExceptionView, findings: ItemFinding[]): Add {
  const place: FalcoPlace = { type: "exception", name: exception.name, at: exception.node.span.start };
  return (code, span, extra) => findings.push(finding(view, code, span, { ...extra, place }));
}
