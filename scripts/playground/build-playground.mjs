import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import esbuild from "esbuild";
import { bundleOptions } from "../bundle-options.mjs";
import { ROOT } from "../install.mjs";
import { noticesFor, packagesOf } from "../notices.mjs";

/**
 * Writes the page into a folder.
 * @param {string} folder
 * @param {string} documentation what comes before the name of a page of the documentation
 */
export async function buildPlayground(folder, documentation) {
  const { browser, webServer } = bundleOptions(true);
  const outdir = path.join(folder, "playground");
  const monaco = path.join(ROOT, "node_modules/monaco-editor/esm");
  const built = await Promise.all([
    esbuild.build({
      ...browser,
      alias: {
        ...browser.alias,
        // Part of the package, but not of its exports.
        "monaco-lsp-client": path.join(monaco, "external/monaco-lsp-client/out/index.js"),
      },
      entryPoints: {
        main: "playground/src/main.ts",
        "editor-worker": path.join(monaco, "vs/editor/editor.worker.js"),
      },
      format: "iife",
      loader: { ".ttf": "file" },
      assetNames: "[name]",
      outdir,
      metafile: true,
    }),
    esbuild.build({ ...webServer, outfile: path.join(outdir, "server.js"), metafile: true }),
  ]);
  await mkdir(outdir, { recursive: true });
  await writeFile(
    path.join(outdir, "THIRD-PARTY-NOTICES.txt"),
    noticesFor(packagesOf(built.map(({ metafile }) => metafile))),
  );
  await writeFile(path.join(outdir, "page.css"), await readFile(path.join(ROOT, "playground/page.css")));
  await writeFile(path.join(outdir, "icon.svg"), await readFile(path.join(ROOT, "assets/view.svg")));
  const html = await readFile(path.join(ROOT, "playground/index.html"), "utf8");
  await writeFile(path.join(folder, "index.html"), html.replaceAll("{documentation}", documentation));
}
