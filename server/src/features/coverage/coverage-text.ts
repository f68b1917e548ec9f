import { ATTACK_VERSION } from "../../catalog/tags/attack.ts";
import { xml } from "../../text/xml.ts";
import type { Coverage } from "./coverage.ts";

/** For people: each tactic with its techniques and how many rules each has. */
export function coverageText({ tactics, untagged }: Coverage): string {
  const lines = tactics.flatMap(({ name, id, rules, techniques }) => [
    `${name} (${id}): ${counted(rules.length)}`,
    ...techniques.map((one) => `  ${one.id} ${one.name}: ${counted(one.rules.length)}`),
  ]);
  const without = untagged.length > 0 ? ["", `Without a tag of ATT&CK: ${counted(untagged.length)}`] : [];
  return `${[...lines, ...without].join("\n")}\n`;
}

function counted(rules: number): string {
  return rules === 1 ? "1 rule" : `${rules} rules`;
}

/** A layer for the ATT&CK Navigator: the score of a technique is the number of its rules. */
export function navigatorLayer({ tactics }: Coverage): string {
  const techniques = tactics.flatMap((tactic) =>
    tactic.techniques.map(({ id, rules }) => ({
      techniqueID: id,
      tactic: tactic.name.toLowerCase().replaceAll(" ", "-"),
      score: rules.length,
      comment: rules.join("\n"),
      enabled: true,
    })),
  );
  const layer = {
    name: "Falco rules",
    versions: { attack: ATTACK_VERSION.replace(/\..*/, ""), navigator: "5.1.0", layer: "4.5" },
    domain: "enterprise-attack",
    description: "Techniques in the tags of enabled Falco rules.",
    techniques,
    gradient: {
      colors: ["#d9ecff", "#00539c"],
      minValue: 0,
      maxValue: Math.max(1, ...techniques.map(({ score }) => score)),
    },
  };
  return `${JSON.stringify(layer, undefined, 2)}\n`;
}

const COLUMN = 190;
const ROW = 34;

/** A picture: a column for each tactic, a box for each technique. */
export function coverageSvg({ tactics }: Coverage): string {
  const rows = Math.max(1, ...tactics.map(({ techniques }) => techniques.length));
  const [width, height] = [tactics.length * COLUMN, (rows + 1) * ROW + 10];
  const boxes = tactics.flatMap((tactic, column) => [
    box(column, 0, `${tactic.name} · ${tactic.rules.length}`, tactic.rules, "#24292f", "#ffffff"),
    ...tactic.techniques.map(({ id, name, rules }, row) =>
      box(column, row + 1, `${id} ${name} · ${rules.length}`, rules, "#d9ecff", "#0a2540"),
    ),
  ]);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="ATT&amp;CK coverage" font-family="sans-serif" font-size="11">`,
    ...boxes,
    "</svg>\n",
  ].join("\n");
}

function box(
  column: number,
  row: number,
  label: string,
  rules: readonly string[],
  fill: string,
  ink: string,
): string {
  const [x, y] = [column * COLUMN + 4, row * ROW + 4];
  const shown = label.length > 30 ? `${label.slice(0, 29)}…` : label;
  return `<g><title>${xml([label, ...rules].join("\n"))}</title><rect x="${x}" y="${y}" width="${COLUMN - 8}" height="${ROW - 6}" rx="3" fill="${fill}"/><text x="${x + 6}" y="${y + 18}" fill="${ink}">${xml(shown)}</text></g>`;
}
