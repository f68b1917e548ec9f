import type { Command } from "commander";
import { coverageOf } from "../features/coverage/coverage.ts";
import { coverageSvg, coverageText, navigatorLayer } from "../features/coverage/coverage-text.ts";
import { createWorkspace } from "../model/workspace/workspace.ts";
import { defaultRulesOf, documentsOf, settingsOf } from "./check.ts";
import { newCommand, parsed } from "./command.ts";
import { readFiles } from "./files.ts";
import {
  defaultRulesOption,
  formatOption,
  type LoadOptions,
  pluginsOption,
  rulesetOption,
  targetOption,
  withoutContradiction,
} from "./options.ts";
import { write } from "./output.ts";
import { refuseUnknown } from "./plugin-files.ts";
import { addConfigOptions } from "./project.ts";

interface CoverageOptions extends LoadOptions {
  readonly format: "human" | "json" | "navigator" | "svg";
}

function coverageCommand(): Command {
  return addConfigOptions(
    newCommand({
      name: "coverage",
      summary: "Show which tactics and techniques of MITRE ATT&CK the enabled rules have in their tags.",
      examples: [
        "falco-lint coverage rules/",
        "falco-lint coverage --format navigator --ruleset falco_rules.yaml local.yaml > layer.json",
        "falco-lint coverage --format svg > coverage.svg",
      ],
    }),
  )
    .argument("[paths...]", "files and folders; default: the working folder")
    .addOption(rulesetOption())
    .addOption(formatOption(["human", "json", "navigator", "svg"]))
    .addOption(targetOption())
    .addOption(defaultRulesOption())
    .addOption(pluginsOption());
}

/** `falco-lint coverage [paths…]`; returns the exit code. */
export async function runCoverage(args: readonly string[]): Promise<number> {
  const command = await parsed(coverageCommand(), args);
  if (!command) return 0;
  const options = command.opts<CoverageOptions>();
  withoutContradiction(options);
  const files = options.ruleset
    ? readFiles(options.ruleset, { as: "rules" })
    : readFiles(command.args.length > 0 ? command.args : ["."]);
  const behind = defaultRulesOf(options);
  const snapshot = createWorkspace().snapshot(
    documentsOf([...files, ...behind, ...options.plugins.files]),
    settingsOf(options, files, behind),
  );
  refuseUnknown(options.plugins, snapshot.registry);
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
