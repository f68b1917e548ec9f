import { appendToOr } from "./append-to-or.ts";
import { badFieldArgument } from "./bad-field-argument.ts";
import { badValue } from "./bad-value.ts";
import { commentInCondition } from "./comment-in-condition.ts";
import { contradictingEventTypes } from "./contradicting-event-types.ts";
import { deprecatedField } from "./deprecated-field.ts";
import { doubleNegation } from "./double-negation.ts";
import { emptiedList } from "./emptied-list.ts";
import { emptyCondition } from "./empty-condition.ts";
import { eventTypeExpression } from "./event-type-expression.ts";
import { fieldAsValue } from "./field-as-value.ts";
import { fieldNotAvailable } from "./field-not-available.ts";
import { fieldOfOtherSource } from "./field-of-other-source.ts";
import { gluedKeyword } from "./glued-keyword.ts";
import { incompatibleFields } from "./incompatible-fields.ts";
import { invalidCallArgument } from "./invalid-call-argument.ts";
import { invalidEscape } from "./invalid-escape.ts";
import { invalidFieldArgument } from "./invalid-field-argument.ts";
import { invalidRegex } from "./invalid-regex.ts";
import { literalPattern } from "./literal-pattern.ts";
import { listExpected } from "./list-expected.ts";
import { missingComma } from "./missing-comma.ts";
import { missingConnective } from "./missing-connective.ts";
import { missingFieldArgument } from "./missing-field-argument.ts";
import { missingItem } from "./missing-item.ts";
import { missingOperand } from "./missing-operand.ts";
import { missingOperator } from "./missing-operator.ts";
import { missingValue } from "./missing-value.ts";
import { mixedLogic } from "./mixed-logic.ts";
import { negatedAbsence } from "./negated-absence.ts";
import { nestedList } from "./nested-list.ts";
import { nestedTooDeeply } from "./nested-too-deeply.ts";
import { noFieldComparison } from "./no-field-comparison.ts";
import { noTransformer } from "./no-transformer.ts";
import { notInVersion } from "./not-in-version.ts";
import { numberExpected } from "./number-expected.ts";
import { onlyEquals } from "./only-equals.ts";
import { operatorType } from "./operator-type.ts";
import { plainRegex } from "./plain-regex.ts";
import { repeatedOperand } from "./repeated-operand.ts";
import { slowOrder } from "./slow-order.ts";
import { transformerArguments } from "./transformer-arguments.ts";
import { transformerBracket } from "./transformer-bracket.ts";
import { transformerType } from "./transformer-type.ts";
import { unclosedBracket } from "./unclosed-bracket.ts";
import { unclosedQuote } from "./unclosed-quote.ts";
import { unexpectedFieldArgument } from "./unexpected-field-argument.ts";
import { unexpectedList } from "./unexpected-list.ts";
import { unexpectedToken } from "./unexpected-token.ts";
import { unknownEventType } from "./unknown-event-type.ts";
import { unknownField } from "./unknown-field.ts";
import { unknownOperator } from "./unknown-operator.ts";
import { unknownTransformer } from "./unknown-transformer.ts";
import { unmatchableEventType } from "./unmatchable-event-type.ts";
import { unopenedBracket } from "./unopened-bracket.ts";
import { unsafeNaComparison } from "./unsafe-na-comparison.ts";
import { valueOutsideSet } from "./value-outside-set.ts";
import { valueTooLong } from "./value-too-long.ts";
import { wrongKeyword } from "./wrong-keyword.ts";
import type { ConditionCheck } from "./condition-check.ts";

/** The checks that word what is wrong with conditions: first how they are written, then what they say. */
export const conditionChecks: readonly ConditionCheck[] = [
  emptyCondition,
  missingOperand,
  missingOperator,
  unknownOperator,
  unknownTransformer,
  missingValue,
  missingConnective,
  unexpectedToken,
  unclosedBracket,
  unopenedBracket,
  unclosedQuote,
  invalidEscape,
  wrongKeyword,
  gluedKeyword,
  numberExpected,
  listExpected,
  unexpectedList,
  missingComma,
  missingItem,
  nestedList,
  invalidCallArgument,
  invalidFieldArgument,
  commentInCondition,
  nestedTooDeeply,
  emptiedList,
  unknownField,
  fieldNotAvailable,
  fieldOfOtherSource,
  missingFieldArgument,
  unexpectedFieldArgument,
  badFieldArgument,
  operatorType,
  onlyEquals,
  badValue,
  unknownEventType,
  valueTooLong,
  invalidRegex,
  transformerType,
  transformerArguments,
  transformerBracket,
  noTransformer,
  noFieldComparison,
  incompatibleFields,
  eventTypeExpression,
  notInVersion,
  deprecatedField,
  fieldAsValue,
  plainRegex,
  unsafeNaComparison,
  mixedLogic,
  repeatedOperand,
  contradictingEventTypes,
  doubleNegation,
  unmatchableEventType,
  literalPattern,
  valueOutsideSet,
  appendToOr,
  negatedAbsence,
  slowOrder,
];
