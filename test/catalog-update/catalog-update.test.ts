import { execFile, execFileSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, test } from "vitest";
import { QUESTIONS } from "../../scripts/catalog/answers.ts";
import { changeReport } from "../../scripts/catalog/change-report.ts";
import { printSource } from "../../scripts/catalog/print-source.ts";
import { compare } from "../../scripts/catalog/run.ts";
import { SOURCE_NAMES } from "../../scripts/catalog/sources.ts";
import { updateSources } from "../../scripts/catalog/update-sources.ts";
import {
  asOf,
  checkoutFiles,
  recorded,
  recordedCheckout,
  SOURCES_FOLDER,
  sourceText,
  TODAY,
} from "./recorded.ts";

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const NEWEST = TODAY.versions.meta.falco;

/** A release after all that are known, with a version as a program and its checkout state it. */
const NEXT = NEWEST.replace(/(\d+)\.\d+$/, (_, minor: string) => `${String(Number(minor) + 1)}.0`);

test("asking the newest release again changes no byte", () => {
  const update = updateSources(TODAY, recorded(NEWEST), recordedCheckout(NEWEST));
  expect(update.disagreements).toEqual([]);
  expect(update.changes).toEqual([]);
  for (const name of SOURCE_NAMES) expect(printSource(update.sources[name])).toBe(sourceText(name));
});

/** Names of records of which a member holds a release after 0.43.1, up to 0.44.1. */
function later(records: readonly object[], member: string, name: string): readonly string[] {
  return records.flatMap((one) => {
    const { [member]: release, [name]: names } = one as Readonly<Record<string, unknown>>;
    return typeof release === "string" &&
      /^\d/.test(release) &&
      compare(release, "0.43.1") > 0 &&
      compare(release, "0.44.1") <= 0
      ? [[names].flat().join(", ")]
      : [];
  });
}

test("from 0.43.1 to 0.44.1 is what the facts say", () => {
  const update = updateSources(asOf("0.43.1"), recorded("0.44.1"), recordedCheckout("0.44.1"));
  const names = (kind: string, of: string): readonly string[] =>
    update.changes.flatMap((change) => (change.kind === kind && change.of === of ? [change.name] : []));
  const options = TODAY["cli-args"].options;
  const keys = TODAY["config-keys"].keys;
  const inSchema = keys.filter(({ ranges }) => ranges["schema"]);
  expect(update.disagreements).toEqual([]);
  expect(names("new", "release")).toEqual(["0.44.1"]);
  expect([...names("deprecated", "field")].sort()).toEqual(
    [...later(TODAY.fields.fields, "deprecatedIn", "name")].sort(),
  );
  expect(names("deprecated", "field")).toContain("container.healthcheck");
  expect(names("new", "option")).toEqual(later(options, "since", "names"));
  expect(names("removed", "option")).toEqual(later(options, "removedIn", "names"));
  expect(names("deprecated", "option")).toEqual(later(options, "deprecatedIn", "names"));
  expect([...names("new", "config key")].sort()).toEqual([...later(inSchema, "since", "path")].sort());
  expect(names("removed", "config key")).toEqual(later(inSchema, "removedIn", "path"));
  expect(names("removed", "config key")).toContain("grpc");
  expect(names("changed", "plugin")).toEqual(["container"]);
});

test("each thing is dated with the release whose checkout first has it", () => {
  const { sources } = updateSources(asOf("0.43.1"), recorded("0.44.1"), recordedCheckout("0.44.1"));
  const of = (records: readonly { readonly path: string }[], name: string): unknown =>
    records.find(({ path: own }) => own === name);
  expect(of(sources["config-keys"].keys, "engine.modern_ebpf.disable_iterators")).toMatchObject({
    since: "0.44.1",
  });
  expect(of(sources["config-keys"].keys, "capture.max_file_size_mb")).toMatchObject({ since: "0.44.0" });
  expect(of(sources["config-keys"].keys, "grpc.enabled")).toMatchObject({
    removedIn: "0.44.0",
    ranges: { schema: { last: "0.43.1" } },
  });
  expect(sources.versions.meta.falco).toBe("0.44.1");
});

test("a program that is unlike the data of its release, or unlike the checkout, is reported", () => {
  const answers = { ...recorded("0.44.1"), help: recorded("0.43.1").help };
  const { disagreements } = updateSources(asOf("0.44.1"), answers, recordedCheckout("0.44.1"));
  expect(disagreements).toContain("option --format: removed by the program, unlike the data of 0.44.1");
  expect(
    updateSources(TODAY, recorded(NEWEST), { ...recordedCheckout(NEWEST), tag: "0.43.1" }).disagreements,
  ).toEqual([`Version: ${NEWEST} by the program, 0.43.1 by the checkout`]);
});

