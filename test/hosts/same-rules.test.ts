import { expect, test } from "vitest";
import { hostOf } from "../../server/src/hosts/all-hosts.ts";
import type { Region } from "../../server/src/hosts/host.ts";
import { applyEdits } from "../../server/src/text/span.ts";

const RULES = `- macro: opened
  condition: evt.type = open and fd.nmae startswith /etc

- rule: Read it
  desc: "one"
  condition: >
    opened and proc.name in (bash,
    sh)
  output: 'it''s %proc.name'
  priority: WARNNG
`;

const indented = (by: string): string => RULES.replaceAll(/^(?=.)/gm, by);

const HOSTS = [
  ["falco_rules.local.yaml", RULES],
  ["values.yaml", `customRules:\n  a.yaml: |\n${indented("    ")}`],
  // Folding joins lines of the same indentation, so rules in this style part them by blank lines.
  [
    "values.yaml",
    `customRules:\n  a.yaml: >-\n${indented("    ")
      .replace("condition: >", "condition: |")
      .replace(/bash,\n\s+sh/, "bash, sh")
      .replace(/\n(?=\n {4}-)/, "\n\n")}`,
  ],
  ["values.yaml", `customRules:\n  a.yaml: ${JSON.stringify(RULES)}\n`],
  ["cm.yaml", `apiVersion: v1\nkind: ConfigMap\ndata:\n  a.yaml: |-\n${indented("      ")}`],
  [
    "cr.yaml",
    `apiVersion: artifact.falcosecurity.dev/v1alpha1\nkind: Rulesfile\nspec:\n  inlineRules: |\n${indented("    ")}`,
  ],
  [
    "cr.yaml",
    `apiVersion: artifact.falcosecurity.dev/v1alpha1\nkind: Rulesfile\nspec:\n  inlineRules:\n${indented("  ")}`,
  ],
  ["page.md", `> text\n>\n> ~~~yaml\n${RULES.replaceAll(/^/gm, "> ").replace(/> $/, "")}> ~~~\n`],
  [
    "crlf.yaml",
    `apiVersion: v1\r\nkind: ConfigMap\r\ndata:\r\n  a.yaml: |-\r\n${indented("      ").replaceAll("\n", "\r\n")}`,
  ],
] as const;

function rulesIn(path: string, text: string): Region {
  const regions =
    hostOf(path, text)
      ?.read(path, text)
      .regions.filter(({ kind }) => kind === "rules") ?? [];
  expect(regions).toHaveLength(1);
  const [region] = regions;
  if (!region) throw new Error(path);
  return region;
}

const WORDS = ["opened", "fd.nmae", "Read it", "bash", "WARNNG", "/etc"];

test.each(HOSTS)("%s holds the same words, each at its place: %j", (path, text) => {
  const region = rulesIn(path, text);
  for (const word of WORDS) {
    const at = region.text.indexOf(word);
    expect(at).toBeGreaterThanOrEqual(0);
    expect(text.slice(region.map.at(at), region.map.endAt(at + word.length))).toBe(word);
    expect(region.map.from(region.map.at(at))).toBe(at);
  }
});

test.each(HOSTS)("a name changed within %s reads back as changed: %j", (path, text) => {
  const region = rulesIn(path, text);
  const edits = [...region.text.matchAll(/opened/g)].map((match) =>
    region.map.edit({ start: match.index, end: match.index + 6 }, "is_opened"),
  );
  expect(edits).toHaveLength(2);
  const after = applyEdits(
    text,
    edits.filter((edit) => edit !== undefined),
  );
  expect(rulesIn(path, after).text).toBe(region.text.replaceAll("opened", "is_opened"));
});

test.each(HOSTS.filter(([, text]) => !text.includes(">-")))(
  "a line added within %s gets the indentation of its host: %j",
  (path, text) => {
    const region = rulesIn(path, text);
    const at = region.text.indexOf("  priority:");
    const edit = region.map.edit({ start: at, end: at }, "  tags: [a]\n");
    const after = edit && applyEdits(text, [edit]);
    expect(after && rulesIn(path, after).text.replaceAll("\r\n", "\n")).toBe(
      region.text.replaceAll("\r\n", "\n").replace("  priority:", "  tags: [a]\n  priority:"),
    );
  },
);

test.each(HOSTS.filter(([, text]) => !text.includes(">-")))(
  "a line taken out of %s goes with its indentation: %j",
  (path, text) => {
    const region = rulesIn(path, text);
    const line = / {2}desc: "one"\r?\n/.exec(region.text);
    const edit = line && region.map.edit({ start: line.index, end: line.index + line[0].length }, "");
    const after = edit && applyEdits(text, [edit]);
    expect(after && rulesIn(path, after).text).toBe(region.text.replace(line?.[0] ?? "", ""));
  },
);
