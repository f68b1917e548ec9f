import { alwaysMatches } from "./reasoning/always-matches.ts";
import { neverMatches } from "./reasoning/never-matches.ts";
import { sameCondition } from "./reasoning/same-condition.ts";
import { shadowedRule } from "./reasoning/shadowed-rule.ts";
import { appendNoValues } from "./exceptions/append-no-values.ts";
import { appendWithOverride } from "./overrides/append-with-override.ts";
import { appendWithoutValue } from "./overrides/append-without-value.ts";
import { booleanStyle } from "./items/boolean-style.ts";
import { definedElsewhere } from "./names/defined-elsewhere.ts";
import { definedTwice } from "./names/defined-twice.ts";
import { deprecatedAppend } from "./overrides/deprecated-append.ts";
import { deprecatedEnabled } from "./overrides/deprecated-enabled.ts";
import { emptyValue } from "./items/empty-value.ts";
import { exceptionComparison } from "./exceptions/exception-comparison.ts";
import { exceptionField } from "./exceptions/exception-field.ts";
import { exceptionLength } from "./exceptions/exception-length.ts";
import { exceptionRefined } from "./exceptions/exception-refined.ts";
import { exceptionShape } from "./exceptions/exception-shape.ts";
import { exceptionValuesLength } from "./exceptions/exception-values-length.ts";
import { exceptionValuesShape } from "./exceptions/exception-values-shape.ts";
import { exceptionWithoutComps } from "./exceptions/exception-without-comps.ts";
import { exceptionWithoutFields } from "./exceptions/exception-without-fields.ts";
import { exceptionWithoutValues } from "./exceptions/exception-without-values.ts";
import { fromDefaultRules } from "./names/from-default-rules.ts";
import { ignoredAppendKey } from "./overrides/ignored-append-key.ts";
import { highEngineVersion } from "./requirements/high-engine-version.ts";
import { highPluginVersion } from "./requirements/high-plugin-version.ts";
import { invalidName } from "./items/invalid-name.ts";
import { invalidOverride } from "./overrides/invalid-override.ts";
import { invalidOverrideKey } from "./overrides/invalid-override-key.ts";
import { foreignListItem } from "./items/foreign-list-item.ts";
import { invalidPriority } from "./items/invalid-priority.ts";
import { invalidVersion } from "./requirements/invalid-version.ts";
import { listInText } from "./names/list-in-text.ts";
import { listItemSyntax } from "./items/list-item-syntax.ts";
import { listNamedAsMacro } from "./names/list-named-as-macro.ts";
import { listWithoutBrackets } from "./items/list-without-brackets.ts";
import { lowEngineVersion } from "./requirements/low-engine-version.ts";
import { lowPluginVersion } from "./requirements/low-plugin-version.ts";
import { macroLoop } from "./names/macro-loop.ts";
import { macroOrder } from "./names/macro-order.ts";
import { missingEngineVersion } from "./requirements/missing-engine-version.ts";
import { missingPluginVersion } from "./requirements/missing-plugin-version.ts";
import { missingKey } from "./items/missing-key.ts";
import { noBase } from "./overrides/no-base.ts";
import { noEventType } from "./names/no-event-type.ts";
import { notAList } from "./items/not-a-list.ts";
import { notAnItem } from "./items/not-an-item.ts";
import { overrideWithoutValue } from "./overrides/override-without-value.ts";
import { priorityCase } from "./items/priority-case.ts";
import { repeatedException } from "./exceptions/repeated-exception.ts";
import { repeatedKey } from "./items/repeated-key.ts";
import { repeatedPlugin } from "./requirements/repeated-plugin.ts";
import { integerEngine } from "./requirements/integer-engine.ts";
import { requiredEngine } from "./requirements/required-engine.ts";
import { requiredPlugin } from "./requirements/required-plugin.ts";
import { unknownRequiredPlugin } from "./requirements/unknown-required-plugin.ts";
import { sameAsDefault } from "./overrides/same-as-default.ts";
import { sourceChanged } from "./overrides/source-changed.ts";
import { styleGuide } from "./style/style-guide.ts";
import { tagStyleCheck } from "./style/tag-style.ts";
import { undefinedMacro } from "./names/undefined-macro.ts";
import { unknownItem } from "./items/unknown-item.ts";
import { unknownKey } from "./items/unknown-key.ts";
import { unknownSource } from "./names/unknown-source.ts";
import { unusedList } from "./names/unused-list.ts";
import { unusedMacro } from "./names/unused-macro.ts";
import { valueWithoutOverride } from "./overrides/value-without-override.ts";
import { wrongShape } from "./items/wrong-shape.ts";
import { wrongValue } from "./items/wrong-value.ts";
import { yamlSyntax } from "./items/yaml-syntax.ts";
import type { ItemCode } from "../../model/ruleset/items/item-code.ts";
import type { FindingOf } from "../../model/finding.ts";
import type { Check } from "../check.ts";

