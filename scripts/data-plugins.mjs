/** How data gets into bundles: as JSON, of which each file is parsed when it is first asked for. */
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { ROOT } from "./install.mjs";

/**
 * The engine reads a text of JSON several times faster than the same data as code.
 * @type {import("esbuild").Plugin}
 */
export const dataAsText = {
  name: "data as text",
  setup({ onLoad }) {
    onLoad({ filter: /\.json$/ }, async ({ path: file }) => {
      const data = JSON.parse(await readFile(file, "utf8"));
      return { contents: dataModule(data, JSON.stringify(JSON.stringify(data))), loader: "js" };
    });
  },
};

/**
 * Puts the data of a program into `data.txt` beside it, where `server/src/main/data-aside.ts` finds it. It is not compressed: a
 * browser could not read what packs better, and what packages are in compresses it as well as anything that one can read.
 * @type {import("esbuild").Plugin}
 */
export const dataAside = {
  name: "data aside",
  setup({ onEnd, onLoad, initialOptions: { outfile = "" } }) {
    /** @type {Map<string, unknown>} */
    const found = new Map();
    const reader = path.join(ROOT, "server/src/main/data-aside.ts");
    onLoad({ filter: /\.json$/ }, async ({ path: source }) => {
      const name = path.relative(ROOT, source);
      const data = JSON.parse(await readFile(source, "utf8"));
      found.set(name, data);
      const contents = dataModule(data, `textOf(${JSON.stringify(name)})`);
      return {
        contents: `import { textOf } from ${JSON.stringify(reader)}; ${contents}`,
        resolveDir: ROOT,
        loader: "js",
      };
    });
    onEnd(async ({ errors }) => {
      const names = [...found.keys()].sort();
      const lines = [names, ...names.map((name) => found.get(name))].map(asciiJson);
      if (errors.length === 0)
        await writeFile(path.join(path.dirname(outfile), "data.txt"), lines.join("\n"));
      found.clear();
    });
  },
};

/** A single character beyond Latin would make the engine take two bytes for each. */
function asciiJson(/** @type {unknown} */ data) {
  const escaped = (/** @type {string} */ found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return JSON.stringify(data).replaceAll(/[^\0-\x7f]/g, escaped);
}

/** Data with more keys is a table, of which all is wanted at once. */
const MOST_LAZY_KEYS = 20;

/**
 * A module with the data, which is parsed when one of its keys is first asked for.
 * @param {object} data
 * @param {string} text the expression for the same as JSON
 */
function dataModule(data, text) {
  const keys = Object.keys(data).map((key) => JSON.stringify(key));
  if (keys.length > MOST_LAZY_KEYS) return `export default JSON.parse(${text});`;
  const getters = keys.map((key) => `get ${key}() { return parsed()[${key}]; }`);
  return `let data; const parsed = () => (data ??= JSON.parse(${text})); export default { ${getters.join(", ")} };`;
}
