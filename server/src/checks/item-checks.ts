import { appendNoValues } from "./append-no-values.ts";
import { appendWithOverride } from "./append-with-override.ts";
import { appendWithoutValue } from "./append-without-value.ts";
import { booleanStyle } from "./boolean-style.ts";
import { definedElsewhere } from "./defined-elsewhere.ts";
import { definedTwice } from "./defined-twice.ts";
import { deprecatedAppend } from "./deprecated-append.ts";
import { deprecatedEnabled } from "./deprecated-enabled.ts";
import { emptyValue } from "./empty-value.ts";
import { exceptionComparison } from "./exception-comparison.ts";
import { exceptionField } from "./exception-field.ts";
import { exceptionLength } from "./exception-length.ts";
import { exceptionRefined } from "./exception-refined.ts";
import { exceptionShape } from "./exception-shape.ts";
import { exceptionValuesLength } from "./exception-values-length.ts";
import { exceptionValuesShape } from "./exception-values-shape.ts";
import { exceptionWithoutComps } from "./exception-without-comps.ts";
import { exceptionWithoutFields } from "./exception-without-fields.ts";
import { exceptionWithoutValues } from "./exception-without-values.ts";
import { fromDefaultRules } from "./from-default-rules.ts";
import { ignoredAppendKey } from "./ignored-append-key.ts";
import { highEngineVersion } from "./high-engine-version.ts";
import { highPluginVersion } from "./high-plugin-version.ts";
import { invalidName } from "./invalid-name.ts";
import { invalidOverride } from "./invalid-override.ts";
import { invalidOverrideKey } from "./invalid-override-key.ts";
import { invalidPriority } from "./invalid-priority.ts";
import { invalidVersion } from "./invalid-version.ts";
import type { ItemCheck } from "./item-check.ts";
import { listInText } from "./list-in-text.ts";
import { listItemSyntax } from "./list-item-syntax.ts";
import { listNamedAsMacro } from "./list-named-as-macro.ts";
import { listWithoutBrackets } from "./list-without-brackets.ts";
import { lowEngineVersion } from "./low-engine-version.ts";
import { lowPluginVersion } from "./low-plugin-version.ts";
import { macroLoop } from "./macro-loop.ts";
import { macroOrder } from "./macro-order.ts";
import { missingEngineVersion } from "./missing-engine-version.ts";
import { missingPluginVersion } from "./missing-plugin-version.ts";
import { missingKey } from "./missing-key.ts";
import { noBase } from "./no-base.ts";
import { noEventType } from "./no-event-type.ts";
import { notAList } from "./not-a-list.ts";
import { notAnItem } from "./not-an-item.ts";
import { overrideWithoutValue } from "./override-without-value.ts";
import { priorityCase } from "./priority-case.ts";
import { repeatedException } from "./repeated-exception.ts";
import { repeatedKey } from "./repeated-key.ts";
import { repeatedPlugin } from "./repeated-plugin.ts";
import { integerEngine } from "./integer-engine.ts";
import { requiredEngine } from "./required-engine.ts";
import { requiredPlugin } from "./required-plugin.ts";
import { sameAsDefault } from "./same-as-default.ts";
import { sourceChanged } from "./source-changed.ts";
import { undefinedMacro } from "./undefined-macro.ts";
import { unknownItem } from "./unknown-item.ts";
import { unknownKey } from "./unknown-key.ts";
import { unknownSource } from "./unknown-source.ts";
import { unusedList } from "./unused-list.ts";
import { unusedMacro } from "./unused-macro.ts";
import { valueWithoutOverride } from "./value-without-override.ts";
import { wrongShape } from "./wrong-shape.ts";
import { wrongValue } from "./wrong-value.ts";
import { yamlSyntax } from "./yaml-syntax.ts";

/** The checks that word what is wrong with items: their shape, how they join each other, and what the whole set says of them. */
export const itemChecks: readonly ItemCheck[] = [
  yamlSyntax,
  notAList,
  notAnItem,
  unknownItem,
  missingKey,
  emptyValue,
  wrongShape,
  wrongValue,
  booleanStyle,
  invalidPriority,
  priorityCase,
  unknownKey,
  repeatedKey,
  invalidName,
  appendWithOverride,
  deprecatedAppend,
  deprecatedEnabled,
  appendWithoutValue,
  ignoredAppendKey,
  invalidOverride,
  invalidOverrideKey,
  overrideWithoutValue,
  valueWithoutOverride,
  noBase,
  sourceChanged,
  unknownSource,
  repeatedException,
  exceptionWithoutFields,
  exceptionWithoutValues,
  exceptionLength,
  exceptionComparison,
  exceptionShape,
  exceptionField,
  exceptionRefined,
  appendNoValues,
  exceptionWithoutComps,
  exceptionValuesLength,
  exceptionValuesShape,
  listWithoutBrackets,
  undefinedMacro,
  macroLoop,
  macroOrder,
  unusedMacro,
  unusedList,
  noEventType,
  invalidVersion,
  repeatedPlugin,
  requiredEngine,
  integerEngine,
  lowEngineVersion,
  highEngineVersion,
  missingEngineVersion,
  sameAsDefault,
  lowPluginVersion,
  highPluginVersion,
  missingPluginVersion,
  requiredPlugin,
  fromDefaultRules,
  definedTwice,
  definedElsewhere,
  listItemSyntax,
  listNamedAsMacro,
  listInText,
];
