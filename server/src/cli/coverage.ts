import type { Command } from "commander";
import { coverageOf } from "../features/coverage/coverage.ts";
import { coverageSvg, coverageText, navigatorLayer } from "../features/coverage/coverage-text.ts";
import { newCommand, parsed } from "./command.ts";
import { addLoadOptions, loadSnapshot } from "./load.ts";
import { formatOption, type LoadOptions } from "./options.ts";
import { write } from "./output.ts";
import { addConfigOptions } from "./project.ts";

interface CoverageOptions extends LoadOptions {
  readonly format: "human" | "json" | "navigator" | "svg";
}

export function coverageCommand(): Command {
  return addLoadOptions(
    addConfigOptions(
      newCommand({
        name: "coverage",
        summary: "Show which tactics and techniques of MITRE ATT&CK the enabled rules have in their tags.",
        examples: [
          "falco-lint coverage rules/",
          "falco-lint coverage --format navigator --ruleset falco_rules.yaml local.yaml > layer.json",
          "falco-lint coverage --format svg > coverage.svg",
        ],
      }),
    ),
  )
    .argument("[paths...]", "files, folders and patterns; default: the working folder")
    .addOption(formatOption(["human", "json", "navigator", "svg"]));
}

/** `falco-lint coverage [paths…]`; returns the exit code. */
export async function runCoverage(args: readonly string[]): Promise<number> {
  const command = await parsed(coverageCommand(), args);
  if (!command) return 0;
  const options = command.opts<CoverageOptions>();
  const snapshot = loadSnapshot(options, command.args);
  const coverage = coverageOf(snapshot);
  switch (options.format) {
    case "human":
      await write(coverageText(coverage));
      break;
    case "json":
      await write(`${JSON.stringify(coverage, undefined, 2)}\n`);
      break;
    case "navigator":
      await write(navigatorLayer(coverage));
      break;
    case "svg":
      await write(coverageSvg(coverage));
      break;
  }
  return 0;
}
