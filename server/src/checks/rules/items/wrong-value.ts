import { fixOf, replaceScalar } from "../../configuration/settings/entry-edits.ts";
import { defineItemCheck } from "../item-check.ts";
import { meantName, oneOf } from "./item-words.ts";
import { table } from "../../../text/table.ts";

const SLIPS = table<string>({
  "1": "true",
  "0": "false",
  t: "true",
  f: "false",
  enabled: "true",
  disabled: "false",
});
const UNITS = table<number>({ ms: 1, s: 1000, m: 60_000 });

/** A value that cannot be read as the truth value or the number that it must be. See wrong-value.md. */
export const wrongValue = defineItemCheck({
  code: "wrong-value",
  severity: "error",
  falco: "LOAD_ERR_YAML_VALIDATE",
  render(finding, text) {
    const key = finding.detail ?? "";
    const value = finding.entry?.value;
    const written = value?.kind === "scalar" ? value.text : "";
    const options = finding.options ?? [];
    const isTruth = options.includes("true");
    const meant = isTruth ? meantName(written, options, SLIPS) : milliseconds(written);
    const wanted = isTruth ? oneOf(options) : (options[0] ?? "another value");
    return {
      message: `\`${key}\` must be ${wanted}, not \`${written}\`.`,
      fixes:
        meant === undefined
          ? []
          : fixOf(`Replace with \`${meant}\``, "unsafe", replaceScalar(text, finding.span, meant)),
    };
  },
});

function milliseconds(text: string): string | undefined {
  const [, number, unit] = /^(\d+)\s*(ms|s|m)$/.exec(text.trim()) ?? [];
  return number && unit ? String(Number(number) * (UNITS.get(unit) ?? 1)) : undefined;
}
