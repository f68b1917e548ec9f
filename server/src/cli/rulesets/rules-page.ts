import type { Command } from "commander";
import { inventoryOf } from "../../features/inventory/inventory.ts";
import { rulesHtml, rulesMarkdown } from "../../features/inventory/rules-page.ts";
import { newCommand, parsed } from "../command.ts";
import { addLoadOptions, loadSnapshot } from "../load.ts";
import { formatOption, type LoadOptions } from "../options.ts";
import { shown, write } from "../output.ts";
import { addConfigOptions } from "../project.ts";
import { addFilterOptions, filtered, type InventoryFilter } from "./inventory.ts";

interface DocsOptions extends LoadOptions, InventoryFilter {
  readonly format: "markdown" | "html";
}

export function docsCommand(): Command {
  return addFilterOptions(
    addLoadOptions(
      addConfigOptions(
        newCommand({
          name: "docs",
          summary:
            "Write one page about all rules: what each finds, with its condition, fields, exceptions, tags and tests.",
          examples: [
            "falco-lint docs rules/ > RULES.md",
            "falco-lint docs --format html --state enabled . > rules.html",
          ],
        }),
      ),
    ),
  )
    .argument("[paths...]", "files, folders and patterns; default: the working folder")
    .addOption(formatOption(["markdown", "html"]));
}

/** `falco-lint docs`. Gives the exit code. */
export async function runDocs(args: readonly string[]): Promise<number> {
  const command = await parsed(docsCommand(), args);
  if (!command) return 0;
  const options = command.opts<DocsOptions>();
  const rules = filtered(inventoryOf(loadSnapshot(options, command.args)), options);
  await write(shown(options.format === "html" ? rulesHtml(rules) : rulesMarkdown(rules)));
  return 0;
}
