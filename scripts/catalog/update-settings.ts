import { type Answers, configKeysIn, optionsIn } from "./answers.ts";
import {
  compare,
  firstOfLine,
  firstWith,
  isOptionIn,
  isThere,
  OPTIONS_FILE,
  type Run,
  SCHEMA_FILE,
} from "./run.ts";
import type { KeySource, OptionSource, Sources } from "./sources.ts";

export function updateOptions(source: Sources["cli-args"], answers: Answers, run: Run): Sources["cli-args"] {
  const { changes, release } = run;
  const told = optionsIn(answers.help);
  const names = new Set(told.flatMap((option) => option.names));
  const known = new Set(source.options.flatMap((option) => option.names));
  const deprecated = new Set(told.filter((one) => one.isDeprecated).flatMap((one) => one.names));
  const options = source.options.map((option): OptionSource => {
    const name = option.names.join(", ");
    const wasThere = isThere(option, release);
    const isHere = option.names.some((one) => names.has(one));
    if (wasThere && !isHere && told.length > 0) {
      changes.push({ kind: "removed", of: "option", name });
      changes.push({
        kind: "decide",
        of: "option",
        name,
        note: "what replaces it (`replacedBy`), and whether its `note` is still true",
      });
      const gone = (text: string): boolean =>
        text !== "" && !option.names.some((one) => isOptionIn(text, one));
      return { ...option, removedIn: firstWith(OPTIONS_FILE, gone, run), status: "removed" };
    }
    if (isHere && option.deprecatedIn === null && option.names.some((one) => deprecated.has(one))) {
      changes.push({ kind: "deprecated", of: "option", name });
      return { ...option, deprecatedIn: firstOfLine(run.checkout.tags, release), status: "deprecated" };
    }
    return option;
  });
  for (const option of told) {
    if (option.names.some((name) => known.has(name))) continue;
    const [short, long] = [/^-\w$/, /^--/].map(
      (form) => option.names.find((name) => form.test(name)) ?? null,
    );
    const name = option.names.join(", ");
    changes.push({ kind: "new", of: "option", name });
    changes.push({
      kind: "decide",
      of: "option",
      name,
      note: "a description in our own words (`description` in cli-args.json)",
    });
    const since = firstWith(OPTIONS_FILE, (text) => option.names.some((one) => isOptionIn(text, one)), run);
    const added = {
      names: option.names,
      short,
      long,
      arg: option.argument === undefined ? { shape: "none" } : { shape: "value", name: option.argument },
      repeatable: false,
      description: "",
      since,
      deprecatedIn: null,
      removedIn: null,
      status: "active",
      replacedBy: [],
      note: "",
      source: [`falco --help, ${release}`],
    };
    options.push(added);
  }
  return { ...source, options };
}

export function updateKeys(
  source: Sources["config-keys"],
  answers: Answers,
  run: Run,
): Sources["config-keys"] {
  const { changes, release, from } = run;
  const told = configKeysIn(answers.config);
  const known = new Set(source.keys.map((key) => key.path));
  const keys = source.keys.map((key): KeySource => {
    const schema = key.ranges.schema;
    const inSchema = schema !== undefined && (schema.last === "master" || compare(schema.last, release) >= 0);
    if (!inSchema || compare(schema.first, release) > 0 || told.has(key.path)) return key;
    changes.push({ kind: "removed", of: "config key", name: key.path });
    changes.push({
      kind: "decide",
      of: "config key",
      name: key.path,
      note: "what replaces it (`replacedBy`), and whether the code still reads it (`codeReads`)",
    });
    const name = key.path.split(".").at(-1)?.replace("[]", "") ?? "";
    const removedIn = firstWith(SCHEMA_FILE, (text) => text !== "" && !text.includes(`"${name}"`), run);
    const ranges = Object.fromEntries(
      Object.entries(key.ranges).map(([what, range]) => [what, range && { ...range, last: from }]),
    );
    return { ...key, ranges, status: "removed", removedIn };
  });
  for (const [path, type] of told) {
    if (known.has(path)) continue;
    const name = path.split(".").at(-1)?.replace("[]", "") ?? "";
    const since = firstWith(SCHEMA_FILE, (text) => text.includes(`"${name}"`), run);
    changes.push({ kind: "new", of: "config key", name: path });
    changes.push({
      kind: "decide",
      of: "config key",
      name: path,
      note: "`default`, `stability` and `note`, and a description in config-descriptions.json",
    });
    const added = {
      path,
      type,
      since,
      ranges: { codeReads: { first: since, last: "master" }, schema: { first: since, last: "master" } },
      stability: "stable",
      status: "active",
      deprecatedIn: null,
      removedIn: null,
      replacedBy: [],
      note: "",
      source: [`falco --config-schema, ${release}`],
    };
    keys.push(added);
  }
  return { ...source, keys };
}
