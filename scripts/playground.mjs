/**
 * Builds the playground as a static page, `index.html` and the folder `playground` beside it. `npm run playground
 * [-- FOLDER]`, by default `dist/playground`. Its links to the documentation lead to where that is published.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { buildPlayground } from "./playground/build-playground.mjs";
import { ROOT, stop } from "./install.mjs";

const source = readFileSync(path.join(ROOT, "server/src/checks/documentation.ts"), "utf8");
const [, published = ""] = /DOCUMENTATION = "([^"]+)"/.exec(source) ?? [];
const [given = "dist/playground"] = process.argv.slice(2);
if (given.startsWith("-")) stop(`\`${given}\` is not a folder. Write \`npm run playground -- FOLDER\`.`);
const folder = path.resolve(ROOT, given);
await buildPlayground(folder, `${published}/`);
console.log(`The playground is in ${path.relative(process.cwd(), folder) || "."}`);
