import fc from "fast-check";
import { expect, test } from "vitest";
import { judgeValues } from "../../../server/src/model/chart-values/judge-values.ts";
import { readYaml } from "../../../server/src/syntax/yaml.ts";
import type { YamlNode } from "../../../server/src/syntax/yaml-node.ts";
import { applyEdits } from "../../../server/src/text/span.ts";
import { samples } from "../../samples.ts";

/** Values that charts moved, and others around them. */
type Tree = { readonly [key: string]: Tree | string };
const scalar = fc.constantFrom("true", "false", '"a: b"', "'it''s'", "plain text", "/run/x.sock", '"#no"');
const leaf = fc.record({ enabled: scalar }, { requiredKeys: [] });
const collectors = fc.record(
  {
    enabled: scalar,
    docker: fc.record({ enabled: scalar, socket: scalar }, { requiredKeys: [] }),
    crio: fc.record({ enabled: scalar, socket: scalar }, { requiredKeys: [] }),
    containerd: leaf,
    kubernetes: fc.record({ enabled: scalar, other: scalar }, { requiredKeys: [] }),
    containerEngine: leaf,
  },
  { requiredKeys: [] },
);
const values = fc.record(
  {
    tty: scalar,
    collectors,
    leastPrivileged: leaf,
    driver: fc.record(
      { kind: fc.constantFrom("modern_ebpf", "kmod"), modernEbpf: leaf },
      { requiredKeys: [] },
    ),
    falco: fc.record({ json_output: scalar }, { requiredKeys: [] }),
  },
  { requiredKeys: ["tty"] },
);

/** How each collection is written: taken one by one while writing. */
const choices = fc.infiniteStream(fc.nat(99));

function written(tree: Tree, choose: () => number, indent = ""): string {
  return Object.entries(tree)
    .map(([key, value]) => {
      const above = choose() < 15 ? `${indent}# about ${key}\n` : "";
      const name = choose() < 10 ? `"${key}"` : key;
      const comment = choose() < 25 ? `${choose() < 50 ? " " : "   "}# of ${key}` : "";
      if (typeof value === "string") return `${above}${indent}${name}: ${value}${comment}\n`;
      if (Object.keys(value).length === 0) return `${above}${indent}${name}: {}${comment}\n`;
      if (choose() < 55)
        return `${above}${indent}${name}:${comment}\n${written(value, choose, `${indent}  `)}`;
      return `${above}${indent}${name}: ${flow(value, choose, indent)}${comment}\n`;
    })
    .join("");
}

function flow(value: Tree, choose: () => number, indent: string): string {
  const parts = Object.entries(value).map(
    ([key, one]) =>
      `${key}: ${typeof one === "string" ? (one === "plain text" ? "plain" : one) : flow(one, choose, `${indent}  `)}`,
  );
  if (choose() < 50) return `{${parts.join(", ")}}`;
  return `{\n${parts.map((part) => `${indent}  ${part}`).join(choose() < 30 ? ", # in it\n" : ",\n")}\n${indent}}`;
}

test("after a move the values are the old ones at the new path, comments stay, and nothing else changes", () => {
  let moves = 0;
  fc.assert(
    fc.property(values, choices, (tree, stream) => {
      const source = written(tree as Tree, () => stream.next().value);
      const { documents, problems } = readYaml(source);
      expect(problems).toEqual([]);
      const before = plain(documents[0]?.root);
      for (const finding of judgeValues(documents[0]?.root, source, "9.1.0")) {
        if (
          !("remedy" in finding) ||
          finding.remedy !== "move" ||
          finding.edits.length === 0 ||
          finding.to === undefined
        )
          continue;
        moves++;
        const after = applyEdits(source, finding.edits);
        const read = readYaml(after);
        expect(read.problems, `${source}\n=>\n${after}`).toEqual([]);
        const wanted = new Map(
          [...before].flatMap(([path, value]): [string, string][] => {
            if (path === "") return [];
            const isMoved = path === finding.path || path.startsWith(`${finding.path}.`);
            return [
              [
                isMoved
                  ? finding.to +
                    path.slice(finding.path.length) +
                    (finding.record.op === "scalar-to-list" ? ".0" : "")
                  : path,
                value,
              ],
            ];
          }),
        );
        expect(plain(read.documents[0]?.root), `${source}\n=>\n${after}`).toEqual(wanted);
        expect(commentsIn(after), `${source}\n=>\n${after}`).toEqual(commentsIn(source));
      }
    }),
    { numRuns: samples(150) },
  );
  expect(moves).toBeGreaterThan(samples(50));
});

/** The scalars by path; plain ones are not the same as quoted ones. */
function plain(node: YamlNode | undefined, path: readonly string[] = []): ReadonlyMap<string, string> {
  if (!node) return new Map();
  if (node.kind === "scalar")
    return new Map([[path.join("."), `${node.style === "plain" ? "" : "text "}${node.text}`]]);
  if (node.kind === "seq")
    return new Map(node.items.flatMap((item, at) => [...plain(item, [...path, String(at)])]));
  if (node.entries.length === 0) return new Map([[path.join("."), "{}"]]);
  return new Map(node.entries.flatMap(({ key, value }) => [...plain(value, [...path, key.text])]));
}

function commentsIn(text: string): readonly string[] {
  return [...text.matchAll(/(?:^|[ \t])#[^\n]*/gm)].map(([found]) => found.trim()).sort();
}
