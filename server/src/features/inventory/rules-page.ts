/** One page about all rules, as Markdown and as HTML. The same rules give the same page. */
import { UNRESTRICTED } from "../../model/condition/infer-events.ts";
import { codeSpan, fenced, inert } from "../../text/markdown.ts";
import { xml } from "../../text/xml.ts";
import type { InventoryRule } from "./inventory.ts";

const TITLE = "Falco rules";

/** The parts of a rule that are lists. */
interface Detail {
  readonly label: string;
  readonly values: readonly string[];
}

function detailsOf(rule: InventoryRule): readonly Detail[] {
  const exceptions = rule.exceptions.map(
    ({ name, fields, values }) => `${name} (${[...fields, counted(values, "value")].join(", ")})`,
  );
  return [
    { label: "Events", values: rule.events.filter((name) => name !== UNRESTRICTED) },
    { label: "Tags", values: rule.tags },
    { label: "Fields of the condition", values: rule.conditionFields },
    { label: "Fields of the output", values: rule.outputFields },
    { label: "Macros", values: rule.macros },
    { label: "Lists", values: rule.lists },
    { label: "Exceptions", values: exceptions },
    { label: "Tests", values: rule.tests },
    { label: "Written in", values: rule.places.map(({ path, line }) => `${path}:${line}`) },
  ].filter(({ values }) => values.length > 0);
}

function factsOf({ enabled, priority, source }: InventoryRule): string {
  return [enabled ? "Enabled" : "Disabled", `priority ${priority}`, `source ${source}`].join(", ");
}

function summaryOf(rules: readonly InventoryRule[]): string {
  const disabled = rules.filter(({ enabled }) => !enabled).length;
  return `${counted(rules.length, "rule")}, ${disabled} disabled.`;
}

function counted(count: number, noun: string): string {
  return `${count} ${count === 1 ? noun : `${noun}s`}`;
}

export function rulesMarkdown(rules: readonly InventoryRule[]): string {
  const sections = rules.flatMap((rule) => [
    `## ${inert(rule.name)}`,
    ...(rule.description === "" ? [] : [inert(rule.description)]),
    `${inert(factsOf(rule))}.`,
    fenced(rule.condition),
    ...(rule.output === "" ? [] : ["Output:", fenced(rule.output)]),
    detailsOf(rule)
      .map(({ label, values }) => `- ${label}: ${values.map(codeSpan).join(", ")}`)
      .join("\n"),
  ]);
  return `${[`# ${TITLE}`, summaryOf(rules), ...sections].join("\n\n")}\n`;
}

/** A document that loads nothing. */
export function rulesHtml(rules: readonly InventoryRule[]): string {
  const links = rules.map((rule, at) => `<li><a href="#rule-${at + 1}">${xml(rule.name)}</a></li>`);
  const sections = rules.map((rule, at) => {
    const details = detailsOf(rule).map(
      ({ label, values }) =>
        `<dt>${label}</dt><dd>${values.map((value) => `<code>${xml(value)}</code>`).join(" ")}</dd>`,
    );
    return [
      `<section id="rule-${at + 1}">`,
      `<h2>${xml(rule.name)}</h2>`,
      ...(rule.description === "" ? [] : [`<p>${xml(rule.description)}</p>`]),
      `<p class="facts">${xml(factsOf(rule))}.</p>`,
      `<pre tabindex="0"><code>${xml(rule.condition)}</code></pre>`,
      ...(rule.output === "" ? [] : [`<pre tabindex="0"><code>${xml(rule.output)}</code></pre>`]),
      `<dl>${details.join("")}</dl>`,
      "</section>",
    ].join("\n");
  });
  return [
    "<!DOCTYPE html>",
    '<html lang="en">',
    "<head>",
    '<meta charset="UTF-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${TITLE}</title>`,
    `<style>${STYLE}</style>`,
    "</head>",
    "<body>",
    `<h1>${TITLE}</h1>`,
    `<p>${summaryOf(rules)}</p>`,
    `<nav aria-label="Rules"><ul>${links.join("")}</ul></nav>`,
    ...sections,
    "</body>",
    "</html>",
    "",
  ].join("\n");
}

const STYLE = `
:root { color-scheme: light dark; }
body { max-width: 60rem; margin: 0 auto; padding: 1rem 1.2rem 4rem; font: 16px/1.55 system-ui, sans-serif; }
nav ul { columns: 18rem; padding-left: 1.2rem; }
section { border-top: 1px solid #8886; margin-top: 2rem; }
pre { overflow-x: auto; padding: 0.8rem 1rem; background: #8881; border-radius: 6px; white-space: pre-wrap; }
code { font-size: 0.92em; }
dt { font-weight: 600; margin-top: 0.4rem; }
dd { margin: 0; }
.facts { opacity: 0.8; }
`;
