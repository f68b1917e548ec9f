import type { Command } from "commander";
import type { Problem } from "../checks/check.ts";
import { problemsOf } from "../checks/run.ts";
import {
  type EffectivePage,
  effectivePages,
  type LineRange,
  linesOf,
} from "../features/effective/effective-page.ts";
import { plainPage } from "../features/effective/effective-text.ts";
import type { Fragment, Origin } from "../model/explain/explain.ts";
import { explainAll, explainName } from "../model/explain/explain-names.ts";
import { type EngineNeed, engineText } from "../model/ruleset/items/needed-engine.ts";
import type { Ruleset, Snapshot } from "../model/workspace/workspace.ts";
import type { Item } from "../syntax/item.ts";
import { nearestName } from "../text/names.ts";
import type { Span } from "../text/span.ts";
import { checkList, pageOfCheck } from "./check-pages.ts";
import { newCommand, parsed } from "./command.ts";
import { addConfigOptions } from "./project.ts";
import { addLoadOptions, loadSnapshot } from "./load.ts";
import { formatOption, type LoadOptions } from "./options.ts";
import { UsageError } from "./usage-error.ts";
import { shown, write } from "./output.ts";

interface ExplainOptions extends LoadOptions {
  readonly all: boolean;
  readonly listChecks: boolean;
  readonly format: "human" | "json";
}

export function explainCommand(): Command {
  return addLoadOptions(
    addConfigOptions(
      newCommand({
        name: "explain",
        summary: "Show the effective rule, macro or list after every override, or the page of a check.",
        examples: [
          'falco-lint explain "Terminal shell in container" --ruleset falco_rules.yaml local.yaml',
          "falco-lint explain unknown-field",
          "falco-lint explain --list-checks",
        ],
      }),
    ),
  )
    .argument("[name]", "a rule, a macro, a list, or the code of a check")
    .argument("[paths...]", "files, folders and patterns; default: the working folder")
    .option("--all", "show everything; no name is given then", false)
    .option("--list-checks", "list the checks with their severities", false)
    .addOption(formatOption(["human", "json"]));
}

/** `falco-lint explain NAME [paths…]` or `--all`: what Falco loads in the end; returns the exit code. */
export async function runExplain(args: readonly string[]): Promise<number> {
  const command = await parsed(explainCommand(), args);
  if (!command) return 0;
  const options = command.opts<ExplainOptions>();
  const page = command.args.length === 1 ? pageOfCheck(command.args[0] ?? "") : undefined;
  if (options.listChecks || page !== undefined) {
    await write(options.listChecks ? checkList() : (page ?? ""));
    return 0;
  }
  const [name, ...paths] = options.all ? [undefined, ...command.args] : command.args;
  if (!options.all && name === undefined)
    throw new UsageError(
      "Name a rule, a macro, a list or a check to explain, or use --all or --list-checks.",
    );
  const snapshot = loadSnapshot(
    options,
    paths.flatMap((path) => path ?? []),
  );
  const text = options.format === "json" ? explainJson(snapshot, name) : explainText(snapshot, name);
  if (text === undefined) throw new UsageError(notFound(snapshot.rulesets, name ?? ""));
  await write(shown(text));
  return 0;
}

/** For people. Undefined when nothing has the name; everything without a name. */
export function explainText(snapshot: Snapshot, name: string | undefined): string | undefined {
  const pages = snapshot.rulesets.flatMap((ruleset) =>
    effectivePages(snapshot, name === undefined ? explainAll(ruleset) : explainName(ruleset, name)),
  );
  return pages.length === 0 && name !== undefined
    ? undefined
    : pages.map((page) => withErrors(page, snapshot)).join("\n");
}

/** A page, with what Falco rejects in the items that made it. */
function withErrors(page: EffectivePage, snapshot: Snapshot): string {
  const errors = errorsAt(
    page.origins.flatMap(({ at }) => at ?? []),
    snapshot,
  );
  if (errors.length === 0) return plainPage(page);
  return [
    plainPage(page).trimEnd(),
    "  Falco rejects the file:",
    ...errors.map(({ path, line, message }) => `    ${path}:${line} ${message}`),
    "",
  ].join("\n");
}

interface ErrorAt {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly code: string;
  readonly message: string;
}

/** The errors of files in these lines. */
function errorsAt(ranges: readonly LineRange[], snapshot: Snapshot): readonly ErrorAt[] {
  return ranges.flatMap(({ uri, path, line: first, lastLine }) =>
    errorsIn(snapshot, uri).flatMap(({ span, code, message }): readonly ErrorAt[] => {
      const line = (snapshot.documents.get(uri)?.lines.position(span.start).line ?? -1) + 1;
      return first <= line && line <= lastLine ? [{ path, line, code, message }] : [];
    }),
  );
}

function errorsIn(snapshot: Snapshot, uri: string): readonly Problem[] {
  return problemsOf(snapshot, uri).filter(({ severity }) => severity === "error");
}

/** For programs: `rules`, `macros` and `lists` of that name, or all. Undefined when nothing has the name. */
export function explainJson(snapshot: Snapshot, name: string | undefined): string | undefined {
  const found = snapshot.rulesets.map((ruleset) =>
    name === undefined ? explainAll(ruleset) : explainName(ruleset, name),
  );
  const rules = found
    .flatMap((one) => one.rules)
    .map(({ engineNeeds, ...rule }) => ({ ...placed(rule, snapshot), engine: engineOfRule(engineNeeds) }));
  const macros = found.flatMap((one) => one.macros).map((macro) => placed(macro, snapshot));
  const lists = found.flatMap((one) => one.lists).map((list) => placed(list, snapshot));
  return rules.length + macros.length + lists.length === 0 && name !== undefined
    ? undefined
    : `${JSON.stringify({ rules, macros, lists })}\n`;
}

/** With files and lines, which count from 1, in the place of items. */
function placed<T extends { readonly origins: readonly Origin[]; readonly fragments: readonly Fragment[] }>(
  { origins, fragments, ...rest }: T,
  snapshot: Snapshot,
): object {
  const at = (item: Item, span?: Span): object => {
    const { path = "", line = 0, lastLine = 0 } = linesOf(snapshot, item, span) ?? {};
    return { path, line, lastLine };
  };
  return {
    ...rest,
    origins: origins.map(({ mode, changes, item }) => ({
      mode,
      ...(changes.length > 0 && { changes }),
      ...at(item),
    })),
    fragments: fragments.map(({ key, text, item, span }) => ({ key, text, ...at(item, span) })),
    errors: errorsAt(
      origins.flatMap(({ item }) => linesOf(snapshot, item) ?? []),
      snapshot,
    ),
  };
}

function notFound(rulesets: readonly Ruleset[], name: string): string {
  const names = rulesets.flatMap(({ rules: { collected } }) => [
    ...collected.rules.keys(),
    ...collected.macros.keys(),
    ...collected.lists.keys(),
  ]);
  const near = nearestName(name, names);
  return `Unknown rule, macro or list \`${name}\`.${near === undefined ? "" : ` Did you mean \`${near}\`?`}`;
}

/** The smallest engine and what asks for it; null where the oldest one known will do. */
function engineOfRule(needs: readonly EngineNeed[]): object | null {
  const [newest] = needs;
  if (!newest) return null;
  return {
    version: engineText(newest.engine),
    falco: newest.since,
    because: needs.map(({ name, since, engine }) => ({ name, engine: engineText(engine), falco: since })),
  };
}
