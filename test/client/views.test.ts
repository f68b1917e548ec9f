import { expect, test, vi } from "vitest";
import { coverageHtml } from "../../client/src/views/coverage-html.ts";
import type { PagePolicy } from "../../client/src/page-html.ts";
import type { Coverage, Overview, RuleOverview } from "../../client/src/views/overview.ts";
import {
  environmentNodes,
  type Grouping,
  GROUPINGS,
  ruleNodes,
  rulesetNodes,
  type TreeNode,
} from "../../client/src/views/tree-nodes.ts";
import { editor } from "./editor-stand-in.ts";

vi.mock("vscode", async () => (await import("./editor-stand-in.ts")).editor);

const range = (line: number) => ({ start: { line, character: 0 }, end: { line, character: 4 } });

function rule(name: string, more: Partial<RuleOverview> = {}): RuleOverview {
  return {
    name,
    source: "syscall",
    priority: "Notice",
    tags: [],
    states: ["enabled"],
    places: [{ uri: "file:///a.yaml", range: range(3) }],
    ...more,
  };
}

const OVERVIEW: Overview = {
  target: {
    version: "0.44.1",
    origin: "set in this file",
    at: { uri: "file:///c%20d.yaml", range: range(6) },
  },
  plugins: [{ name: "json", version: "0.7.4", origin: "comes with Falco" }],
  rulesets: [
    {
      origin: "`falco.yaml`",
      target: "0.44.1",
      files: [
        { uri: "file:///a.yaml", path: "/a.yaml", isDefault: true },
        { uri: "file:///b.yaml", path: "/b.yaml", isDefault: false },
      ],
      rules: [
        rule("Shell", {
          tags: ["t", "s"],
          states: ["enabled", "overridden"],
          places: [
            { uri: "file:///a.yaml", range: range(3) },
            { uri: "file:///b.yaml", range: range(9) },
          ],
        }),
        rule("Audit", {
          source: "k8s_audit",
          priority: "Error",
          states: ["enabled", "shadowed"],
          shadowedBy: "Shell",
        }),
      ],
    },
    {
      origin: "x",
      target: "0.44.1",
      files: [],
      rules: [
        rule("Audit", {
          source: "k8s_audit",
          priority: "Error",
          states: ["enabled", "shadowed"],
          shadowedBy: "Shell",
        }),
      ],
    },
  ],
};

function outline(nodes: readonly TreeNode[]): readonly unknown[] {
  return nodes.map(({ label, children }) => (children.length > 0 ? [label, outline(children)] : label));
}

test("a file shows the rules that it defines or changes, each at its place there", () => {
  const [first] = rulesetNodes(OVERVIEW);
  expect(outline(first?.children ?? [])).toEqual([
    ["1. a.yaml", ["Shell", "Audit"]],
    ["2. b.yaml", ["Shell"]],
  ]);
  expect(first?.children[1]?.children[0]?.at?.range.start.line).toBe(9);
  expect([first?.description, first?.children[0]?.description]).toEqual([
    "2 rules, falco.yaml",
    "default rules",
  ]);
});

test.each([
  { paths: ["/w/rules/a.yaml"], name: "a.yaml" },
  { paths: ["/w/rules/a.yaml", "/w/rules/b.yaml"], name: "rules" },
  { paths: ["/w/rules/a.yaml", "/w/rules.d/b.yaml", "/w/c.yaml"], name: "w" },
  { paths: ["/w/a.yaml", "/v/b.yaml"], name: "Workspace" },
  { paths: ["a.yaml", "b.yaml"], name: "Workspace" },
])("a ruleset of $paths is named $name", ({ paths, name }) => {
  const files = paths.map((path) => ({ uri: `file://${path}`, path, isDefault: false }));
  const defaults = {
    uri: "file:///etc/falco/falco_rules.yaml",
    path: "/etc/falco/falco_rules.yaml",
    isDefault: true,
  };
  const rulesets = [{ origin: "x", target: "0.44.1", files: [defaults, ...files], rules: [] }];
  expect(rulesetNodes({ ...OVERVIEW, rulesets })[0]?.label).toBe(name);
});

test.each<[Grouping, readonly unknown[]]>([
  [
    "source",
    [
      ["k8s_audit", ["Audit"]],
      ["syscall", ["Shell"]],
    ],
  ],
  [
    "priority",
    [
      ["Error", ["Audit"]],
      ["Notice", ["Shell"]],
    ],
  ],
  [
    "tag",
    [
      ["s", ["Shell"]],
      ["t", ["Shell"]],
      ["no tag", ["Audit"]],
    ],
  ],
  [
    "state",
    [
      ["Enabled", ["Audit", "Shell"]],
      ["Overridden", ["Shell"]],
      ["Shadowed", ["Audit"]],
    ],
  ],
  [
    "file",
    [
      ["/a.yaml", ["Audit", "Shell"]],
      ["/b.yaml", ["Shell"]],
    ],
  ],
])("rules are grouped by %s, each rule once in a group", (grouping, expected) => {
  expect(outline(ruleNodes(OVERVIEW, grouping))).toEqual(expected);
});

