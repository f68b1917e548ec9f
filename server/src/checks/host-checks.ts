import { chartValueType } from "./chart-values/chart-value-type.ts";
import { chartValueSyntax } from "./chart-values/chart-value-syntax.ts";
import { containerPluginTwice } from "./chart-values/container-plugin-twice.ts";
import { pluginNotInstalled } from "./chart-values/plugin-not-installed.ts";
import { falcoctlCommand } from "./falcoctl/falcoctl-command.ts";
import { falcoctlSetting } from "./falcoctl/falcoctl-setting.ts";
import { customRules } from "./chart-values/custom-rules.ts";
import { misplacedChartValue } from "./chart-values/misplaced-chart-value.ts";
import { unknownChartValue } from "./chart-values/unknown-chart-value.ts";
import { conflictingOptions } from "./command-lines/conflicting-options.ts";
import { deprecatedChartValue } from "./chart-values/deprecated-chart-value.ts";
import { deprecatedOption } from "./command-lines/deprecated-option.ts";
import { deprecatedVariable } from "./command-lines/deprecated-variable.ts";
import { driverKind } from "./chart-values/driver-kind.ts";
import { driverLoaderArgument } from "./command-lines/driver-loader-argument.ts";
import { futureOption } from "./command-lines/future-option.ts";
import { ignoredArgument } from "./command-lines/ignored-argument.ts";
import { ineffectiveOption } from "./command-lines/ineffective-option.ts";
import { optionArgument } from "./command-lines/option-argument.ts";
import { otherRelease } from "./workspace/other-release.ts";
import { overriddenChartValue } from "./chart-values/overridden-chart-value.ts";
import { removedChartValue } from "./chart-values/removed-chart-value.ts";
import { removedDriverLoader } from "./command-lines/removed-driver-loader.ts";
import { removedOption } from "./command-lines/removed-option.ts";
import { removedVariable } from "./command-lines/removed-variable.ts";
import { repeatedOption } from "./command-lines/repeated-option.ts";
import { invalidTestFile } from "./tests/invalid-test-file.ts";
import { unknownTestField } from "./tests/unknown-test-field.ts";
import { unknownTestRule } from "./tests/unknown-test-rule.ts";
import { unknownOption } from "./command-lines/unknown-option.ts";
import { unquotedPattern } from "./command-lines/unquoted-pattern.ts";
import { falcoVersionAsChart } from "./workspace/falco-version-as-chart.ts";
import { newerReleaseCheck } from "./workspace/newer-release.ts";
import { projectFile } from "./workspace/project-file.ts";
import { pluginFile } from "./workspace/plugin-file.ts";
import { removedImage } from "./workspace/removed-image.ts";
import { unusedSuppression } from "./workspace/unused-suppression.ts";
import { versionMismatch } from "./workspace/version-mismatch.ts";
import type { InvocationFinding } from "../model/invocation/finding.ts";
import type { ValuesFinding } from "../model/chart-values/finding.ts";
import type { FalcoctlCommandFinding, FalcoctlSetting } from "../model/falcoctl/finding.ts";
import type { PluginFileFinding } from "../model/plugins/plugin-file.ts";
import type { StatedFinding } from "../model/chart-values/stated-versions.ts";
import type { ProjectFinding } from "../model/document/project-finding.ts";
import type { SuppressionFinding } from "../model/document/suppression-finding.ts";
import type { TestFinding } from "../model/document/test-finding.ts";
import type { OfCode } from "../text/finding.ts";
import type { Check } from "./check.ts";

type HostFinding =
  | InvocationFinding
  | ValuesFinding
  | StatedFinding
  | PluginFileFinding
  | FalcoctlSetting
  | FalcoctlCommandFinding
  | TestFinding
  | ProjectFinding
  | SuppressionFinding;

/** The checks of command lines, of their environment, of chart values, of stated versions, of tests and of suppressions by code, in reading order. */
export const HOST_CHECKS: { readonly [Code in HostFinding["code"]]: Check<OfCode<HostFinding, Code>> } = {
  "unknown-option": unknownOption,
  "removed-option": removedOption,
  "deprecated-option": deprecatedOption,
  "future-option": futureOption,
  "option-argument": optionArgument,
  "ignored-argument": ignoredArgument,
  "repeated-option": repeatedOption,
  "ineffective-option": ineffectiveOption,
  "conflicting-options": conflictingOptions,
  "unquoted-pattern": unquotedPattern,
  "removed-variable": removedVariable,
  "deprecated-variable": deprecatedVariable,
  "removed-driver-loader": removedDriverLoader,
  "driver-loader-argument": driverLoaderArgument,
  "removed-chart-value": removedChartValue,
  "deprecated-chart-value": deprecatedChartValue,
  "driver-kind": driverKind,
  "overridden-chart-value": overriddenChartValue,
  "chart-value-syntax": chartValueSyntax,
  "custom-rules": customRules,
  "plugin-not-installed": pluginNotInstalled,
  "falcoctl-command": falcoctlCommand,
  "falcoctl-setting": falcoctlSetting,
  "container-plugin-twice": containerPluginTwice,
  "misplaced-chart-value": misplacedChartValue,
  "unknown-chart-value": unknownChartValue,
  "chart-value-type": chartValueType,
  "falco-version-as-chart": falcoVersionAsChart,
  "removed-image": removedImage,
  "version-mismatch": versionMismatch,
  "other-release": otherRelease,
  "newer-release": newerReleaseCheck,
  "plugin-file": pluginFile,
  "project-file": projectFile,
  "invalid-test-file": invalidTestFile,
  "unknown-test-field": unknownTestField,
  "unknown-test-rule": unknownTestRule,
  "unused-suppression": unusedSuppression,
};
