import type { ArgumentsFault } from "../../../model/condition/finding.ts";
import { defineConditionCheck } from "../condition-check.ts";

/** A transformer with wrong arguments. See transformer-arguments.md. */
export const transformerArguments = defineConditionCheck({
  code: "transformer-arguments",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_CONDITION",
  render: ({ transformer, fault, crashes }) => ({
    message: `\`${transformer}\` ${FAULTS[fault]}.${crashes ? " Falco exits." : ""}`,
    ...(crashes && { falco: "fatal" as const }),
  }),
});

const FAULTS: Readonly<Record<ArgumentsFault, string>> = {
  one: "expects one argument",
  two: "expects two arguments",
  "at-least-two": "expects at least two arguments",
  "scalar-first": "expects a single value as its first argument, not a list",
  "list-second": "expects a list as its second argument",
  "list-first": "expects a list as its first argument",
  "scalar-second": "expects a single value as its second argument, not a list",
  texts: "accepts only strings",
};
