/** Writes the extension as `dist/falco.vsix`, built as it is shipped. */
import { install, run, stop } from "./install.mjs";

install();
if (run(process.execPath, ["scripts/build.mjs", "--production"]) !== 0)
  stop("The build failed; its reason is above.");
const vsce = [
  "node_modules/@vscode/vsce/vsce",
  "package",
  "--no-dependencies",
  "--allow-missing-repository",
  "--no-rewrite-relative-links",
  "-o",
  "dist/falco.vsix",
];
if (run(process.execPath, vsce) !== 0) stop("The package was not made; the reason is above.");
