import * as fs from "node:fs/promises";
import path from "node:path";
import type { Command } from "commander";
import { defaultRules, rulesVersionOf } from "../catalog/default-rules.ts";
import { NEWEST_FALCO } from "../catalog/releases.ts";
import type { Version } from "../catalog/version.ts";
import { pullRules } from "../registry/pull.ts";
import { RegistryError } from "../registry/registry-error.ts";
import { nameOf, readSource, RULES_REGISTRY, RULES_REPOSITORY } from "../registry/source.ts";
import { type RulesFile, unpackRules } from "../registry/unpack.ts";
import { helpOf, newCommand, parsed } from "./command.ts";
import { targetOption } from "./options.ts";
import { reasonOf, write } from "./output.ts";
import { runList, listCommand } from "./rulesets/inventory.ts";
import { UsageError } from "./usage-error.ts";

interface PullOptions {
  readonly version?: string;
  readonly target: Version;
  readonly output: string;
  readonly registry: string;
  readonly repository: string;
  readonly archive?: string;
}

/** The actions, for help and completions; each has a help of its own. */
export function rulesCommand(): Command {
  return newCommand({
    name: "rules",
    summary: "List the rules, or get Falco's default rules.",
    examples: ["falco-lint rules list rules/", "falco-lint rules pull --output falco-default-rules"],
  })
    .helpCommand(false)
    .addCommand(listCommand().name("list"))
    .addCommand(pullCommand().name("pull"));
}

function pullCommand(): Command {
  return newCommand({
    name: "rules pull",
    summary: "Write Falco's default rules from an OCI registry into a folder, as falcoctl does.",
    examples: [
      "falco-lint rules pull --output falco-default-rules",
      "falco-lint rules pull --registry mirror.example.com --version 5.1.0",
      "falco-lint rules pull --archive falco-rules-5.1.0.tar.gz",
    ],
  })
    .option("--version <version>", "version of the rules; default: the one that the Falco version ships")
    .addOption(targetOption("Falco version that ships the rules").default(NEWEST_FALCO))
    .option("--output <dir>", "folder to write to", "falco-default-rules")
    .option("--registry <host>", "OCI registry", RULES_REGISTRY)
    .option("--repository <name>", "repository in the registry", RULES_REPOSITORY)
    .option("--archive <file>", "read this .tar.gz instead of a registry");
}

/** `falco-lint rules list` and `falco-lint rules pull`. Gives the exit code. */
export async function runRules(args: readonly string[]): Promise<number> {
  const [action, ...rest] = args;
  if (action === "list") return runList(rest);
  if (action === "pull") return runPull(rest);
  if (action !== "--help" && action !== "-h")
    throw new UsageError("Name an action: list or pull. See falco-lint rules --help.");
  await write(helpOf(rulesCommand()));
  return 0;
}

/** Writes Falco's default rules into a folder. */
async function runPull(args: readonly string[]): Promise<number> {
  const command = await parsed(pullCommand(), args);
  if (!command) return 0;
  const options = command.opts<PullOptions>();
  const cancel = new AbortController();
  const stop = (): void => cancel.abort(new UsageError("Cancelled. Nothing was saved."));
  process.once("SIGINT", stop);
  try {
    const [origin, files] =
      options.archive === undefined
        ? await pulled(options, cancel.signal)
        : [options.archive, await unpackRules(await bytesOf(options.archive), cancel.signal)];
    const paths = await save(files, options.output);
    await write(paths.map((one) => `Wrote ${one} from ${origin}.\n`).join(""));
    return 0;
  } catch (error) {
    throw error instanceof RegistryError ? new UsageError(error.message) : error;
  } finally {
    process.off("SIGINT", stop);
  }
}

function versionFor(target: Version): string {
  const version = rulesVersionOf(defaultRules(target));
  if (!version) throw new UsageError(`The rules of Falco ${target} are not known. Write --version.`);
  return version;
}

async function pulled(
  { registry, repository, target, version = versionFor(target) }: PullOptions,
  signal: AbortSignal,
): Promise<readonly [origin: string, files: readonly RulesFile[]]> {
  const source = readSource(registry, repository, version);
  const { digest, files } = await pullRules(source, { fetch: await proxiedFetch(), signal });
  return [`${nameOf(source)}:${version} (${digest})`, files];
}

/** Node's own `fetch` asks no proxy before Node 24; the package it comes from does. */
async function proxiedFetch(): Promise<typeof fetch> {
  const names = ["https_proxy", "http_proxy"].flatMap((name) => [name, name.toUpperCase()]);
  if (!names.some((name) => process.env[name])) return fetch;
  const undici = await import("undici");
  const dispatcher = new undici.EnvHttpProxyAgent();
  // The package has types of its own for what is the same.
  const send = undici.fetch as unknown as (address: unknown, options: object) => Promise<Response>;
  return (address, options) => send(address, { ...options, dispatcher });
}

async function bytesOf(file: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await fs.readFile(file));
  } catch (error) {
    throw new UsageError(`Could not read ${file}: ${reasonOf(error)}.`);
  }
}

/** Writes each file beside its place first, so that none is ever half there. */
async function save(files: readonly RulesFile[], folder: string): Promise<readonly string[]> {
  const staged = files.map(({ name, bytes }) => {
    const file = path.join(folder, name);
    return { file, bytes, temporary: path.join(folder, `.${name}.falco-lint-${process.pid}`) };
  });
  try {
    await fs.mkdir(folder, { recursive: true });
    for (const { temporary, bytes } of staged) await fs.writeFile(temporary, bytes, { flag: "wx" });
    for (const { temporary, file } of staged) await fs.rename(temporary, file);
  } catch (error) {
    throw new UsageError(`Could not write: ${reasonOf(error)}.`);
  } finally {
    for (const { temporary } of staged) await fs.rm(temporary, { force: true });
  }
  return staged.map(({ file }) => file);
}