/** The checks of items by code: their shape, how they join each other, and what the whole ruleset says of them. */
export const ITEM_CHECKS: { readonly [Code in ItemCode]: Check<FindingOf<Code>> } = {
  "yaml-syntax": yamlSyntax,
  "not-a-list": notAList,
  "not-an-item": notAnItem,
  "unknown-item": unknownItem,
  "missing-key": missingKey,
  "empty-value": emptyValue,
  "wrong-shape": wrongShape,
  "wrong-value": wrongValue,
  "boolean-style": booleanStyle,
  "style-guide": styleGuide,
  "tag-style": tagStyleCheck,
  "foreign-list-item": foreignListItem,
  "invalid-priority": invalidPriority,
  "priority-case": priorityCase,
  "unknown-key": unknownKey,
  "repeated-key": repeatedKey,
  "invalid-name": invalidName,
  "append-with-override": appendWithOverride,
  "deprecated-append": deprecatedAppend,
  "deprecated-enabled": deprecatedEnabled,
  "append-without-value": appendWithoutValue,
  "ignored-append-key": ignoredAppendKey,
  "invalid-override": invalidOverride,
  "invalid-override-key": invalidOverrideKey,
  "override-without-value": overrideWithoutValue,
  "value-without-override": valueWithoutOverride,
  "no-base": noBase,
  "source-changed": sourceChanged,
  "unknown-source": unknownSource,
  "repeated-exception": repeatedException,
  "exception-without-fields": exceptionWithoutFields,
  "exception-without-values": exceptionWithoutValues,
  "exception-length": exceptionLength,
  "exception-comparison": exceptionComparison,
  "exception-shape": exceptionShape,
  "exception-field": exceptionField,
  "exception-refined": exceptionRefined,
  "append-no-values": appendNoValues,
  "exception-without-comps": exceptionWithoutComps,
  "exception-values-length": exceptionValuesLength,
  "exception-values-shape": exceptionValuesShape,
  "list-without-brackets": listWithoutBrackets,
  "undefined-macro": undefinedMacro,
  "macro-loop": macroLoop,
  "macro-order": macroOrder,
  "unused-macro": unusedMacro,
  "unused-list": unusedList,
  "no-event-type": noEventType,
  "invalid-version": invalidVersion,
  "repeated-plugin": repeatedPlugin,
  "required-engine": requiredEngine,
  "integer-engine": integerEngine,
  "low-engine-version": lowEngineVersion,
  "high-engine-version": highEngineVersion,
  "missing-engine-version": missingEngineVersion,
  "same-as-default": sameAsDefault,
  "low-plugin-version": lowPluginVersion,
  "high-plugin-version": highPluginVersion,
  "missing-plugin-version": missingPluginVersion,
  "required-plugin": requiredPlugin,
  "unknown-required-plugin": unknownRequiredPlugin,
  "from-default-rules": fromDefaultRules,
  "always-matches": alwaysMatches,
  "never-matches": neverMatches,
  "same-condition": sameCondition,
  "shadowed-rule": shadowedRule,
  "defined-twice": definedTwice,
  "defined-elsewhere": definedElsewhere,
  "list-item-syntax": listItemSyntax,
  "list-named-as-macro": listNamedAsMacro,
  "list-in-text": listInText,
};
