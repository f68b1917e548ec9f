import { parsePlugins } from "../catalog/plugins.ts";
import { isNewerThanKnown } from "../catalog/releases.ts";
import { readVersion } from "../catalog/version.ts";
import type { Severity } from "../checks/check.ts";
import { newerRelease } from "../checks/workspace/newer-release.ts";
import { readSeverity, type Severities } from "../checks/severities.ts";
import { DEFAULT_FORMAT, type FormatOptions } from "../features/formatting.ts";
import type { ShownHints } from "../features/inlay-hints.ts";
import type { ShownLenses } from "../features/name-lenses.ts";
import { DEFAULT_SETTINGS, type Settings } from "../model/workspace/settings.ts";

/** The client's settings, read. */
export interface ClientSettings {
  readonly workspace: Settings;
  readonly severities: Severities;
  readonly format: FormatOptions;
  /** Whether rules have code lenses. */
  readonly codeLens: boolean;
  readonly nameLenses: ShownLenses;
  readonly inlayHints: ShownHints;
  /** Whether files that are not open are reported on. */
  readonly checksWorkspace: boolean;
  /** Longest rules file that is read, in characters; of files of other kinds a fifth of it. */
  readonly maxLength: number;
  /** Path of a file or folder with Falco's default rules, as the user wrote it; undefined to look where Falco installs them. */
  readonly defaultRules?: string;
  /** Paths of files that describe plugins, as the user wrote them. */
  readonly pluginFiles: readonly string[];
  /** One sentence for each setting that could not be read, and was left out. */
  readonly problems: readonly string[];
}

/** The largest published rules file has a twentieth of it. */
const DEFAULT_LENGTH = 5_000_000;

export const NO_SETTINGS: ClientSettings = {
  workspace: DEFAULT_SETTINGS,
  severities: {},
  format: DEFAULT_FORMAT,
  codeLens: true,
  nameLenses: { uses: false, overrides: true, effective: true },
  inlayHints: { events: true, listSizes: true },
  checksWorkspace: true,
  maxLength: DEFAULT_LENGTH,
  pluginFiles: [],
  problems: [],
};

/**
 * Reads the section `falco`, whatever the client sent. Paths of rules files are taken relative to `folder`,
 * the path of the first workspace folder.
 */
export function readSettings(section: unknown, folder: string | undefined): ClientSettings {
  const given = isRecord(section) ? section : {};
  const problems: string[] = [];
  const targetText = typeof given["target"] === "string" ? given["target"].trim() : "";
  const target = targetText === "" ? undefined : readVersion(targetText);
  if (targetText !== "" && !target)
    problems.push(
      `\`falco.target\` is \`${targetText}\`, which is not a version. Write three numbers, such as \`0.44.1\`.`,
    );
  if (target && isNewerThanKnown(target)) problems.push(`\`falco.target\`: ${newerRelease(target)}`);
  const plugins = parsePlugins(textsOf(given["plugins"]).join(",") || "auto");
  problems.push(...plugins.problems.map((problem) => `\`falco.plugins\`: ${problem}`));
  const rulesFiles = textsOf(given["rulesFiles"]).map((path) =>
    path.startsWith("/") || folder === undefined ? path : `${folder}/${path}`,
  );
  const [defaultRules] = textsOf(given["defaultRules"]);
  return {
    ...(defaultRules !== undefined && { defaultRules }),
    workspace: { ...(target && { fallback: target }), plugins: plugins.value, rulesFiles },
    severities: readSeverities(given["severity"], problems),
    format: readFormat(given["format"], problems),
    codeLens: !isRecord(given["testing"]) || given["testing"]["codeLens"] !== false,
    nameLenses: switchesIn(given["codeLens"], NO_SETTINGS.nameLenses),
    inlayHints: switchesIn(given["inlayHints"], NO_SETTINGS.inlayHints),
    checksWorkspace: !isRecord(given["diagnostics"]) || given["diagnostics"]["scope"] !== "openFiles",
    maxLength: readLength(given["maxFileSize"], problems),
    pluginFiles: plugins.paths,
    problems,
  };
}

/** What is switched on and off; the standard for what is not given. */
function switchesIn<Switches extends object>(given: unknown, standard: Switches): Switches {
  const known = Object.entries(standard).map(([key, value]) => {
    const own = isRecord(given) ? given[key] : undefined;
    return [key, typeof own === "boolean" ? own : value];
  });
  return Object.fromEntries(known) as Switches;
}

function readFormat(given: unknown, problems: string[]): FormatOptions {
  const lineWidth = isRecord(given) ? given["lineWidth"] : undefined;
  if (lineWidth === undefined || lineWidth === null) return DEFAULT_FORMAT;
  if (typeof lineWidth === "number" && Number.isInteger(lineWidth) && lineWidth >= 40 && lineWidth <= 1000)
    return { lineWidth };
  problems.push("`falco.format.lineWidth` must be a whole number from 40 to 1000.");
  return DEFAULT_FORMAT;
}

/** Reads megabytes. */
function readLength(given: unknown, problems: string[]): number {
  if (given === undefined || given === null) return DEFAULT_LENGTH;
  if (typeof given === "number" && given >= 0.1 && given <= 20) return given * 1_000_000;
  problems.push("`falco.maxFileSize` must be a number from 0.1 to 20.");
  return DEFAULT_LENGTH;
}

function readSeverities(given: unknown, problems: string[]): Severities {
  if (!isRecord(given)) return {};
  const severities: [code: string, severity: Severity | "off"][] = [];
  for (const [code, value] of Object.entries(given)) {
    const severity = readSeverity(code, value);
    if (typeof severity === "string") severities.push([code, severity]);
    else problems.push(`\`falco.severity\`: ${severity.problem}`);
  }
  return Object.fromEntries(severities);
}

function textsOf(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : typeof value === "string" ? [value] : [];
  return list
    .filter((one) => typeof one === "string")
    .map((one) => one.trim())
    .filter((one) => one !== "");
}

// biome-ignore lint/plugin: read by our own names
function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
