import path from "node:path";
import type { Command } from "commander";
import { isReadable } from "./paths/readable.ts";
import { PROJECT_FILE, type ProjectFile, readProjectFile } from "../project/project-file.ts";
import { decodeText } from "../text/decode.ts";
import { lineIndex } from "../text/line-index.ts";
import { bytesAt, isThere } from "./repeat/disk.ts";
import { UsageError } from "./usage-error.ts";

/** Options that say which project file counts: the one that is found upward from the working folder, another, or none. */
export function addConfigOptions(command: Command): Command {
  return command
    .option("--config <file>", `project file; default: ${PROJECT_FILE} in this folder or one above`)
    .option("--no-config", "read no project file");
}

/** Sets each option that was not given to what the project file says. Paths in the file are relative to its folder. */
export function applyProject(command: Command): void {
  const config: unknown = command.getOptionValue("config");
  if (config === false || !command.options.some((option) => option.attributeName() === "config")) return;
  const file = typeof config === "string" ? config : findUpward(process.cwd());
  if (file === undefined) return;
  const { values } = read(file);
  const folder = path.dirname(file);
  const local = (name: unknown): string =>
    path.join(path.relative("", folder), String(name)).split(path.sep).join("/");
  const set = (name: string, value: unknown): void => {
    const isGiven = command.getOptionValueSource(name) === "cli";
    const option = command.options.find((one) => one.attributeName() === name);
    if (value === undefined || value === null || isGiven || !option) return;
    const parsed = typeof value === "string" && option.parseArg ? option.parseArg(value, undefined) : value;
    command.setOptionValueWithSource(name, parsed, "config");
  };
  set("target", values.target === undefined ? undefined : String(values.target));
  const plugins = values.plugins === undefined ? [] : listOf(values.plugins);
  if (plugins.length > 0)
    set(
      "plugins",
      plugins.map((name) => (/[/\\]|\.(?:ya?ml|json)$/.test(name) ? local(name) : name)).join(","),
    );
  set("cache", values.cache);
  set("maxWarnings", values.maxWarnings === undefined ? undefined : String(values.maxWarnings));
  set("baseline", values.baseline === undefined ? undefined : local(values.baseline));
  set("exclude", values.exclude === undefined ? undefined : listOf(values.exclude));
  if (values.rulesFiles !== undefined)
    command.setOptionValueWithSource("rulesFiles", listOf(values.rulesFiles).map(local), "config");
  const { format } = values;
  if (isMapping(format) && "lineWidth" in format) set("lineWidth", String(format.lineWidth));
  set("severity", values.severity);
  const ruleset: unknown = command.getOptionValue("ruleset");
  if (ruleset === undefined && values.defaultRules) set("defaultRules", local(values.defaultRules));
}

function findUpward(folder: string): string | undefined {
  const file = path.join(folder, PROJECT_FILE);
  if (isReadable(file)) return file;
  const above = path.dirname(folder);
  // What lies above a repository is not a part of the project.
  return above === folder || isThere(path.join(folder, ".git")) ? undefined : findUpward(above);
}

function read(file: string): ProjectFile {
  if (!isThere(file)) throw new UsageError(`File ${file} does not exist.`);
  if (!isReadable(file)) throw new UsageError(`${file} is not a file that can be read.`);
  const { text } = decodeText(bytesAt(file));
  const project = readProjectFile(text);
  const lines = lineIndex(text);
  const wrong = project.problems.map(({ span, message }) => {
    const { line, character } = lines.position(span.start);
    return `${path.relative("", file)}:${line + 1}:${character + 1}: ${message}`;
  });
  if (wrong.length > 0) throw new UsageError(wrong.join("\n"));
  return project;
}

function listOf(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : [value]).map(String);
}

function isMapping(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
