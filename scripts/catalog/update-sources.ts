/** What a release changes in `schemas/sources`, by what its program answers and what its checkout says. */
import {
  type Answers,
  definitionsIn,
  optionsIn,
  pluginsIn,
  ruleKeysIn,
  type ToldVersions,
  versionsIn,
} from "./answers.ts";
import type { Checkout } from "./checkout.ts";
import { type Change, compare, firstOfLine, isOptionIn, OPTIONS_FILE, type Run } from "./run.ts";
import type { Sources } from "./sources.ts";
import { updateEvents, updateFields } from "./update-fields.ts";
import { updateKeys, updateOptions } from "./update-settings.ts";

export interface Update {
  readonly release: string;
  /** The newest release that the sources had. */
  readonly from: string;
  readonly sources: Sources;
  readonly changes: readonly Change[];
  /** Where the program, the checkout and what is known of a release already are not the same. */
  readonly disagreements: readonly string[];
}

/** The sources with the release in them. Of a release that they have already, nothing may differ. */
export function updateSources(sources: Sources, answers: Answers, checkout: Checkout): Update {
  const told = versionsIn(answers.version);
  const from = sources.versions.meta.falco;
  const run: Run = {
    release: told.falco,
    from,
    isNew: compare(told.falco, from) > 0,
    checkout,
    changes: [],
    disagreements: [],
  };
  compareWithCheckout(told, answers, run);
  const updated: Sources = {
    versions: updateVersions(sources.versions, told, answers, run),
    fields: updateFields(sources.fields, answers, run),
    events: updateEvents(sources.events, answers, run),
    "cli-args": updateOptions(sources["cli-args"], answers, run),
    "config-keys": updateKeys(sources["config-keys"], answers, run),
    "rule-items": updateItems(sources["rule-items"], answers, run),
    "default-rules": updateDefaults(sources["default-rules"], answers, run),
  };
  if (!run.isNew)
    for (const { kind, of, name } of run.changes)
      if (kind !== "decide")
        run.disagreements.push(`${of} ${name}: ${kind} by the program, unlike the data of ${run.release}`);
  const { release, changes, disagreements } = run;
  return { release, from, sources: run.isNew ? dated(updated, told) : updated, changes, disagreements };
}

function compareWithCheckout(told: ToldVersions, answers: Answers, run: Run): void {
  const { checkout, disagreements } = run;
  const differ = (what: string, program: string, source: string | undefined): void => {
    if (source !== undefined && program !== source)
      disagreements.push(`${what}: ${program} by the program, ${source} by the checkout`);
  };
  differ("Version", told.falco, checkout.tag);
  differ("Engine", told.engine, checkout.engine);
  differ("Libs", told.libs, checkout.libs);
  differ("Container plugin", pluginsIn(answers.plugins).get("container") ?? "none", checkout.containerPlugin);
  const text = checkout.read(run.release, OPTIONS_FILE);
  if (text === undefined) return;
  for (const { names } of optionsIn(answers.help))
    for (const name of names)
      if (!isOptionIn(text, name)) disagreements.push(`Option ${name}: in --help, not in ${OPTIONS_FILE}`);
}

function updateVersions(
  source: Sources["versions"],
  told: ToldVersions,
  answers: Answers,
  run: Run,
): Sources["versions"] {
  const known = source.versions.find(({ version }) => version === run.release);
  if (known) {
    if (known.engineVersion.semver !== told.engine)
      run.disagreements.push(
        `Engine: ${told.engine} by the program, ${known.engineVersion.semver} in versions.json`,
      );
    return source;
  }
  const { checkout, release } = run;
  const record = {
    version: release,
    tagDate: checkout.date ?? null,
    releaseDate: null,
    engineVersion: { integer: Number(told.engine.split(".")[1]), semver: told.engine, semverAccepted: true },
    libsVersion: told.libs,
    driverVersion: told.driver,
    pluginApiVersion: told.pluginApi,
    driverApiVersion: told.driverApi,
    driverSchemaVersion: told.driverSchema,
    defaultRules: checkout.rules ?? null,
    falcoctlVersion: checkout.falcoctl ?? null,
    containerPlugin: pluginsIn(answers.plugins).get("container") ?? null,
    firstChart:
      checkout.firstChart ?? source.upcoming.find((one) => one.version === release)?.firstChart ?? null,
    hasConfigJsonSchema: true,
    source: [`falco --version, ${release}`, `tag ${release}`],
  };
  run.changes.push({
    kind: "new",
    of: "release",
    name: release,
    note: `engine ${told.engine}, libs ${told.libs}`,
  });
  for (const key of ["defaultRules", "falcoctlVersion", "firstChart"] as const)
    if (record[key] === null)
      run.changes.push({ kind: "decide", of: "release", name: release, note: `\`${key}\` is unknown` });
  const released = source.versions.filter(({ version }) => version !== "master");
  const rest = source.versions.filter(({ version }) => version === "master");
  return {
    ...source,
    versions: [...released, record, ...rest],
    upcoming: source.upcoming.filter(({ version }) => version !== release),
  };
}

function updateItems(source: Sources["rule-items"], answers: Answers, run: Run): Sources["rule-items"] {
  const told = ruleKeysIn(answers.rules);
  const known = new Set(source.keys.map((item) => item.key));
  for (const name of told) {
    if (known.has(name)) continue;
    run.changes.push({ kind: "new", of: "rule key", name });
    run.changes.push({ kind: "decide", of: "rule key", name, note: "a record in rule-items.json" });
  }
  const first = firstOfLine(run.checkout.tags, run.release);
  for (const { key, schemaSince } of source.keys)
    if (!told.has(key) && (schemaSince === null || compare(schemaSince, first) <= 0))
      run.changes.push({ kind: "removed", of: "rule key", name: key });
  return source;
}

/** The facts of the default rules are made manually from their texts; here is which version and names are new. */
function updateDefaults(
  source: Sources["default-rules"],
  answers: Answers,
  run: Run,
): Sources["default-rules"] {
  const shipped = /^falco-rules-(.+)$/.exec(run.checkout.rules ?? "")?.[1];
  const main = source.files.find(({ file }) => file === "falco_rules.yaml");
  if (run.isNew && shipped !== undefined && !main?.versions?.some(({ version }) => version === shipped))
    run.changes.push({
      kind: "decide",
      of: "default rules",
      name: shipped,
      note: "facts in default-rules.json and default-rule-facts.json",
    });
  if (answers.defaults === "") return source;
  const told = definitionsIn(answers.defaults);
  const known = new Set(
    source.files.flatMap(({ rules, macros, lists }) => [...rules, ...macros, ...lists]).flatMap(currentName),
  );
  for (const name of told)
    if (!known.has(name)) run.changes.push({ kind: "decide", of: "default rules", name, note: "is new" });
  return source;
}

function currentName(one: unknown): readonly string[] {
  if (typeof one === "string") return [one];
  const { name, lastIn } = one as { readonly name: string; readonly lastIn?: string };
  return lastIn === undefined ? [name] : [];
}

/** The release as the one that the data is of. */
function dated(sources: Sources, { falco, libs, engine }: ToldVersions): Sources {
  return Object.fromEntries(
    Object.entries(sources).map(([name, source]) => {
      const { meta } = source as Sources["fields"];
      const next = {
        ...meta,
        falco,
        ...(meta.libs !== undefined && { libs }),
        ...(meta.engine !== undefined && { engine }),
      };
      return [name, { ...source, meta: next }];
    }),
  ) as unknown as Sources;
}
