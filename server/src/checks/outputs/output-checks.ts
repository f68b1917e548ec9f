import type { OutputFinding } from "../../model/output/judge-output.ts";
import type { Check } from "../check.ts";
import { absentOutputField } from "./absent-output-field.ts";
import { barePercent } from "./bare-percent.ts";
import { deprecatedOutputField } from "./deprecated-output-field.ts";
import { partialOutputField } from "./partial-output-field.ts";
import { unknownOutputField } from "./unknown-output-field.ts";

type OutputCode = OutputFinding["code"];

/** The checks of rule outputs by code, in reading order. */
export const OUTPUT_CHECKS: { readonly [Code in OutputCode]: Check<Extract<OutputFinding, { code: Code }>> } =
  {
    "unknown-output-field": unknownOutputField,
    "partial-output-field": partialOutputField,
    "absent-output-field": absentOutputField,
    "bare-percent": barePercent,
    "deprecated-output-field": deprecatedOutputField,
  };