test("no two nodes of a tree have one identifier", () => {
  const ids = (nodes: readonly TreeNode[]): readonly string[] =>
    nodes.flatMap(({ id, children }) => [id, ...ids(children)]);
  for (const nodes of [rulesetNodes(OVERVIEW), ruleNodes(OVERVIEW, "state"), environmentNodes(OVERVIEW)])
    expect(new Set(ids(nodes)).size).toBe(ids(nodes).length);
});

test("a rule that never fires says which one comes first", () => {
  const [group] = ruleNodes(OVERVIEW, "source");
  expect(group?.children[0]).toMatchObject({
    description: "Error, shadowed",
    tooltip: expect.stringContaining('Never fires: rule "Shell" matches first'),
  });
});

test("the release and each plugin say where they are stated", () => {
  const [target, plugins] = environmentNodes(OVERVIEW);
  expect(target).toMatchObject({ label: "Falco 0.44.1", description: "set in this file: c d.yaml:7" });
  expect(plugins?.children).toMatchObject([{ label: "json 0.7.4", description: "comes with Falco" }]);
});

const COVERAGE: Coverage = {
  attackVersion: "15.1",
  tactics: [
    {
      id: "TA0002",
      name: "Execution",
      rules: ['A "<b>"', "B"],
      techniques: [{ id: "T1059.004", name: "Unix Shell", rules: ['A "<b>"'] }],
    },
    { id: "TA0040", name: "Impact", rules: [], techniques: [] },
  ],
  untagged: ["C"],
  places: [],
};
const POLICY: PagePolicy = { nonce: "n1", cspSource: "https://host" };
const HTML = coverageHtml(COVERAGE, POLICY);

test("the page of the coverage loads nothing and runs its own script only", () => {
  expect(HTML).toContain(
    `content="default-src 'none'; style-src 'nonce-n1' https://host; script-src 'nonce-n1'"`,
  );
  expect(HTML.match(/<script/g)).toHaveLength(1);
  expect(HTML).not.toMatch(/ on\w+=| style="|src="|href="/);
});

test("names of rules stay text in the page", () => {
  expect(HTML).toContain('data-rule="A &quot;&lt;b&gt;&quot;"');
  expect(HTML).not.toContain("<b>");
});

test("each technique is a button that says what it shows, and each column has a heading", () => {
  expect(HTML).toContain('aria-label="T1059.004 Unix Shell: 1 rule"');
  const controls = [...HTML.matchAll(/aria-controls="([^"]+)"/g)].map(([, id]) => id);
  expect(controls).toHaveLength(3);
  for (const id of controls) expect(HTML).toContain(`id="${id}" hidden`);
  for (const [, id] of HTML.matchAll(/aria-labelledby="([^"]+)"/g)) expect(HTML).toContain(`<h2 id="${id}">`);
  expect(HTML).toContain("By tags: 2 enabled rules, 1 technique, 1 of 2 tactics of MITRE ATT&amp;CK 15.1.");
});

test("of what trees and the page show, only what the server says is not translated", () => {
  editor.l10n.bundle = new Proxy({}, { has: () => true, get: (_, key) => untranslatable(String(key)) });
  try {
    const texts = (nodes: readonly TreeNode[]): readonly string[] =>
      nodes.flatMap(({ label, description, tooltip, children }) => [
        label,
        description,
        tooltip,
        ...texts(children),
      ]);
    const trees = [
      rulesetNodes,
      environmentNodes,
      ...GROUPINGS.map((by) => (of: Overview) => ruleNodes(of, by)),
    ];
    const page = coverageHtml(COVERAGE, POLICY).replace(/<(style|script)[^]*?<\/\1>/g, "");
    const labels = [...page.matchAll(/aria-label="([^"]*)"/g)].map(([, label = ""]) => label);
    const shown = [...trees.flatMap((of) => texts(of(OVERVIEW))), page.replace(/<[^>]*>/g, " "), ...labels];
    const words = (text: string): readonly string[] =>
      text.replace(/&\w+;/g, " ").match(/[A-Za-z]{2,}/g) ?? [];
    const given = new Set(words(JSON.stringify([OVERVIEW, COVERAGE])));
    expect(shown.flatMap(words).length).toBeGreaterThan(100);
    expect(shown.flatMap(words).filter((word) => !given.has(word))).toEqual([]);
  } finally {
    editor.l10n.bundle = undefined;
  }
});

/** In the place of the translation of a string: what is filled in, and no letter. */
function untranslatable(key: string): string {
  return `‹${(key.match(/\{\d\}/g) ?? []).join("·")}›`;
}
