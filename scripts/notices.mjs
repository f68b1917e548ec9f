/** The licences of the packages whose code is in the bundles, as one text to ship with them. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "./install.mjs";

/**
 * The packages that bundles are made of, as folders below `node_modules`.
 * @param {readonly import("esbuild").Metafile[]} metafiles
 * @returns {string[]} sorted
 */
export function packagesOf(metafiles) {
  const found = new Set();
  for (const { outputs } of metafiles)
    for (const { inputs } of Object.values(outputs))
      for (const [file, { bytesInOutput }] of Object.entries(inputs)) {
        const [, name] = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file) ?? [];
        if (name && bytesInOutput > 0) found.add(name);
      }
  return [...found].sort();
}

/**
 * Whether the extension has a bundle; the others are those of the command line.
 * @param {import("esbuild").Metafile} metafile
 */
export function isOfExtension({ outputs }) {
  return !Object.keys(outputs).some((file) => file.startsWith("dist/falco-lint"));
}

/**
 * The licences, each text once with the packages that have it, and texts that begin alike beside each other.
 * @param {readonly string[]} packages folders, from the project's root
 * @returns {string}
 */
export function noticesFor(packages) {
  /** @type {Map<string, string[]>} */
  const holders = new Map();
  for (const folder of packages) {
    const { name, version, license } = JSON.parse(
      readFileSync(path.join(ROOT, folder, "package.json"), "utf8"),
    );
    const text = `License: ${license}\n\n${licenceText(folder)}`;
    holders.set(text, [...(holders.get(text) ?? []), `${name} ${version}`]);
  }
  const line = "-".repeat(80);
  const parts = [...holders]
    .sort()
    .map(([text, names]) => `${line}\n${names.join("\n")}\n${text.trimEnd()}\n`);
  return `This product contains code of the packages below.\n\n${parts.join("\n")}`;
}

/** @param {string} folder */
function licenceText(folder) {
  const names = readdirSync(path.join(ROOT, folder)).filter((name) =>
    /^(?:licen[cs]e|notice|copying|thirdpartynotices)/i.test(name),
  );
  const texts = names.map((name) => readFileSync(path.join(ROOT, folder, name), "utf8").trim());
  if (texts.length > 0) return texts.join("\n\n");
  const readme = path.join(ROOT, folder, "README.md");
  const [, section] = existsSync(readme)
    ? (/^#+ licen[cs]e\s*\n([\s\S]*?)(?=^#|$(?![\s\S]))/im.exec(readFileSync(readme, "utf8")) ?? [])
    : [];
  if (!section) throw new Error(`${folder} has no text of its licence.`);
  return section.trim();
}
