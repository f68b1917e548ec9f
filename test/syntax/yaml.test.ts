import { expect, test } from "vitest";
import { readYaml } from "../../server/src/syntax/yaml.ts";
import { valueOf, type YamlNode } from "../../server/src/syntax/yaml-node.ts";

const root = (text: string) => readYaml(text).documents[0]?.root;

test("repeated keys are all there, and the first counts", () => {
  const node = root("a: 1\na: 2\n");
  expect(node?.kind === "map" && node.entries.length).toBe(2);
  expect(valueOf(node, "a")).toMatchObject({ text: "1" });
});

test("a key without a value has an empty null", () => {
  expect(valueOf(root("a:\nb: 1\n"), "a")).toMatchObject({ isNull: true, text: "" });
});

test.each(["~", "null", "NULL"])("%s is null unless quoted", (word) => {
  expect(valueOf(root(`a: ${word}\n`), "a")).toMatchObject({ isNull: true });
  expect(valueOf(root(`a: "${word}"\n`), "a")).toMatchObject({ isNull: false, text: word });
});

test("numbers and booleans stay the text that was written", () => {
  expect(valueOf(root("a: 0x1F\n"), "a")).toMatchObject({ text: "0x1F" });
  expect(valueOf(root("a: yes\n"), "a")).toMatchObject({ text: "yes" });
});

test("a byte order mark is skipped, and spans count it", () => {
  const text = "\uFEFFa: b\n";
  const value = valueOf(root(text), "a");
  expect(value && text.slice(value.span.start, value.span.end)).toBe("b");
});

test("a carriage return alone ends a line", () => {
  expect(valueOf(root("a: 1\rb: 2\r"), "b")).toMatchObject({ text: "2" });
});

test("an alias is where it is written, with what its anchor holds", () => {
  const text = "a: &x [1]\nb: *x\n";
  const value = valueOf(root(text), "b");
  expect(value).toMatchObject({ kind: "seq", alias: "x" });
  expect(value && text.slice(value.span.start, value.span.end)).toBe("*x");
});

test("an open quote is a problem that marks something, on one line", () => {
  const text = 'a: "b\nc: d\n';
  const [problem] = readYaml(text).problems;
  expect(problem).toBeDefined();
  expect(text.slice(problem?.span.start, problem?.span.end)).toMatch(/^(?:.+|\n)$/);
});

test("what is before a mistake is there", () => {
  expect(valueOf(root("a: 1\nb: [\n"), "a")).toMatchObject({ text: "1" });
});

test("a document ends where a line is indented less than its root, and the next one begins there", () => {
  const text = "  - a: 1\n- b: 2\n";
  const { documents, problems } = readYaml(text);
  expect(problems).toEqual([]);
  expect(
    documents.map(({ root: node }) => node && text.slice(node.span.start, node.span.end).trimEnd()),
  ).toEqual(["- a: 1", "- b: 2"]);
});

test("what follows a value on its line is a mistake", () => {
  expect(readYaml('- a: "x" b\n').problems).toHaveLength(1);
  expect(readYaml("[a] b\n").problems).toHaveLength(1);
});

test.each(["[a?b]", "[?a]", "{a?: b}"])(
  "a plain question mark in %s is a mistake, as Falco's reader takes it for a key",
  (text) => {
    const { problems } = readYaml(`- ${text}\n`);
    expect(problems.map(({ span }) => `- ${text}\n`.slice(span.start, span.end))).toEqual(["?"]);
  },
);

test.each(["a?b", '["a?b"]', "a: [b]?"])("a question mark in %s is text", (text) => {
  expect(readYaml(`- ${text}\n`).problems.filter(({ message }) => message.includes("`?`"))).toEqual([]);
});

test("an alias means the last anchor of its name before it", () => {
  const node = root("a: &x [1]\nb: *x\nc: &x [2]\nd: *x\n");
  expect(valueOf(node, "b")).toMatchObject({ items: [{ text: "1" }] });
  expect(valueOf(node, "d")).toMatchObject({ items: [{ text: "2" }] });
});

test("an anchor that holds its own alias is rejected there", () => {
  expect(readYaml("a: &x [*x]\n").problems).toMatchObject([{ span: { start: 7, end: 9 } }]);
});

test("aliases that double at each step are read as far as they stay readable", () => {
  const steps = Array.from({ length: 60 }, (_, at) => `x${at + 1}: &x${at + 1} [*x${at}, *x${at}]\n`);
  const { documents, problems } = readYaml(`x0: &x0 [a, b]\n${steps.join("")}`);
  expect(nodeCount(documents[0]?.root)).toBeLessThan(500_000);
  expect(problems[0]?.message).toMatch(/too many values/);
});