test("what is new, removed and to decide is reported, and the rest is written", () => {
  const answers = recorded(NEWEST);
  const fields = JSON.parse(answers.fields) as { readonly fieldclasses: object[] };
  fields.fieldclasses.push({
    name: "evt",
    event_sources: ["syscall"],
    fields: [{ name: "evt.brand_new", type: "LIST(CHARBUF)", desc: "d", tags: ["ARG_ALLOWED", "ARG_INDEX"] }],
  });
  const config = JSON.parse(answers.config) as {
    readonly definitions: { readonly Falco: { readonly properties: Record<string, object> } };
  };
  config.definitions.Falco.properties["brand_new"] = { type: "boolean" };
  const update = updateSources(
    TODAY,
    {
      ...answers,
      version: answers.version.replace(`Falco version: ${NEWEST}`, `Falco version: ${NEXT}`),
      fields: JSON.stringify(fields),
      events: `${answers.events}\n> brand_new(SYSCALLID ID, UINT16 nativeID)\n`,
      help: answers.help.replace(/^.*--dry-run.*\n.*\n/m, ""),
      config: JSON.stringify(config),
      rules: answers.rules.replace('"desc"', '"note":{},"desc"'),
    },
    { tags: [NEWEST, NEXT], rules: "falco-rules-99.0.0", read: () => undefined },
  );
  expect(update.disagreements).toEqual([]);
  const report = changeReport(update);
  expect(report).toMatch(new RegExp(`^# Falco ${NEXT}\n\nCompared with the data of ${NEWEST}.\n\n## New\n`));
  expect(report).toContain(`
- field \`evt.brand_new\`
- event \`brand_new\`
- config key \`brand_new\`
- rule key \`note\`

## Removed

- option \`--dry-run\`

## To decide
`);
  for (const decision of [
    "field `evt.brand_new`: a description in our own words",
    "option `--dry-run`: what replaces it",
    "config key `brand_new`: `default`, `stability` and `note`, and a description in config-descriptions.json",
    "default rules `99.0.0`: facts in default-rules.json",
  ])
    expect(report).toContain(`- ${decision}`);
  expect(report).not.toContain("plugin `container`");
  const { sources } = update;
  expect(sources.fields.fields.at(-1)).toMatchObject({
    name: "evt.brand_new",
    since: NEXT,
    isList: true,
    arg: { mode: "optional", syntax: ["evt.brand_new", "evt.brand_new[N]"] },
  });
  expect(sources.events.genericSyscalls).toContain("brand_new");
  expect(sources["cli-args"].options.find(({ names }) => names.includes("--dry-run"))).toMatchObject({
    removedIn: NEXT,
    status: "removed",
  });
  expect(sources["config-keys"].keys.at(-1)).toMatchObject({ path: "brand_new", since: NEXT });
  expect(sources.versions.upcoming.map(({ version }) => version)).not.toContain(NEXT);
});

test("the command asks a program, reads a checkout and leaves today's files as they are", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "catalog-"));
  folders.push(folder);
  const answers = recorded(NEWEST);
  const told = Object.fromEntries(
    Object.entries(QUESTIONS).map(([name, words]) => [
      words.join(" "),
      answers[name as keyof typeof QUESTIONS],
    ]),
  );
  const program = path.join(folder, "falco");
  writeFileSync(
    program,
    `#!${process.execPath}\nconst told = ${JSON.stringify(told)};\nprocess.stdout.write(told[process.argv.slice(2).join(" ")]);\n`,
  );
  chmodSync(program, 0o755);
  const checkout = path.join(folder, "falco-source");
  mkdirSync(checkout);
  for (const [file, text] of checkoutFiles(NEWEST)) {
    mkdirSync(path.dirname(path.join(checkout, file)), { recursive: true });
    writeFileSync(path.join(checkout, file), text);
  }
  const git = (...words: readonly string[]): unknown =>
    execFileSync("git", ["-C", checkout, "-c", "user.name=t", "-c", "user.email=t@example.org", ...words]);
  git("init", "-q");
  git("add", ".");
  git("commit", "-qm", "release");
  git("tag", NEWEST);
  const sources = path.join(folder, "sources");
  cpSync(SOURCES_FOLDER, sources, { recursive: true });
  const { stdout } = await promisify(execFile)(process.execPath, [
    "--import",
    "tsx",
    path.resolve(import.meta.dirname, "../../scripts/catalog-update.ts"),
    ...["--falco", program, "--source", checkout, "--sources", sources],
  ]);
  expect(stdout).toBe(`# Falco ${NEWEST}\n\nNothing differs from the data of ${NEWEST}.\n\n`);
  for (const name of SOURCE_NAMES)
    expect(readFileSync(path.join(sources, `${name}.json`), "utf8")).toBe(sourceText(name));
});
