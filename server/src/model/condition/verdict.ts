import type { ConditionFinding } from "./finding.ts";

/** What Falco does about a finding. */
export interface Verdict {
  /** Its `LOAD_…` code, `fatal` where it ends, or null where it does not mind. */
  readonly falco: `LOAD_${string}` | "fatal" | null;
  /** Whether `skip-if-unknown-filter` makes it leave the rule out instead of rejecting the file. */
  readonly unknownFilter: boolean;
}

/** What Falco 0.44.1 does about a finding. */
export function verdictOf(finding: ConditionFinding): Verdict {
  return { falco: falcoOf(finding), unknownFilter: isUnknownFilter(finding) };
}

/** Whether Falco rejects the condition for it, or ends. */
export function isRefused(finding: ConditionFinding): boolean {
  const falco = falcoOf(finding);
  return falco === "fatal" || (falco?.startsWith("LOAD_ERR_") ?? false);
}

function falcoOf(finding: ConditionFinding): Verdict["falco"] {
  switch (finding.code) {
    case "emptied-list":
    case "mixed-logic":
    case "repeated-operand":
    case "contradicting-event-types":
    case "double-negation":
    case "unmatchable-event-type":
    case "literal-pattern":
    case "foreign-character-in-value":
    case "impossible-value":
    case "contradicting-checks":
    case "absent-field":
    case "list-as-text":
    case "value-outside-set":
    case "append-to-or":
    case "negated-absence":
    case "slow-order":
      return null;
    case "deprecated-field":
      return finding.loaderWarns ? "LOAD_DEPRECATED_ITEM" : null;
    case "field-as-value":
    case "plain-regex":
      return "LOAD_COMPILE_CONDITION";
    case "unsafe-na-comparison":
      return "LOAD_UNSAFE_NA_CHECK";
    case "event-type-expression":
      return "fatal";
    case "transformer-arguments":
      return finding.crashes ? "fatal" : "LOAD_ERR_COMPILE_CONDITION";
    case "unknown-field":
      // A plugin that the catalogue does not know may provide it.
      return finding.uncatalogued.length > 0 ? null : "LOAD_ERR_COMPILE_CONDITION";
    default:
      return "LOAD_ERR_COMPILE_CONDITION";
  }
}

/** Falco goes by its own words: those of a field or an event type that does not exist. */
function isUnknownFilter(finding: ConditionFinding): boolean {
  switch (finding.code) {
    case "unknown-field":
    case "field-not-available":
    case "field-of-other-source":
    case "unknown-event-type":
      return true;
    case "unexpected-field-argument":
      return !finding.ofPlugin;
    case "bad-field-argument":
      return finding.reason === "unknown-suffix" || (finding.reason === "number" && finding.isLookup);
    default:
      return false;
  }
}
