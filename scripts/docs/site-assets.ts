/** Style of the site, light and dark by the reader's system. */
export const STYLE = `
:root { color-scheme: light dark; --text: #1d2433; --muted: #566178; --page: #ffffff; --raised: #f4f6fa;
  --line: #d9dfe9; --link: #0b5cad; --error: #b3261e; --warning: #8a5300; --info: #0b5cad; --hint: #4a5568; }
@media (prefers-color-scheme: dark) { :root { --text: #e2e7f0; --muted: #a3aec2; --page: #14181f; --raised: #1d232d;
  --line: #333c4a; --link: #79b8ff; --error: #ff8f88; --warning: #f2b457; --info: #79b8ff; --hint: #b3bdcf; } }
* { box-sizing: border-box; }
body { margin: 0; font: 16px/1.6 system-ui, "DejaVu Sans", sans-serif; color: var(--text); background: var(--page); }
header { border-bottom: 1px solid var(--line); background: var(--raised); }
nav { display: flex; flex-wrap: wrap; gap: 0.4rem 1.6rem; max-width: 60rem; margin: 0 auto; padding: 0.9rem 1.2rem; }
main { max-width: 60rem; margin: 0 auto; padding: 1rem 1.2rem 5rem; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 1.2rem 0 0.8rem; }
h2 { font-size: 1.25rem; margin: 2.2rem 0 0.6rem; padding-bottom: 0.25rem; border-bottom: 1px solid var(--line); }
a { color: var(--link); } a:focus-visible, input:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
code, pre { font: 0.92em/1.5 ui-monospace, "DejaVu Sans Mono", monospace; }
code { background: var(--raised); padding: 0.05em 0.3em; border-radius: 4px; }
pre { background: var(--raised); border: 1px solid var(--line); border-radius: 8px; padding: 1rem; overflow-x: auto; }
pre code { background: none; padding: 0; }
table { border-collapse: collapse; } th, td { border: 1px solid var(--line); padding: 0.35rem 0.8rem; text-align: left; }
.skip { position: absolute; left: -99rem; } .skip:focus { left: 1rem; top: 0.5rem; background: var(--page); }
.checks { list-style: none; padding: 0; } .checks li { padding: 0.45rem 0; border-bottom: 1px solid var(--line); }
.checks span:last-child { display: block; color: var(--muted); }
.search { display: flex; align-items: center; gap: 0.7rem; }
input[type="search"] { font: inherit; flex: 1; max-width: 26rem; padding: 0.4rem 0.7rem; color: inherit;
  background: var(--page); border: 1px solid var(--line); border-radius: 8px; }
.badge { font-size: 0.8rem; font-weight: 600; padding: 0.05rem 0.5rem; border: 1px solid currentcolor; border-radius: 1rem; }
.badge.error { color: var(--error); } .badge.warning { color: var(--warning); }
.badge.info { color: var(--info); } .badge.hint { color: var(--hint); }
.facts { display: flex; flex-wrap: wrap; gap: 0.6rem 2.2rem; margin: 0.4rem 0 1rem; }
.facts dt { color: var(--muted); font-size: 0.85rem; } .facts dd { margin: 0; }
.diagrams { overflow-x: auto; } .diagrams svg { background: transparent; }
.diagrams svg path { stroke: var(--muted); stroke-width: 2; fill: none; }
.diagrams svg rect { stroke: var(--muted); stroke-width: 1.5; fill: var(--raised); }
.diagrams svg text { fill: var(--text); font: 14px ui-monospace, "DejaVu Sans Mono", monospace; text-anchor: middle; }
`.trimStart();

/** Search on the index: shows the checks that contain every word that is typed. */
export const SCRIPT = `
const search = document.getElementById("search");
const found = document.getElementById("found");
search?.addEventListener("input", () => {
  const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean);
  let count = 0;
  for (const section of document.querySelectorAll("section")) {
    let shown = 0;
    for (const item of section.querySelectorAll("[data-search]")) {
      const isShown = words.every((word) => item.dataset.search.includes(word));
      item.hidden = !isShown;
      if (isShown) shown += 1;
    }
    section.hidden = words.length > 0 && shown === 0;
    count += shown;
  }
  found.textContent = words.length === 0 ? "" : count === 1 ? "1 check" : count + " checks";
});
`.trimStart();
