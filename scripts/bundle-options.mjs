/** How code is bundled: the options that bundles of this project have in common. */
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { dataAside, dataAsText } from "./data-plugins.mjs";
import { ROOT } from "./install.mjs";

/**
 * The reader of Dockerfiles encodes a letter with Node's `Buffer`, which browsers do not have.
 * @type {import("esbuild").Plugin}
 */
const withoutBuffer = {
  name: "without Buffer",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]dockerfile-ast[\\/]lib[\\/]util\.js$/ }, async ({ path: file }) => {
      const text = await readFile(file, "utf8");
      const contents = text.replace('Buffer.from(char, "UTF-8")', "new TextEncoder().encode(char)");
      if (contents === text) throw new Error(`${file} no longer encodes as it did: see why this is here.`);
      return { contents, loader: "js" };
    });
  },
};

/**
 * Options for Node and for browsers, and those of the language server in a web worker, and in both, without their places.
 * @param {boolean} production minified, without source maps
 */
export function bundleOptions(production) {
  const { version } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8"));
  /** @type {import("esbuild").BuildOptions} */
  const common = {
    absWorkingDir: ROOT,
    bundle: true,
    target: "es2022",
    logLevel: "warning",
    minify: production,
    sourcemap: !production,
    plugins: [dataAsText, withoutBuffer],
    define: { __VERSION__: JSON.stringify(version) },
    // The package's Node build is CommonJS, which neither shakes nor fits into an ES module.
    alias: {
      yaml: path.join(ROOT, "node_modules/yaml/browser/index.js"),
      "decode-named-character-reference": path.join(ROOT, "scripts/no-character-references.mjs"),
      // One copy of what two packages provide.
      "vscode-languageserver-types": path.join(
        ROOT,
        "node_modules/vscode-languageserver-types/lib/esm/main.js",
      ),
    },
  };
  /** @type {import("esbuild").BuildOptions} */
  const node = { ...common, platform: "node", mainFields: ["module", "main"] };
  /** @type {import("esbuild").BuildOptions} */
  const browser = {
    ...common,
    platform: "browser",
    mainFields: ["browser", "module", "main"],
    define: { ...common.define, global: "globalThis", "process.env.NODE_ENV": '"production"' },
  };
  // Without the condition, packages give their builds for pages, which ask for a document that a worker does not have.
  /** @type {import("esbuild").BuildOptions} */
  const webServer = {
    ...browser,
    conditions: ["worker", "module"],
    format: "iife",
    entryPoints: ["server/src/main/browser.ts"],
  };
  // The protocol's packages have a part for each.
  /** @type {import("esbuild").BuildOptions} */
  const extensionServer = {
    ...node,
    conditions: ["browser", "module"],
    define: browser.define ?? {},
    plugins: [dataAside, withoutBuffer],
    format: "iife",
    entryPoints: ["server/src/main/extension.ts"],
  };
  return { node, browser, webServer, extensionServer };
}
