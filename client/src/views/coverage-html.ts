/** The page of the coverage of ATT&CK: a column for each tactic, a box for each technique that opens to its rules. */
import { env, l10n } from "vscode";
import { counted } from "../counted.ts";
import type { PagePolicy } from "../page-html.ts";
import type { Coverage } from "./overview.ts";

const STYLE = `
  body { padding: 0.5rem 1.25rem 2rem; font-size: var(--vscode-font-size); color: var(--vscode-foreground); }
  h1 { font-size: 1.5em; font-weight: 600; margin: 0.6em 0 0.2em; }
  h2 { font-size: 1em; font-weight: 600; margin: 0; }
  p { margin: 0.3em 0 0.8em; color: var(--vscode-descriptionForeground); }
  button { font: inherit; color: inherit; background: none; border: 1px solid transparent; text-align: left; cursor: pointer; }
  button:focus-visible { outline: 2px solid var(--vscode-focusBorder); outline-offset: 1px; }
  .actions { display: flex; gap: 0.5rem; margin-bottom: 1rem; flex-wrap: wrap; }
  .actions button { padding: 0.35em 0.8em; border-radius: 3px; color: var(--vscode-button-secondaryForeground);
    background: var(--vscode-button-secondaryBackground); border-color: var(--vscode-contrastBorder, transparent); }
  .actions button:hover { background: var(--vscode-button-secondaryHoverBackground); }
  .matrix { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: 1rem; align-items: start; }
  section { border: 1px solid var(--vscode-contrastBorder, var(--vscode-widget-border, var(--vscode-textSeparator-foreground)));
    border-radius: 4px; padding: 0.6rem; }
  .none { border-style: dashed; }
  header { margin-bottom: 0.4rem; }
  header p { margin: 0.1em 0 0; }
  ul { list-style: none; margin: 0; padding: 0; }
  li { margin: 0.25rem 0; }
  .technique { display: block; width: 100%; padding: 0.35em 0.5em; border-radius: 3px;
    border-left: 4px solid var(--vscode-charts-blue); background: var(--vscode-textCodeBlock-background); }
  .technique:hover { background: var(--vscode-list-hoverBackground); }
  .technique .count { float: right; margin-left: 0.5em; font-variant-numeric: tabular-nums; }
  .technique small { color: var(--vscode-descriptionForeground); }
  .rules { padding: 0.2em 0 0.3em 0.9rem; }
  .rule { padding: 0.1em 0.3em; color: var(--vscode-textLink-foreground); }
  .rule:hover { text-decoration: underline; }
`;

/**
 * A technique shows and hides its rules; a rule and an export are sent to the extension. Arrow keys move along a
 * column and from one column to the next, Home and End to its ends.
 */
const SCRIPT = `
  const host = acquireVsCodeApi();
  const open = new Set(host.getState()?.open ?? []);
  const toggle = (button, isOpen) => {
    button.setAttribute("aria-expanded", String(isOpen));
    document.getElementById(button.getAttribute("aria-controls")).hidden = !isOpen;
    if (isOpen) open.add(button.id); else open.delete(button.id);
    host.setState({ open: [...open] });
  };
  for (const id of open) {
    const button = document.getElementById(id);
    if (button) toggle(button, true);
  }
  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest("button") : null;
    if (!button) return;
    if (button.hasAttribute("aria-controls")) toggle(button, button.getAttribute("aria-expanded") !== "true");
    else host.postMessage({ rule: button.dataset.rule, save: button.dataset.save });
  });
  const seen = (column) => [...column.querySelectorAll("button")].filter((one) => one.offsetParent !== null);
  document.addEventListener("keydown", (event) => {
    const column = event.target instanceof Element ? event.target.closest("section") : null;
    if (!column) return;
    const own = seen(column);
    const at = own.indexOf(event.target);
    const columns = [...document.querySelectorAll("section")].filter((one) => seen(one).length > 0);
    const beside = (step) => seen(columns[columns.indexOf(column) + step] ?? column);
    const next = {
      ArrowDown: () => own[at + 1], ArrowUp: () => own[at - 1], Home: () => own[0], End: () => own.at(-1),
      ArrowRight: () => beside(1)[0], ArrowLeft: () => beside(-1)[0],
    }[event.key]?.();
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
`;

