import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { readOrdinaryItem } from "../../server/src/syntax/ordinary-item.ts";
import { readYaml } from "../../server/src/syntax/yaml.ts";
import type { YamlNode } from "../../server/src/syntax/yaml-node.ts";
import { hasShared } from "../conformance/load.ts";
import { seeded } from "../hosts/random-documents.ts";
import { samples } from "../samples.ts";

const RULES = path.resolve(import.meta.dirname, "../../../shared/corpus/rules/falcosecurity-rules");

const OWN = [
  "- rule: a b\n  desc: >\n    x\n     y\n\n    z\n  # comment\n  tags: [a, b]\n\n# end\n",
  "- macro: m # why\n  condition: evt.type=open and\n    proc.name in (a, b)\n",
  "- list: l\n  items: [a, 'b c', \"d\", null,\n    [e, f],\n   ]\n",
  "- rule: r\n  exceptions:\n    - name: x\n      fields: [proc.name, fd.name]\n      values:\n      - [a, b]\n  output: |-\n    %evt.time\n\n    x\n",
  "- list: l\n  items:\n  - a\n  - 'b'\n  - >-\n    c\n    d\n  append: true\n",
];

const DAMAGE = [
  ..."\n #:-><|[],'\"a~?&*\t{}%!.",
  ...["  ", ": ", "- ", "\n\n", " #", "null", "\n    ", "---\n", "\n#"],
];

/** The only entry as the reader for all of YAML reads it; undefined where there is more to say of it. */
function slowly(text: string): YamlNode | undefined {
  const { documents, problems } = readYaml(text);
  const root = documents[0]?.root;
  const isOne = problems.length === 0 && documents.length === 1 && root?.kind === "seq";
  return isOne && root.items.length === 1 ? root.items[0] : undefined;
}

function itemsOf(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".yaml"))
    .flatMap((file) => readFileSync(path.join(folder, file), "utf8").split(/^(?=- )/m))
    .filter((text) => text.startsWith("- "));
}

describe("what the reader for ordinary items reads, the one for all of YAML reads too", () => {
  test("in the items of this test, all of which it reads", () => {
    for (const text of OWN) expect(readOrdinaryItem(text), text).toEqual(slowly(text) ?? "ordinary");
  });

  test("in damaged items", () => {
    let read = 0;
    for (let seed = 0; seed < samples(12_000); seed++) {
      const random = seeded(seed);
      let text = OWN[random(OWN.length)] ?? "";
      for (let damage = random(3); damage >= 0; damage--) {
        const at = 2 + random(text.length - 1);
        text = text.slice(0, at) + DAMAGE[random(DAMAGE.length)] + text.slice(at + random(3));
      }
      const made = /\n- /.test(text) ? undefined : readOrdinaryItem(text);
      if (made && ++read) expect(made, text).toEqual(slowly(text));
    }
    expect(read).toBeGreaterThan(samples(1500));
  });

  test.skipIf(!hasShared)("in Falco's own rules files, nearly all of whose items are ordinary", () => {
    const texts = [...new Set(itemsOf(RULES))];
    let read = 0;
    for (const text of texts) {
      const made = readOrdinaryItem(text);
      if (made && ++read) expect(made, text).toEqual(slowly(text));
    }
    expect(read).toBeGreaterThan(texts.length * 0.9);
  });
});

describe("is not ordinary", () => {
  test.each([
    ["a tab", "- list:\ta\n"],
    ["an anchor", "- list: &x a\n"],
    ["a key without a value", "- list: a\n  items:\n"],
    ["an entry left out", "- list: a\n  items: [b,,c]\n"],
    ["a line that is indented less", "- rule: a\n  desc: >\n     b\n    c\n"],
    ["a colon in a plain scalar", "- rule: a\n  desc: b: c\n"],
    ["another entry", "- rule: a\n- rule: b\n"],
    ["an open quote", '- rule: "a\n'],
    ["a comment that is indented like a line", "- macro: a\n  condition: b\n    # c\n"],
    [
      "a comment that is indented further than what comes next",
      "- list: a\n  items:\n    - b\n    # c\n  append: true\n",
    ],
    ["a comment at the end that is indented", "- list: a\n  items:\n  - b\n  # c\n"],
    ["deep nesting", `- list: a\n  items: ${"[".repeat(50)}${"]".repeat(50)}\n`],
    ["CRLF", "- macro: a\r\n"],
  ])("%s", (_what, text) => expect(readOrdinaryItem(text)).toBeUndefined());
});
