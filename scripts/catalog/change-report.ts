import type { Change } from "./run.ts";
import type { Update } from "./update-sources.ts";

const TITLES = [
  ["new", "New"],
  ["removed", "Removed"],
  ["deprecated", "Deprecated"],
  ["changed", "Changed"],
  ["decide", "To decide"],
] as const;

/** What a release changes, as Markdown for the pull request. */
export function changeReport({ release, from, changes, disagreements }: Update): string {
  const parts = TITLES.flatMap(([kind, title]) => {
    const own = changes.filter((change) => change.kind === kind);
    return own.length === 0 ? [] : [`## ${title}\n\n${own.map(line).join("\n")}`];
  });
  const doubts = disagreements.map((text) => `- ${text}`).join("\n");
  return `${[
    `# Falco ${release}`,
    changes.length === 0 ? `Nothing differs from the data of ${from}.` : `Compared with the data of ${from}.`,
    ...(doubts === "" ? [] : [`## Disagreements\n\n${doubts}`]),
    ...parts,
  ].join("\n\n")}\n`;
}

function line({ of, name, note }: Change): string {
  return `- ${of} \`${name}\`${note === undefined ? "" : `: ${note}`}`;
}