/** The document of the page. Runs nothing but its own script, and loads nothing at all. */
export function coverageHtml(coverage: Coverage, { nonce, cspSource }: PagePolicy): string {
  const { attackVersion, tactics, untagged } = coverage;
  const policy = `default-src 'none'; style-src 'nonce-${nonce}' ${cspSource}; script-src 'nonce-${nonce}'`;
  const techniques = new Set(tactics.flatMap((tactic) => tactic.techniques.map(({ id }) => id)));
  const rules = new Set(tactics.flatMap((tactic) => tactic.rules));
  const covered = tactics.filter((tactic) => tactic.rules.length > 0).length;
  const summary = l10n.t(
    "By tags: {0}, {1}, {2} of {3} tactics of MITRE ATT&CK {4}.",
    counted(rules.size, "enabled rule"),
    counted(techniques.size, "technique"),
    covered,
    tactics.length,
    attackVersion,
  );
  return `<!DOCTYPE html>
<html lang="${escaped(env.language)}">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${escaped(l10n.t("ATT&CK Coverage"))}</title>
<style nonce="${nonce}">${STYLE}</style>
</head>
<body>
<main>
<h1>${escaped(l10n.t("ATT&CK Coverage"))}</h1>
<p>${escaped(summary)}</p>
<div class="actions" role="group" aria-label="${escaped(l10n.t("Export"))}">
<button type="button" data-save="navigator">${escaped(l10n.t("Export as a Navigator layer…"))}</button>
<button type="button" data-save="svg">${escaped(l10n.t("Export as SVG…"))}</button>
</div>
<div class="matrix">
${tactics.map(tacticHtml).join("\n")}
${untagged.length === 0 ? "" : columnHtml(UNTAGGED, l10n.t("No ATT&CK tag"), untagged, [])}
</div>
</main>
<script nonce="${nonce}">${SCRIPT}</script>
</body>
</html>`;
}

/** In the place of an identifier, for the column of rules without any. */
const UNTAGGED = "untagged";

type Tactic = Coverage["tactics"][number];

function tacticHtml({ id, name, rules, techniques }: Tactic): string {
  const named = new Set(techniques.flatMap((technique) => technique.rules));
  return columnHtml(
    id,
    name,
    rules.filter((rule) => !named.has(rule)),
    techniques,
    rules.length,
  );
}

/** A column: its techniques, and the rules that name none. */
function columnHtml(
  id: string,
  name: string,
  others: readonly string[],
  techniques: Tactic["techniques"],
  count = others.length,
): string {
  const boxes = [
    ...techniques.map((one) => boxHtml(`${id}-${one.id}`, one.name, one.id, one.rules)),
    ...(others.length === 0
      ? []
      : [boxHtml(`${id}-others`, id === UNTAGGED ? l10n.t("Rules") : l10n.t("No technique"), "", others)]),
  ];
  return `<section aria-labelledby="${id}"${count === 0 ? ' class="none"' : ""}><header><h2 id="${id}">${escaped(name)}</h2><p>${id === UNTAGGED ? "" : `${id}, `}${escaped(counted(count, "rule"))}</p></header>${boxes.length === 0 ? "" : `<ul>${boxes.join("")}</ul>`}</section>`;
}

function boxHtml(id: string, name: string, code: string, rules: readonly string[]): string {
  const label = `${code === "" ? "" : `${code} `}${name}: ${counted(rules.length, "rule")}`;
  const items = rules.map(
    (rule) =>
      `<li><button type="button" class="rule" data-rule="${escaped(rule)}">${escaped(rule)}</button></li>`,
  );
  return `<li><button type="button" class="technique" id="b-${id}" aria-expanded="false" aria-controls="r-${id}" aria-label="${escaped(label)}"><span class="count">${rules.length}</span>${escaped(name)}${code === "" ? "" : ` <small>${code}</small>`}</button><ul class="rules" id="r-${id}" hidden>${items.join("")}</ul></li>`;
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
