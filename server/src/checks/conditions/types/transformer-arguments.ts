import type { ArgumentsFault } from "../../../model/condition/finding.ts";
import { defineConditionCheck } from "../condition-check.ts";

/** A transformer with wrong arguments. See transformer-arguments.md. */
export const transformerArguments = defineConditionCheck({
  code: "transformer-arguments",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_CONDITION",
  render: ({ transformer, fault, crashes }) => ({
    message: `\`${transformer}\` ${FAULTS[fault]}.${crashes ? " Falco ends at once on this." : ""}`,
    ...(crashes && { falco: "fatal" as const }),
  }),
});

const FAULTS: Readonly<Record<ArgumentsFault, string>> = {
  one: "takes one argument",
  two: "takes two arguments",
  "at-least-two": "takes two arguments or more",
  "scalar-first": "takes a single value first, not a list",
  "list-second": "takes a list as its second argument",
  "list-first": "takes a list as its first argument",
  "scalar-second": "takes a single value as its second argument, not a list",
  texts: "takes texts only",
};
