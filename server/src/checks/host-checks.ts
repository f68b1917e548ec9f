import { conflictingOptions } from "./conflicting-options.ts";
import { deprecatedChartValue } from "./deprecated-chart-value.ts";
import { deprecatedOption } from "./deprecated-option.ts";
import { deprecatedVariable } from "./deprecated-variable.ts";
import { driverKind } from "./driver-kind.ts";
import { driverLoaderArgument } from "./driver-loader-argument.ts";
import { futureOption } from "./future-option.ts";
import { ignoredArgument } from "./ignored-argument.ts";
import { ineffectiveOption } from "./ineffective-option.ts";
import { optionArgument } from "./option-argument.ts";
import { otherRelease } from "./other-release.ts";
import { overriddenChartValue } from "./overridden-chart-value.ts";
import { removedChartValue } from "./removed-chart-value.ts";
import { removedDriverLoader } from "./removed-driver-loader.ts";
import { removedOption } from "./removed-option.ts";
import { removedVariable } from "./removed-variable.ts";
import { repeatedOption } from "./repeated-option.ts";
import { unknownOption } from "./unknown-option.ts";
import { unquotedPattern } from "./unquoted-pattern.ts";
import { versionMismatch } from "./version-mismatch.ts";

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
  versionMismatch,
  otherRelease,
] as const;
