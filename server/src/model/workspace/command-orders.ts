/** The rules files that Falco's command lines name. Source: facts on the command line, and on `-o key=value`. */
import { OPTIONS } from "../../catalog/options.ts";
import type { Version } from "../../catalog/version.ts";
import type { Document, ParsedRegion } from "../../hosts/document.ts";
import { rulesFilesOf } from "../configuration/config-view.ts";
import { readOverride } from "../configuration/override.ts";
import {
  type ConfigFile,
  type ConfigOverrides,
  type MergedConfig,
  readConfig,
} from "../configuration/read-config.ts";
import { givenOptions, type Invocation, readInvocation } from "../invocation/invocation.ts";
import { folderOf } from "./named-documents.ts";
import type { ReleaseTargets } from "./release-targets.ts";

/** The files that one command line makes Falco load. */
export interface CommandOrder {
  readonly document: Document;
  readonly region: number;
  /** Where relative paths start, as far as it is known. */
  readonly folder: string;
  readonly paths: readonly string[];
  /** A part is only known when the line runs. */
  readonly open: boolean;
  /** What the line's configuration says, when the workspace has it. */
  readonly config?: MergedConfig;
}

/** What Falco reads when no option names another file. */
const DEFAULT_CONFIG = "/etc/falco/falco.yaml";

/** What the configuration that Falco installs names. */
const DEFAULT_FILES: readonly string[] = [
  "/etc/falco/falco_rules.yaml",
  "/etc/falco/falco_rules.local.yaml",
  "/etc/falco/rules.d",
];

/**
 * The orders that command lines give, in the order of the documents. A line that neither names rules files nor changes
 * what its configuration names gives none. Pages are left out: their lines are examples.
 */
export function commandOrders(
  documents: Iterable<Document>,
  targets: ReleaseTargets,
  findConfig: (folder: string, path: string) => readonly ConfigFile[],
): readonly CommandOrder[] {
  return [...documents].flatMap((document) =>
    document.host === "markdown"
      ? []
      : document.regions.flatMap((region, index) =>
          region.kind === "command-line"
            ? (orderOf(document, region, index, targets.of(document, region.group).falco, findConfig) ?? [])
            : [],
        ),
  );
}

function orderOf(
  document: Document,
  region: ParsedRegion,
  index: number,
  target: Version,
  findConfig: (folder: string, path: string) => readonly ConfigFile[],
): CommandOrder | undefined {
  // Reading a line costs more than seeing that it names nothing.
  if (!/-[A-Za-z]*[rV]|--validate|rules_file/.test(region.text)) return undefined;
  const invocation = readInvocation(region, OPTIONS);
  if (invocation.program !== "falco") return undefined;
  const folder = folderOf(document.path);
  const base = { document, region: index, folder };
  const validated = valuesOf(invocation, "-V");
  const given = validated.texts.length > 0 || validated.open ? validated : valuesOf(invocation, "-r");
  const config = configOf(invocation, document, region, target, (path) => findConfig(folder, path));
  if (given.texts.length > 0 || given.open)
    return { ...base, paths: given.texts, open: given.open, ...(config && { config }) };
  const changes = valuesOf(invocation, "-o").texts.filter((text) => /^rules_files?[[=]/.test(text));
  if (!config || changes.length === 0) return undefined;
  const paths = rulesFilesOf(config).map(({ text }) => text);
  if (config.files.length > 0 || changes.some((text) => /^rules_files?=/.test(text)))
    return { ...base, paths, open: false, config };
  const isDefault = valuesOf(invocation, "-c").texts.length === 0;
  return { ...base, paths: isDefault ? [...DEFAULT_FILES, ...paths] : paths, open: !isDefault, config };
}

/** The configuration of a line with its `-o` options put in; without a file of the workspace only those. */
function configOf(
  invocation: Invocation,
  document: Document,
  region: ParsedRegion,
  target: Version,
  find: (path: string) => readonly ConfigFile[],
): MergedConfig | undefined {
  const named = valuesOf(invocation, "-c");
  if (named.open) return undefined;
  const main = find(named.texts.at(-1) ?? DEFAULT_CONFIG)[0];
  const overrides = valuesOf(invocation, "-o").texts.flatMap(
    (text) => readOverride(text, target).override ?? [],
  );
  if (!main && overrides.length === 0) return undefined;
  const options: ConfigOverrides = { uri: document.uri, length: region.text.length, overrides };
  const merged = readConfig(main ?? { uri: "", root: undefined, length: 0 }, target, find, options);
  return main ? merged : { ...merged, files: [] };
}

function valuesOf(
  invocation: Invocation,
  name: string,
): { readonly texts: readonly string[]; readonly open: boolean } {
  const values = givenOptions(invocation, name).flatMap(({ value }) => value ?? []);
  return {
    texts: values.filter(({ opaque }) => !opaque).map(({ text }) => text),
    open: values.some(({ opaque }) => opaque),
  };
}
