/**
 * Writes what people install, built as it is shipped: the extension as `dist/falco.vsix`, and with `--npm` the package of
 * the command line, the language server and the library as `dist/falco-lint.tgz`. Each is put together in a folder with a
 * manifest of its own, made from this project's.
 */
import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { install, ROOT, run, stop } from "./install.mjs";
import { manifestStrings } from "./manifest-strings.mjs";

install();
if (run(process.execPath, ["scripts/build.mjs", "--production"]) !== 0)
  stop("The build failed; its reason is above.");
const project = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8"));
const { version, license, publisher, homepage, repository, bugs, engines } = project;

packExtension();
if (process.argv.includes("--npm")) packForNpm();

function packExtension() {
  const { devDependencies, scripts, exports, bin, type, private: _, ...shown } = project;
  // Without a translation there is nothing to load.
  const bundles = readdirSync(path.join(ROOT, "l10n")).filter((name) =>
    /^bundle\.l10n\.[\w-]+\.json$/.test(name),
  );
  const { manifest } = manifestStrings({ ...shown, ...(bundles.length > 0 && { l10n: "./l10n" }) });
  const stage = staged("vsix", { ...manifest, browser: "./dist/web/client.js" }, [
    ["client/README.md", "README.md"],
    "CHANGELOG.md",
    "LICENSE",
    ...bundles.map((name) => `l10n/${name}`),
    // One for each language: `package.nls.json`, `package.nls.de.json` and so on.
    ...readdirSync(ROOT).filter((name) => /^package\.nls\.(?:[\w-]+\.)?json$/.test(name)),
    ["dist/extension-notices.txt", "THIRD-PARTY-NOTICES.txt"],
    "assets/icon.png",
    "assets/view.svg",
    "assets/file.svg",
    "syntaxes",
    "snippets",
    "walkthrough",
    "dist/client.cjs",
    "dist/server.cjs",
    "dist/server/main.js",
    "dist/server/data.txt",
    "dist/pages.json",
    "dist/web/server.js",
    // Outside of a package of ES modules a web host expects the ending of scripts.
    ["dist/web/client.cjs", "dist/web/client.js"],
  ]);
  const vsce = path.join(ROOT, "node_modules/@vscode/vsce/vsce");
  const file = path.join(ROOT, "dist/falco.vsix");
  const small = ["--require", path.join(ROOT, "scripts/best-compression.cjs")];
  if (run(process.execPath, [...small, vsce, "package", "--no-dependencies", "-o", file], {}, stage) !== 0)
    stop("The extension was not packed; the reason is above.");
}

function packForNpm() {
  const stage = staged(
    "npm",
    {
      name: "falco-lint",
      version,
      description:
        "Checks, formats, tests and migrates Falco rules and configurations. With a language server.",
      keywords: project.keywords,
      license,
      author: publisher,
      homepage,
      repository,
      bugs,
      type: "module",
      engines: { node: engines.node },
      bin: { "falco-lint": "falco-lint.js", "falco-language-server": "falco-language-server.js" },
      exports: {
        ".": { types: "./types/index.d.ts", default: "./index.js" },
        "./package.json": "./package.json",
      },
    },
    [
      ["docs/npm.md", "README.md"],
      "CHANGELOG.md",
      "LICENSE",
      ["dist/THIRD-PARTY-NOTICES.txt", "THIRD-PARTY-NOTICES.txt"],
      ["dist/falco-lint.js", "falco-lint.js"],
      ["dist/falco-language-server.js", "falco-language-server.js"],
      ["dist/falco-lint", "falco-lint"],
      ["dist/index.js", "index.js"],
      ["dist/types", "types"],
      ["dist/pages.json", "pages.json"],
    ],
  );
  if (run("npm", ["pack", "--silent", "--pack-destination", path.join(ROOT, "dist")], {}, stage) !== 0)
    stop("The npm package was not packed; the reason is above.");
  renameSync(path.join(ROOT, `dist/falco-lint-${version}.tgz`), path.join(ROOT, "dist/falco-lint.tgz"));
}

/**
 * Copies files into a new folder with a manifest.
 * @param {string} name
 * @param {object} manifest
 * @param {readonly (string | readonly [from: string, to: string])[]} files from the project's root
 */
function staged(name, manifest, files) {
  const stage = path.join(ROOT, "dist/stage", name);
  rmSync(stage, { recursive: true, force: true });
  mkdirSync(stage, { recursive: true });
  for (const file of files) {
    const [from, to] = typeof file === "string" ? [file, file] : file;
    cpSync(path.join(ROOT, from), path.join(stage, to), { recursive: true });
  }
  writeFileSync(path.join(stage, "package.json"), JSON.stringify(manifest));
  // What only programs read needs no layout.
  for (const name of readdirSync(stage, { recursive: true, encoding: "utf8" }))
    if (name.endsWith(".json")) {
      const file = path.join(stage, name);
      writeFileSync(file, JSON.stringify(JSON.parse(readFileSync(file, "utf8"))));
    }
  return stage;
}
