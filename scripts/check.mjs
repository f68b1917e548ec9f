/** The inner loop while working: types, lint and the unit tests side by side. Random tests take fewer samples, and records of migrations fewer hosts, than in `npm test`. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { install, ROOT, run } from "./install.mjs";

install();
if (
  existsSync(path.join(ROOT, "schemas/compile.ts")) &&
  run(process.execPath, ["--import", "tsx", "schemas/compile.ts"]) !== 0
)
  process.exit(1);

const results = await Promise.all(["types", "lint", "unit"].map(script));
for (const { output } of results) process.stdout.write(output);
console.log(
  results
    .map(({ name, code, seconds }) => `${name}: ${code === 0 ? "passed" : "FAILED"} (${seconds} s)`)
    .join(", "),
);
process.exitCode = results.every(({ code }) => code === 0) ? 0 : 1;

/**
 * @param {string} name of a script in package.json
 * @returns {Promise<{ name: string, code: number | null, seconds: string, output: string }>}
 */
function script(name) {
  const begun = performance.now();
  return new Promise((resolve) => {
    const child = spawn("npm", ["run", "--silent", name], {
      cwd: ROOT,
      shell: process.platform === "win32",
      env: { ...process.env, INNER_LOOP: "1" },
    });
    let output = "";
    child.stdout.on("data", (chunk) => {
      output += chunk;
    });
    child.stderr.on("data", (chunk) => {
      output += chunk;
    });
    child.once("close", (code) =>
      resolve({ name, code, seconds: ((performance.now() - begun) / 1000).toFixed(1), output }),
    );
  });
}
