import { barePercent } from "./bare-percent.ts";
import { deprecatedOutputField } from "./deprecated-output-field.ts";
import { unknownOutputField } from "./unknown-output-field.ts";

/** The checks of rule outputs, in reading order. */
export const OUTPUT_CHECKS = [unknownOutputField, barePercent, deprecatedOutputField] as const;