test("each of many aliases represents the same", () => {
  const { documents, problems } = readYaml(
    `first: &x [a]\n${Array.from({ length: 20_000 }, (_, at) => `k${at}: *x\n`).join("")}`,
  );
  expect(problems).toEqual([]);
  expect(valueOf(documents[0]?.root, "k19999")).toMatchObject({ items: [{ text: "a" }], alias: "x" });
});

function nodeCount(node: YamlNode | undefined): number {
  if (node?.kind === "seq") return node.items.reduce((sum, item) => sum + nodeCount(item), 1);
  return node?.kind === "map" ? node.entries.reduce((sum, { value }) => sum + 1 + nodeCount(value), 1) : 1;
}

test.each([
  ["items: [a\nb c\n]\nz: 1\n", ["a b c"]],
  ["items: [ a,\n  [\n],\nb\n]\nz: 1\n", ["a", [], "b"]],
  ["items: [a b\n\n  c]\nz: 1\n", ["a b\nc"]],
  ["items: [\"a\nb\", 'c\n\nd']\nz: 1\n", ["a b", "c\nd"]],
  ["items: [a: b,\n\tc]\nz: 1\n", [{ a: "b" }, "c"]],
])("lines within a flow collection need no indentation: %j", (text, value) => {
  for (const before of ["", "  ", "- - "]) {
    const source = before + text.replace(/^z/m, `${before.replaceAll("-", " ")}z`);
    const { documents, problems } = readYaml(source);
    expect(problems).toEqual([]);
    let map = documents[0]?.root;
    while (map?.kind === "seq") map = map.items[0];
    expect(plain(valueOf(map, "items"))).toEqual(value);
    const after = valueOf(map, "z");
    expect(after && source.slice(after.span.start, after.span.end)).toBe("1");
  }
});

test.each(['"a\nb"', "'a\nb'", '"a\\\nb c"'])("nor do lines within quotes: %j", (value) => {
  const source = `- rule: ${value}\n  desc: d\n`;
  const { documents, problems } = readYaml(source);
  expect(problems).toEqual([]);
  const item = documents[0]?.root?.kind === "seq" ? documents[0].root.items[0] : undefined;
  const rule = valueOf(item, "rule");
  expect(plain(rule)).toMatch(/^a ?b/);
  expect(rule && source.slice(rule.span.start, rule.span.end)).toBe(value);
  expect(plain(valueOf(item, "desc"))).toBe("d");
});

test.each(["items: [a,\n---\n]\n", "items: [a,\nb\n", 'items: "a\nb\n', "items: [a #c\n b]\n"])(
  "what Falco rejects there stays rejected: %j",
  (text) => {
    expect(readYaml(text).problems).not.toEqual([]);
  },
);

test("a directive needs no line of `---`", () => {
  const { documents, problems } = readYaml("%YAML 1.2\na: b\n");
  expect(problems).toEqual([]);
  expect(plain(documents[0]?.root)).toEqual({ a: "b" });
});

function plain(node: YamlNode | undefined): unknown {
  if (node?.kind === "scalar") return node.isNull ? null : node.text;
  if (node?.kind === "seq") return node.items.map(plain);
  return node && Object.fromEntries(node.entries.map(({ key, value }) => [key.text, plain(value)]));
}

test("what is wrong in a flow collection is found where its lines start further left too", () => {
  for (const indent of ["", "   "]) {
    const { problems } = readYaml(`a: {b: c\n${indent}d: 2}\ne: {f: g\n${indent}}\n`);
    expect(
      problems.map(({ span }) => span.start),
      indent,
    ).toContain(7);
  }
  expect(readYaml("a: {b: c,\nd: 2}\ne: {f: g\n}\n").problems).toEqual([]);
});

test("an outer bracket that nothing closes is a mistake, although the one in it is closed", () => {
  for (const text of ["a: {b: {c: d}\n", "a: [[b]\n", "a: [{b: c}\nx: y\n", "- rule: r\n  tags: [[a], b\n"])
    expect(
      readYaml(text).problems.map(({ span, isOpen }) => [span.start, isOpen]),
      text,
    ).toEqual([[text.search(/[[{]/), true]]);
  for (const text of ["a: {b: {c: d}\n}\n", "a: [[b]\n]\nc: d\n", "a: ['[', {b: c}\n]\n"])
    expect(readYaml(text).problems, text).toEqual([]);
});
