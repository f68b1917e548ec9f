import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import rulesFiles from "../schemas/sources/default-rule-facts.json" with { type: "json" };
import releases from "../schemas/sources/versions.json" with { type: "json" };
import { ALL_HOSTS, hostOf } from "../server/src/hosts/all-hosts.ts";
import type { Host } from "../server/src/hosts/host.ts";
import { FORMATS } from "./hosts/formats.ts";
import { randomDocument, seeded } from "./hosts/random-documents.ts";
import { RULES_HOSTS } from "./hosts/rules-in-hosts.ts";

/*
 * What the guides in ARCHITECTURE.md ask for and no other test notices when it is forgotten. The compiler demands a
 * check for each code, `tidy.test.ts` its page, `checks/pages.test.ts` the page's examples, `catalog/generate.test.ts`
 * what `npm run generate` writes, and `schemas/schemas.test.ts` a description of each configuration key.
 */

const ROOT = path.resolve(import.meta.dirname, "..");

/** Hosts that are read by tests of their own, because their documents do not hold a command line or rules alone. */
const OWN_TESTS: ReadonlyMap<string, string> = new Map([
  ["artifacts", "test/falcoctl/artifacts.test.ts"],
  ["chart", "test/hosts/chart-version.test.ts"],
  ["config", "test/conformance/configs.test.ts"],
  ["falcoctl", "test/falcoctl/settings.test.ts"],
  ["fleet", "test/hosts/more-hosts.test.ts"],
  ["plugin", "test/conformance/described-plugins.test.ts"],
  ["project", "test/project/judge-project-file.test.ts"],
  ["pulumi", "test/cases/30-more-wrappers.test.ts"],
  ["quadlet", "test/hosts/more-hosts.test.ts"],
  ["terraform", "test/hosts/terraform.test.ts"],
  ["tests", "test/evaluate/test-files.test.ts"],
  ["vagrant", "test/hosts/more-hosts.test.ts"],
]);

/** Hosts whose text has no quoting but that of YAML or of the shell, which documents of other hosts have. */
const NO_QUOTING_OF_ITS_OWN: ReadonlySet<string> = new Set([
  "artifacts",
  "chart",
  "config",
  "falcoctl",
  "fleet",
  "plugin",
  "project",
  "pulumi",
  "rules",
  "tests",
  "vagrant",
]);

/** Hosts whose quoting is tested by documents that are written down. */
const QUOTING_IN_OWN_TESTS: ReadonlySet<string> = new Set(["makefile", "quadlet", "terraform"]);

describe("a host", () => {
  test("is in the list of all hosts", async () => {
    const folder = path.join(ROOT, "server/src/hosts/formats");
    const modules = await Promise.all(
      readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((file) => file.endsWith(".ts"))
        .map((file): Promise<object> => import(path.join(folder, file))),
    );
    const hosts = modules.flatMap((module) => Object.values(module)).filter(isHost);
    expect(hosts.length).toBeGreaterThan(20);
    expect(hosts.filter((host) => !ALL_HOSTS.includes(host)).map(({ id }) => id)).toEqual([]);
  });

  test("has documents in `test/hosts`, or tests of its own", () => {
    const read = new Set([
      ...FORMATS.map((format) => hostOf(format.path, format.write(["falco", "-A"]))?.id),
      ...RULES_HOSTS.map(
        (host) => hostOf(host.path, host.write("- macro: m\n  condition: evt.type = open\n"))?.id,
      ),
    ]);
    const missing = ALL_HOSTS.filter(({ id }) => !read.has(id) && !OWN_TESTS.has(id));
    expect(missing.map(({ id }) => id)).toEqual([]);
    for (const file of OWN_TESTS.values()) expect(existsSync(path.join(ROOT, file)), file).toBe(true);
  });

  test("has random documents, if its format has quoting of its own", () => {
    const random = seeded(1);
    const made = Array.from({ length: 2000 }, () => randomDocument(random));
    const read = new Set(made.map(({ path: file, text }) => hostOf(file, text)?.id ?? ""));
    const others = ALL_HOSTS.map(({ id }) => id).filter((id) => !read.has(id));
    expect(others.sort()).toEqual([...NO_QUOTING_OF_ITS_OWN, ...QUOTING_IN_OWN_TESTS].sort());
  });
});

test("the facts of the default rules that a release ships are recorded", () => {
  const described = rulesFiles.files.flatMap(({ artifact, versions }) =>
    artifact === "falco-rules" ? versions : [],
  );
  const shipped = releases.versions.flatMap(
    ({ defaultRules }) => /^falco-rules-(.+)$/.exec(defaultRules)?.[1] ?? [],
  );
  expect(shipped.length).toBeGreaterThan(20);
  expect(shipped.filter((version) => !described.includes(version))).toEqual([]);
});

describe("ARCHITECTURE.md", () => {
  const page = readFileSync(path.join(ROOT, "ARCHITECTURE.md"), "utf8");

  test.each(["check", "host", "field", "configuration key", "release"])("says how to add a %s", (what) => {
    expect(page).toMatch(new RegExp(`^\\*\\*Add a ${what}\\b`, "m"));
  });

  test("names only files and folders that exist", () => {
    const files = ["client", "docs", "schemas", "scripts", "server", "test"].flatMap((folder) =>
      readdirSync(path.join(ROOT, folder), { recursive: true, encoding: "utf8" }).map(
        (file) => `${folder}/${file.replaceAll(path.sep, "/")}`,
      ),
    );
    const named = [...page.matchAll(/`([\w./-]+\.(?:ts|mjs|json|md|yaml))`/g)].flatMap(
      ([, name]) => name ?? [],
    );
    expect(named.length).toBeGreaterThan(50);
    const missing = named.filter((name) => !files.some((file) => `/${file}`.endsWith(`/${name}`)));
    expect(missing.filter((name) => !NOT_OURS.has(name))).toEqual([]);
  });
});

/** Files of users. */
const NOT_OURS: ReadonlySet<string> = new Set(["falco.yaml", "falco-lint.yaml"]);

function isHost(value: unknown): value is Host {
  return (
    typeof value === "object" && value !== null && "id" in value && "matches" in value && "read" in value
  );
}
