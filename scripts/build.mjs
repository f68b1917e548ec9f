/**
 * Makes `dist/`. Without arguments: with source maps, and with the suite that runs in VS Code.
 *
 *     --production   minified, as it is shipped
 *     --watch        stays, and builds and checks types again on every change
 */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, copyFile, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import esbuild from "esbuild";
import { bundleOptions } from "./bundle-options.mjs";
import { ROOT, run, stop } from "./install.mjs";
import { isOfExtension, noticesFor, packagesOf } from "./notices.mjs";

const production = process.argv.includes("--production");
const watch = process.argv.includes("--watch");
const TSC = path.join(ROOT, "node_modules/typescript/bin/tsc");
const executable = "#!/usr/bin/env node";

/**
 * Regular expressions keep their letters when all else is escaped. A program of ASCII alone is read faster, and takes the
 * engine half the memory.
 * @type {import("esbuild").Plugin}
 */
const oneByteText = {
  name: "one byte for a letter",
  setup({ onEnd, initialOptions: { outfile = "" } }) {
    onEnd(async ({ errors }) => {
      if (errors.length > 0) return;
      const program = await readFile(outfile, "utf8");
      const escaped = program.replace(
        /[\u0080-\uffff]/g,
        (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
      );
      await writeFile(outfile, escaped);
    });
  },
};

const { node, browser, extensionServer } = bundleOptions(production);

/** @type {import("esbuild").BuildOptions[]} */
const product = [
  {
    ...node,
    format: "cjs",
    external: ["vscode"],
    entryPoints: ["client/src/node.ts"],
    outfile: "dist/client.cjs",
  },
  {
    ...browser,
    format: "cjs",
    external: ["vscode"],
    entryPoints: ["client/src/browser.ts"],
    outfile: "dist/web/client.cjs",
  },
  {
    ...node,
    format: "cjs",
    banner: { js: executable },
    entryPoints: ["server/src/main/start/server.ts"],
    outfile: "dist/server.cjs",
  },
  {
    ...extensionServer,
    outfile: "dist/server/main.js",
    plugins: [...(extensionServer.plugins ?? []), oneByteText],
  },
  {
    ...browser,
    format: "iife",
    entryPoints: ["server/src/main/start/worker.ts"],
    outfile: "dist/web/server.js",
  },
  {
    ...node,
    format: "esm",
    // Packages in CommonJS ask for modules of Node by a function that ES modules do not have, and browsers too, where nothing of
    // the library asks.
    banner: {
      js: 'const require = globalThis.process?.getBuiltinModule?.("node:module").createRequire(import.meta.url);',
    },
    entryPoints: [
      { in: "server/src/cli/main.ts", out: "falco-lint" },
      { in: "server/src/main/start/standalone.ts", out: "falco-language-server" },
      { in: "server/src/index.ts", out: "index" },
    ],
    // What a command does not need is not read at its start.
    splitting: true,
    outdir: "dist",
    chunkNames: "falco-lint/[name]-[hash]",
  },
];

/** @type {import("esbuild").BuildOptions[]} */
const suite = [
  {
    ...node,
    format: "cjs",
    external: ["vscode", "mocha"],
    entryPoints: ["test/vscode/index.node.ts"],
    outfile: "dist/test/index.node.cjs",
  },
  {
    ...browser,
    format: "cjs",
    external: ["vscode"],
    entryPoints: ["test/vscode/index.web.ts"],
    outfile: "dist/test/index.web.cjs",
    // mocha's one script for browsers would take these for its own and overwrite what the bundle exports.
    define: { ...browser.define, module: "undefined", exports: "undefined" },
  },
];

await rm(path.join(ROOT, "dist"), { recursive: true, force: true });
// The package of the extension needs none: it is one of CommonJS.
await mkdir(path.join(ROOT, "dist/server"), { recursive: true });
await writeFile(path.join(ROOT, "dist/server/package.json"), '{ "type": "commonjs" }\n');
if (
  existsSync(path.join(ROOT, "schemas/compile.ts")) &&
  run(process.execPath, ["--import", "tsx", "schemas/compile.ts"]) !== 0
)
  stop("The validators of the schemas were not compiled; the reason is above.");

const options = production ? product : [...product, ...suite];
if (watch) {
  for (const each of options) await (await esbuild.context({ ...each, logLevel: "info" })).watch();
  spawn(process.execPath, [TSC, "-p", ".", "--watch", "--preserveWatchOutput"], {
    cwd: ROOT,
    stdio: "inherit",
  });
} else {
  const built = await Promise.all(options.map((each) => esbuild.build({ ...each, metafile: true }))).catch(
    () => stop("The bundles were not made; the reason is above."),
  );
  await writeNotices(built.slice(0, product.length));
  if (run(process.execPath, [TSC, "-p", "tsconfig.library.json", "--noCheck"]) !== 0)
    stop("The declarations of the library were not made; the reason is above.");
  // A web host takes an entry in a package of ES modules for CommonJS only if it ends in `.cjs`; that of VS Code 1.100
  // then appends `.js` before it asks for the file.
  if (!production)
    await copyFile(path.join(ROOT, "dist/web/client.cjs"), path.join(ROOT, "dist/web/client.cjs.js"));
  await writePages();
  for (const file of ["dist/falco-lint.js", "dist/falco-language-server.js", "dist/server.cjs"])
    await chmod(path.join(ROOT, file), 0o755);
}

/**
 * What the licences of bundled packages ask for, for the extension and for everything, and which files the bundles are made
 * of, for the test of it.
 * @param {readonly { metafile: import("esbuild").Metafile }[]} bundles
 */
async function writeNotices(bundles) {
  const metafiles = bundles.map(({ metafile }) => metafile);
  await writeFile(path.join(ROOT, "dist/THIRD-PARTY-NOTICES.txt"), noticesFor(packagesOf(metafiles)));
  const ofExtension = noticesFor(packagesOf(metafiles.filter(isOfExtension)));
  await writeFile(path.join(ROOT, "dist/extension-notices.txt"), ofExtension);
  await writeFile(path.join(ROOT, "dist/bundles.json"), JSON.stringify(metafiles));
}

/** The pages on checks by code, which the editor opens from a diagnostic: one file packs to a third of two hundred. */
async function writePages() {
  const checks = path.join(ROOT, "docs/checks");
  const names = (await readdir(checks)).filter((name) => name.endsWith(".md")).sort();
  const pages = await Promise.all(
    names.map(async (name) => [path.basename(name, ".md"), await readFile(path.join(checks, name), "utf8")]),
  );
  await writeFile(path.join(ROOT, "dist/pages.json"), JSON.stringify(Object.fromEntries(pages)));
}
