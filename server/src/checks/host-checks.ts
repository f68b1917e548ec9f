import { chartValueType } from "./chart-values/chart-value-type.ts";
import { chartValueSyntax } from "./chart-values/chart-value-syntax.ts";
import { containerPluginTwice } from "./chart-values/container-plugin-twice.ts";
import { pluginNotInstalled } from "./chart-values/plugin-not-installed.ts";
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
import { unknownOption } from "./command-lines/unknown-option.ts";
import { unquotedPattern } from "./command-lines/unquoted-pattern.ts";
import { falcoVersionAsChart } from "./workspace/falco-version-as-chart.ts";
import { removedImage } from "./workspace/removed-image.ts";
import { versionMismatch } from "./workspace/version-mismatch.ts";

/** The checks of command lines, of their environment and of Helm values, in reading order. */
export const HOST_CHECKS = [
  unknownOption,
  removedOption,
  deprecatedOption,
  futureOption,
  optionArgument,
  ignoredArgument,
  repeatedOption,
  ineffectiveOption,
  conflictingOptions,
  unquotedPattern,
  removedVariable,
  deprecatedVariable,
  removedDriverLoader,
  driverLoaderArgument,
  removedChartValue,
  deprecatedChartValue,
  driverKind,
  overriddenChartValue,
  chartValueSyntax,
  customRules,
  pluginNotInstalled,
  containerPluginTwice,
  misplacedChartValue,
  unknownChartValue,
  chartValueType,
  falcoVersionAsChart,
  removedImage,
  versionMismatch,
  otherRelease,
] as const;
