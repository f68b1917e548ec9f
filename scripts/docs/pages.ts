import { micromark } from "micromark";
import { gfmTable, gfmTableHtml } from "micromark-extension-gfm-table";
import type { CheckInfo } from "../../server/src/checks/check.ts";
import type { CheckEntry, CheckGroup } from "./check-entries.ts";

export interface Page {
  /** Relative to the site's folder. */
  readonly file: string;
  readonly title: string;
  readonly html: string;
}

/** Pages that are linked from every page: file and title. */
const NAVIGATION: readonly (readonly [file: string, title: string])[] = [
  ["index.html", "Playground"],
  ["checks.html", "Checks"],
  ["settings.html", "Settings"],
  ["command-line.html", "Command line"],
  ["editors.html", "Editors"],
  ["grammar.html", "Condition grammar"],
];

export function indexPage(groups: readonly CheckGroup[], manuals: readonly Page[]): Page {
  const listed = new Set(NAVIGATION.map(([file]) => file));
  const more = manuals.filter(({ file }) => !listed.has(file));
  const count = groups.reduce((sum, { entries }) => sum + entries.length, 0);
  const body = [
    "<h1>Checks</h1>",
    `<p>${count} checks for Falco rules, configurations and command lines. Falco 0.44.1 is the reference.</p>`,
    '<p class="search"><label for="search">Search</label> <input id="search" type="search" autocomplete="off">',
    '<output id="found" for="search"></output></p>',
    ...groups.map(
      ({ title, entries }) =>
        `<section><h2>${escaped(title)}</h2><ul class="checks">${entries.map(listItem).join("")}</ul></section>`,
    ),
    ...(more.length > 0
      ? [
          "<section><h2>More</h2><ul>",
          ...more.map(({ file, title }) => `<li><a href="${file}">${escaped(title)}</a></li>`),
          "</ul></section>",
        ]
      : []),
  ].join("\n");
  return { file: "checks.html", title: "Checks", html: layout("Checks", body, "") };
}

function listItem({ check, summary }: CheckEntry): string {
  return (
    `<li data-search="${escaped(`${check.code} ${summary}`.toLowerCase())}"><a href="checks/${check.code}.html">` +
    `<code>${check.code}</code></a> ${badge(check)} <span>${inline(summary)}</span></li>`
  );
}

export function checkPage({ check, group, markdown }: CheckEntry): Page {
  const facts = [
    `<div><dt>Severity</dt><dd>${badge(check)}</dd></div>`,
    `<div><dt>Subject</dt><dd>${escaped(group)}</dd></div>`,
    ...(check.optional ? ["<div><dt>Default</dt><dd>off</dd></div>"] : []),
    ...(check.migration ? [`<div><dt>Migration</dt><dd>${escaped(check.migration)}</dd></div>`] : []),
  ];
  const [heading = "", ...rest] = htmlOf(markdown).split(/(?<=<\/h1>)/);
  const body = `${heading}<dl class="facts">${facts.join("")}</dl>${rest.join("")}`;
  return { file: `checks/${check.code}.html`, title: check.code, html: layout(check.code, body, "../") };
}

/** A page that is written in Markdown. */
export function contentPage(name: string, markdown: string): Page {
  const title = /^# (.+)$/m.exec(markdown)?.[1] ?? name;
  return { file: `${name}.html`, title, html: layout(title, htmlOf(markdown), "") };
}

export function layout(title: string, body: string, up: string, head = ""): string {
  const links = NAVIGATION.map(([file, name]) => `<a href="${up}${file}">${name}</a>`).join("");
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)} · Falco language tools</title>
<link rel="stylesheet" href="${up}site.css">
${head}<script src="${up}site.js" defer></script>
</head>
<body>
<header><a class="skip" href="#content">Skip to content</a><nav aria-label="Site">${links}</nav></header>
<main id="content">
${body}
</main>
</body>
</html>
`;
}

/** HTML of Markdown. Raw HTML in it is shown as text; links between documents lead to their pages. */
export function htmlOf(markdown: string): string {
  const html = micromark(markdown, { extensions: [gfmTable()], htmlExtensions: [gfmTableHtml()] });
  return html
    .replaceAll(/<h([23])>([^]*?)<\/h\1>/g, (_, level: string, text: string) => {
      const id = text
        .toLowerCase()
        .replaceAll(/<[^>]+>/g, "")
        .replaceAll(/[^a-z0-9]+/g, "-");
      return `<h${level} id="${id}">${text}</h${level}>`;
    })
    .replaceAll(/<pre>/g, '<pre tabindex="0">')
    .replaceAll(/href="(?!https?:)([^"#]+)\.md(#[^"]*)?"/g, 'href="$1.html$2"');
}

function inline(markdown: string): string {
  return micromark(markdown).replaceAll(/^<p>|<\/p>$/g, "");
}

function badge({ severity }: CheckInfo): string {
  return `<span class="badge ${severity}">${severity}</span>`;
}

export function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
