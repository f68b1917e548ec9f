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

test("asking the newest release again changes no byte", () => {
  const update = updateSources(TODAY, recorded("0.44.1"), recordedCheckout("0.44.1"));
  expect(update.disagreements).toEqual([]);
  expect(update.changes).toEqual([]);
  for (const name of SOURCE_NAMES) expect(printSource(update.sources[name])).toBe(sourceText(name));
});

/** Names of records of which a member holds a release after 0.43.1. */
function later(records: readonly object[], member: string, name: string): readonly string[] {
  return records.flatMap((one) => {
    const { [member]: release, [name]: names } = one as Readonly<Record<string, unknown>>;
    return typeof release === "string" && /^\d/.test(release) && compare(release, "0.43.1") > 0
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
  const { disagreements } = updateSources(TODAY, answers, recordedCheckout("0.44.1"));
  expect(disagreements).toContain("option --format: removed by the program, unlike the data of 0.44.1");
  expect(
    updateSources(TODAY, recorded("0.44.1"), { ...recordedCheckout("0.44.1"), tag: "0.44.0" }).disagreements,
  ).toEqual(["Version: 0.44.1 by the program, 0.44.0 by the checkout"]);
});

test("new fields, events and rule keys are reported with what a person must decide", () => {
  const answers = recorded("0.44.1");
  const fields = JSON.parse(answers.fields) as { readonly fieldclasses: object[] };
  fields.fieldclasses.push({
    name: "evt",
    event_sources: ["syscall"],
    fields: [{ name: "evt.brand_new", type: "LIST(CHARBUF)", desc: "d", tags: ["ARG_ALLOWED", "ARG_INDEX"] }],
  });
  const update = updateSources(
    TODAY,
    {
      ...answers,
      version: answers.version.replace("Falco version: 0.44.1", "Falco version: 0.45.0"),
      fields: JSON.stringify(fields),
      events: `${answers.events}\n> brand_new(SYSCALLID ID, UINT16 nativeID)\n`,
      rules: answers.rules.replace('"desc"', '"note":{},"desc"'),
    },
    { tags: ["0.44.1", "0.45.0"], read: () => undefined },
  );
  expect(update.disagreements).toEqual([]);
  expect(changeReport(update)).toContain(`# Falco 0.45.0

Compared with the data of 0.44.1.

## New

- release \`0.45.0\`: engine 0.62.0, libs 0.25.4
- field \`evt.brand_new\`
- event \`brand_new\`
- rule key \`note\`
`);
  expect(changeReport(update)).toContain(
    "- field `evt.brand_new`: needs a description in our own words (`hint`)",
  );
  expect(update.sources.fields.fields.at(-1)).toMatchObject({
    name: "evt.brand_new",
    since: "0.45.0",
    isList: true,
    arg: { mode: "optional", syntax: ["evt.brand_new", "evt.brand_new[N]"] },
  });
  expect(update.sources.events.genericSyscalls).toContain("brand_new");
});

test("the command asks a program, reads a checkout and leaves today's files as they are", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "catalog-"));
  folders.push(folder);
  const answers = recorded("0.44.1");
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
  for (const [file, text] of checkoutFiles("0.44.1")) {
    mkdirSync(path.dirname(path.join(checkout, file)), { recursive: true });
    writeFileSync(path.join(checkout, file), text);
  }
  const git = (...words: readonly string[]): unknown =>
    execFileSync("git", ["-C", checkout, "-c", "user.name=t", "-c", "user.email=t@example.org", ...words]);
  git("init", "-q");
  git("add", ".");
  git("commit", "-qm", "release");
  git("tag", "0.44.1");
  const sources = path.join(folder, "sources");
  cpSync(SOURCES_FOLDER, sources, { recursive: true });
  const { stdout } = await promisify(execFile)(process.execPath, [
    "--import",
    "tsx",
    path.resolve(import.meta.dirname, "../../scripts/catalog-update.ts"),
    ...["--falco", program, "--source", checkout, "--sources", sources],
  ]);
  expect(stdout).toBe("# Falco 0.44.1\n\nNothing differs from the data of 0.44.1.\n\n");
  for (const name of SOURCE_NAMES)
    expect(readFileSync(path.join(sources, `${name}.json`), "utf8")).toBe(sourceText(name));
});
