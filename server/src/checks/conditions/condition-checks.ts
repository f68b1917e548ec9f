import { appendToOr } from "./lints/append-to-or.ts";
import { badFieldArgument } from "./fields/bad-field-argument.ts";
import { badValue } from "./types/bad-value.ts";
import { commentInCondition } from "./syntax/comment-in-condition.ts";
import { contradictingEventTypes } from "./lints/contradicting-event-types.ts";
import { deprecatedField } from "./fields/deprecated-field.ts";
import { doubleNegation } from "./lints/double-negation.ts";
import { emptiedList } from "./syntax/emptied-list.ts";
import { emptyCondition } from "./syntax/empty-condition.ts";
import { eventTypeExpression } from "./types/event-type-expression.ts";
import { fieldAsValue } from "./fields/field-as-value.ts";
import { fieldNotAvailable } from "./fields/field-not-available.ts";
import { fieldOfOtherSource } from "./fields/field-of-other-source.ts";
import { gluedKeyword } from "./syntax/glued-keyword.ts";
import { incompatibleFields } from "./types/incompatible-fields.ts";
import { invalidCallArgument } from "./types/invalid-call-argument.ts";
import { invalidEscape } from "./syntax/invalid-escape.ts";
import { invalidFieldArgument } from "./fields/invalid-field-argument.ts";
import { invalidRegex } from "./types/invalid-regex.ts";
import { listAsText } from "./lints/list-as-text.ts";
import { foreignCharacterInValue } from "./lints/foreign-character-in-value.ts";
import { literalPattern } from "./lints/literal-pattern.ts";
import { foreignCharacter } from "./syntax/foreign-character.ts";
import { listExpected } from "./syntax/list-expected.ts";
import { missingComma } from "./syntax/missing-comma.ts";
import { missingConnective } from "./syntax/missing-connective.ts";
import { missingFieldArgument } from "./fields/missing-field-argument.ts";
import { missingItem } from "./syntax/missing-item.ts";
import { missingOperand } from "./syntax/missing-operand.ts";
import { missingOperator } from "./syntax/missing-operator.ts";
import { missingValue } from "./syntax/missing-value.ts";
import { mixedLogic } from "./lints/mixed-logic.ts";
import { negatedAbsence } from "./lints/negated-absence.ts";
import { nestedList } from "./syntax/nested-list.ts";
import { nestedTooDeeply } from "./syntax/nested-too-deeply.ts";
import { noFieldComparison } from "./types/no-field-comparison.ts";
import { noTransformer } from "./types/no-transformer.ts";
import { notInVersion } from "./types/not-in-version.ts";
import { numberExpected } from "./syntax/number-expected.ts";
import { onlyEquals } from "./types/only-equals.ts";
import { operatorType } from "./types/operator-type.ts";
import { plainRegex } from "./lints/plain-regex.ts";
import { repeatedOperand } from "./lints/repeated-operand.ts";
import { slowOrder } from "./lints/slow-order.ts";
import { transformerArguments } from "./types/transformer-arguments.ts";
import { transformerBracket } from "./types/transformer-bracket.ts";
import { transformerType } from "./types/transformer-type.ts";
import { unclosedBracket } from "./syntax/unclosed-bracket.ts";
import { unclosedQuote } from "./syntax/unclosed-quote.ts";
import { unexpectedFieldArgument } from "./fields/unexpected-field-argument.ts";
import { unexpectedList } from "./syntax/unexpected-list.ts";
import { unexpectedToken } from "./syntax/unexpected-token.ts";
import { unknownEventType } from "./types/unknown-event-type.ts";
import { unknownField } from "./fields/unknown-field.ts";
import { unknownOperator } from "./types/unknown-operator.ts";
import { unknownTransformer } from "./types/unknown-transformer.ts";
import { unmatchableEventType } from "./lints/unmatchable-event-type.ts";
import { unopenedBracket } from "./syntax/unopened-bracket.ts";
import { unsafeNaComparison } from "./lints/unsafe-na-comparison.ts";
import { absentField } from "./lints/absent-field.ts";
import { contradictingChecks } from "./lints/contradicting-checks.ts";
import { impossibleValue } from "./lints/impossible-value.ts";
import { valueOutsideSet } from "./lints/value-outside-set.ts";
import { valueTooLong } from "./types/value-too-long.ts";
import { wrongKeyword } from "./syntax/wrong-keyword.ts";
import type { ConditionFinding } from "../../model/condition/finding.ts";
import type { ConditionCheck } from "./condition-check.ts";

/** The checks of conditions by code: first how they are written, then what they say. */
export const CONDITION_CHECKS: { readonly [Code in ConditionFinding["code"]]: ConditionCheck<Code> } = {
  "foreign-character": foreignCharacter,
  "empty-condition": emptyCondition,
  "missing-operand": missingOperand,
  "missing-operator": missingOperator,
  "unknown-operator": unknownOperator,
  "unknown-transformer": unknownTransformer,
  "missing-value": missingValue,
  "missing-connective": missingConnective,
  "unexpected-token": unexpectedToken,
  "unclosed-bracket": unclosedBracket,
  "unopened-bracket": unopenedBracket,
  "unclosed-quote": unclosedQuote,
  "invalid-escape": invalidEscape,
  "wrong-keyword": wrongKeyword,
  "glued-keyword": gluedKeyword,
  "number-expected": numberExpected,
  "list-expected": listExpected,
  "unexpected-list": unexpectedList,
  "missing-comma": missingComma,
  "missing-item": missingItem,
  "nested-list": nestedList,
  "invalid-call-argument": invalidCallArgument,
  "invalid-field-argument": invalidFieldArgument,
  "comment-in-condition": commentInCondition,
  "nested-too-deeply": nestedTooDeeply,
  "emptied-list": emptiedList,
  "unknown-field": unknownField,
  "field-not-available": fieldNotAvailable,
  "field-of-other-source": fieldOfOtherSource,
  "missing-field-argument": missingFieldArgument,
  "unexpected-field-argument": unexpectedFieldArgument,
  "bad-field-argument": badFieldArgument,
  "operator-type": operatorType,
  "only-equals": onlyEquals,
  "bad-value": badValue,
  "unknown-event-type": unknownEventType,
  "value-too-long": valueTooLong,
  "invalid-regex": invalidRegex,
  "transformer-type": transformerType,
  "transformer-arguments": transformerArguments,
  "transformer-bracket": transformerBracket,
  "no-transformer": noTransformer,
  "no-field-comparison": noFieldComparison,
  "incompatible-fields": incompatibleFields,
  "event-type-expression": eventTypeExpression,
  "not-in-version": notInVersion,
  "deprecated-field": deprecatedField,
  "field-as-value": fieldAsValue,
  "plain-regex": plainRegex,
  "unsafe-na-comparison": unsafeNaComparison,
  "mixed-logic": mixedLogic,
  "repeated-operand": repeatedOperand,
  "contradicting-event-types": contradictingEventTypes,
  "double-negation": doubleNegation,
  "unmatchable-event-type": unmatchableEventType,
  "literal-pattern": literalPattern,
  "foreign-character-in-value": foreignCharacterInValue,
  "list-as-text": listAsText,
  "value-outside-set": valueOutsideSet,
  "impossible-value": impossibleValue,
  "contradicting-checks": contradictingChecks,
  "absent-field": absentField,
  "append-to-or": appendToOr,
  "negated-absence": negatedAbsence,
  "slow-order": slowOrder,
};
