import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const ROOT = path.resolve(import.meta.dirname, "../..");

/** Falco's own rules where they lie beside the project, else rules of about the same size: 64 kB. */
export function rulesText(): string {
  const released = path.join(ROOT, "../shared/corpus/rules/falcosecurity-rules");
  if (existsSync(released)) {
    const folder = readdirSync(released).find((name) => name.startsWith("falco-rules-5."));
    if (folder) return readFileSync(path.join(released, folder, "falco_rules.yaml"), "utf8");
  }
  return madeRules(350);
}

/** Rules in one text: 10,000 items are 1.4 MB. */
export function madeRules(items: number): string {
  return Array.from({ length: Math.ceil(items / 25) }, (_, file) => fileText(file)).join("\n");
}

/** Writes 10,000 items in 400 files below the folder, and returns their texts. */
export function writeWorkspace(folder: string): readonly string[] {
  mkdirSync(path.join(folder, "rules"), { recursive: true });
  const texts = Array.from({ length: 400 }, (_, file) => fileText(file));
  for (const [file, text] of texts.entries()) writeFileSync(path.join(folder, "rules", nameOf(file)), text);
  return texts;
}

export function nameOf(file: number): string {
  return `rules-${String(file).padStart(3, "0")}_falco_rules.yaml`;
}

/** One macro with three users, and rules that stand alone: 25 items. */
function fileText(file: number): string {
  const rules = Array.from({ length: 24 }, (_, i) => {
    const condition = `evt.type = execve and proc.name = p${file}_${i}${i < 3 ? ` and own_${file}` : ""}`;
    return `- rule: Rule ${file} ${i}\n  desc: d\n  condition: >\n    ${condition}\n  output: "%proc.name started"\n  priority: INFO\n`;
  });
  return `- macro: own_${file}\n  condition: fd.num = ${file}\n\n${rules.join("\n")}`;
}

/** The end of a word inside the condition of the rule in the middle of the text. */
export function editPlace(of: string): number {
  const middle = of.indexOf("condition:", of.indexOf("- rule:", of.length >> 1));
  return middle + of.slice(middle).search(/\w\s+and\s/) + 1;
}
