import { barePercent } from "./bare-percent.ts";
import { deprecatedOutputField } from "./deprecated-output-field.ts";
import { partialOutputField } from "./partial-output-field.ts";
import { unknownOutputField } from "./unknown-output-field.ts";

/** The checks of rule outputs, in reading order. */
export const OUTPUT_CHECKS = [
  unknownOutputField,
  partialOutputField,
  barePercent,
  deprecatedOutputField,
] as const;
