import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ALL_CHECKS } from "../../server/src/checks/registry.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const site = mkdtempSync(path.join(tmpdir(), "site-"));

beforeAll(() => {
  execFileSync(process.execPath, ["--import", "tsx", path.join(ROOT, "scripts/docs.ts"), site], {
    cwd: ROOT,
  });
}, 120_000);

afterAll(() => rmSync(site, { recursive: true }));

test("each check has a page in the site, with its examples", () => {
  const pages = ALL_CHECKS.map(({ code }) => path.join(site, "checks", `${code}.html`));
  expect(pages.filter((page) => !existsSync(page))).toEqual([]);
  expect(pages.filter((page) => !readFileSync(page, "utf8").includes("<pre"))).toEqual([]);
});

test("each link in the site leads to a file or a place that is there", () => {
  const broken = htmlFiles().flatMap((file) =>
    addresses(file)
      .filter((address) => !/^https?:/.test(address))
      .filter((address) => !resolves(file, address))
      .map((address) => `${path.relative(site, file)}: ${address}`),
  );
  expect(broken).toEqual([]);
});

test("the site loads nothing from elsewhere", () => {
  const loaded = htmlFiles().flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/<(?:script|link|img)\b[^>]*(?:src|href)="([^"]*)"/g)]
      .map(([, address = ""]) => address)
      .filter((address) => /^(?:[a-z]+:)?\/\//.test(address)),
  );
  expect(loaded).toEqual([]);
});

test("every check can be found on the index", () => {
  const index = readFileSync(path.join(site, "checks.html"), "utf8");
  const missing = ALL_CHECKS.filter(({ code }) => !index.includes(`href="checks/${code}.html"`));
  expect(missing.map(({ code }) => code)).toEqual([]);
});

function htmlFiles(): readonly string[] {
  return readdirSync(site, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".html"))
    .map((file) => path.join(site, file));
}

function addresses(file: string): readonly string[] {
  const html = readFileSync(file, "utf8").replaceAll(/<script>[^]*?<\/script>/g, "");
  return [...html.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, address = ""]) => address);
}

function resolves(file: string, address: string): boolean {
  const [target = "", id] = address.split("#");
  const page = target === "" ? file : path.resolve(path.dirname(file), target);
  if (!existsSync(page)) return false;
  return id === undefined || readFileSync(page, "utf8").includes(`id="${id}"`);
}
