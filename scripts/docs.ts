/**
 * Builds the site as static files: the playground in front, one page for each check, settings, command line, editors and the
 * grammar of conditions. Nothing is loaded from elsewhere. `npm run docs [-- FOLDER]`, by default `dist/docs`.
 */
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { checkEntries, checkGroups } from "./docs/check-entries.ts";
import { checkPage, contentPage, indexPage, type Page } from "./docs/pages.ts";
import { grammarPage, SCRIPTS as GRAMMAR_SCRIPTS } from "./docs/grammar-page.ts";
import { settingsPage } from "./docs/settings-page.ts";
import { SCRIPT, STYLE } from "./docs/site-assets.ts";
import { buildPlayground } from "./playground/build-playground.mjs";

const ROOT = path.resolve(import.meta.dirname, "..");
const folder = path.resolve(ROOT, process.argv[2] ?? "dist/docs");

const entries = checkEntries(ROOT);
const manuals = readdirSync(path.join(ROOT, "docs"))
  .filter((name) => name.endsWith(".md"))
  .map((name) =>
    contentPage(path.basename(name, ".md"), readFileSync(path.join(ROOT, "docs", name), "utf8")),
  );
const pages: readonly Page[] = [
  indexPage(checkGroups(entries), manuals),
  ...entries.map(checkPage),
  ...manuals,
  settingsPage(readFileSync(path.join(ROOT, "package.json"), "utf8")),
  grammarPage(),
];

rmSync(folder, { recursive: true, force: true });
mkdirSync(path.join(folder, "checks"), { recursive: true });
for (const { file, html } of pages) writeFileSync(path.join(folder, file), html);
writeFileSync(path.join(folder, "site.css"), STYLE);
writeFileSync(path.join(folder, "site.js"), SCRIPT);
for (const name of readdirSync(path.join(ROOT, "docs")).filter((one) => one.endsWith(".png")))
  cpSync(path.join(ROOT, "docs", name), path.join(folder, name));
for (const script of GRAMMAR_SCRIPTS)
  cpSync(path.join(ROOT, "node_modules/chevrotain/diagrams", script), path.join(folder, "diagrams", script));
await buildPlayground(folder, "");
console.log(`${pages.length + 1} pages in ${path.relative(process.cwd(), folder) || "."}`);
