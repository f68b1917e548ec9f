import { describe, expect, it } from "vitest";
import { rereadYaml } from "../../server/src/syntax/reread-yaml.ts";
import { readYaml } from "../../server/src/syntax/yaml.ts";

const TEXTS = [
  "# first\njson_output: true\nplugins:\n  - name: json\n    library_path: libjson.so\n    init_config:\n      a: 1\n      b: [c, d]\n  - name: k8saudit # why\n    open_params: |\n      one\n        two\n\n  - name: last\n\nengine:\n  kind: modern_ebpf\n  modern_ebpf: {cpus_for_each_buffer: 2}\nrules_files:\n- a\n- b\n- c\n",
  "a: one\n  two\nb: 'x\n  y'\nc: >-\n  folded\n  text\n\n\nd:\ne: \"q\"\nf:\n  - - 1\n    - 2\n    - 3\n  - [4,\n     5]\n  -\n    k: v\n  - ~\ng: last",
  "---\r\nk: v\r\nlist:\r\n  - a\r\n  - b\r\n  - c\r\nother: 1\r\n",
  "a:\n  - 1\nb: {c: d, e: {f: g}}: h}\n\nplugins:\n  - name: json\n    path: a.so\ni: {j: k}: l\nm: n\no: [p]: q\n",
  "a: {b: c, d: {e: f}}\nplugins:\n  - name: json\n    l}brary_path: a.so\nload: [json]\nm: {n: o}\n",
];
const TYPED = [
  "x",
  "\n",
  " ",
  ": ",
  "- ",
  "#",
  '"',
  "[",
  "}",
  "|\n",
  "\n  - z\n",
  "{c: d}\nx: {y: {z: w}",
  "\t",
  "&a ",
  "*a",
  "---\n",
  "",
];

describe("a text of which most was read before", () => {
  it.each(TEXTS)("reads as it does anew after each change: %j", (text) => {
    const reading = readYaml(text);
    let taken = 0;
    for (let at = 0; at <= text.length; at++) {
      for (const [which, typed] of TYPED.entries()) {
        for (const length of [0, 1, 7]) {
          // Each place and each change in turn: all of them together take a minute.
          if ((at + which + length) % 8 !== 0) continue;
          const next = text.slice(0, at) + typed + text.slice(at + length);
          const made = next === text ? undefined : rereadYaml(next, text, reading);
          if (!made) continue;
          expect(made, JSON.stringify(next)).toEqual(readYaml(next));
          taken++;
        }
      }
    }
    expect(taken).toBeGreaterThan(80);
  });

  it("is read around the change alone", () => {
    const text = `plugins:\n${"  - name: a\n    init_config: b\n".repeat(1000)}engine:\n  kind: kmod\n`;
    const reading = readYaml(text);
    const at = text.indexOf("name: a", text.length >> 1);
    const next = `${text.slice(0, at)}name: changed${text.slice(at + 7)}`;
    const before = reading.documents[0]?.root;
    const after = rereadYaml(next, text, reading)?.documents[0]?.root;
    if (before?.kind !== "map" || after?.kind !== "map") throw new Error("The sample is a map.");
    const [old, made] = [before.entries[0]?.value, after.entries[0]?.value];
    if (old?.kind !== "seq" || made?.kind !== "seq") throw new Error("The sample has a list.");
    expect(made.items).toHaveLength(1000);
    expect(made.items.filter((item) => old.items.includes(item)).length).toBeGreaterThan(490);
  });
});
