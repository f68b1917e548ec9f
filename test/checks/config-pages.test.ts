import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import type { Version } from "../../server/src/catalog/version.ts";
import { configChecks } from "../../server/src/checks/configuration/config-checks.ts";
import type { ConfigFinding } from "../../server/src/model/configuration/finding.ts";
import { judgeConfig } from "../../server/src/model/configuration/findings/judge-config.ts";
import { readYaml } from "../../server/src/syntax/yaml.ts";

const CHECKS = path.resolve(import.meta.dirname, "../../docs/checks");

/** Their pages show what lies outside of one file: a command line, files that are there or not, those read before, and rules. */
const OUTSIDE = new Set([
  "config-override",
  "config-path",
  "list-onto-value",
  "overridden-config-value",
  "plugin-not-loaded",
  "replaced-config-block",
]);

const codes = configChecks.map(({ code }) => code).filter((code) => !OUTSIDE.has(code));

test.each(codes)("the page of %s shows it where it says so", (code) => {
  expect(judgeBlock(pageOf(code), "Wrong").map((finding) => finding.code)).toContain(code);
});

test.each(codes)("what the page of %s calls right has no finding that Falco shares", (code) => {
  const found = judgeBlock(pageOf(code), "Right").filter(
    (finding) => finding.code === code || finding.falco !== null,
  );
  expect(found.map((finding) => finding.code)).toEqual([]);
});

function pageOf(code: string): string {
  return readFileSync(path.join(CHECKS, `${code}.md`), "utf8");
}

function judgeBlock(page: string, heading: string): readonly ConfigFinding[] {
  const [, info = "", text = ""] =
    new RegExp(`## ${heading}\\n\\n\`\`\`yaml([^\\n]*)\\n([^]*?)\`\`\``).exec(page) ?? [];
  const target = (/target:(\S+)/.exec(info)?.[1] ?? "0.44.1") as Version;
  return judgeConfig(readYaml(text), text, { target, role: info.includes("fragment") ? "fragment" : "main" });
}
